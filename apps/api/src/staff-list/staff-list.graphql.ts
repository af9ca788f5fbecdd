import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { allowedActions } from '@mandataire/domain/decision';
import type { StaffLineRow, StaffListRow } from '@mandataire/application/staff-list';
import {
  needsSecondPerson,
  STAFF_FIELDS,
  STAFF_VERDICTS,
  staffListMachine,
  type BatchGate,
  type StaffField,
  type StaffListAction,
  type StaffListCounts,
  type StaffVerdict,
} from '@mandataire/domain/staff-list';
import { staffListSentence, type Language } from '@mandataire/domain/wording';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';
import { connectionOf } from '../graphql/page.js';

export const StaffListStateName = enumOf(
  'StaffListState',
  staffListMachine.states,
  'RECEIVED: the worker reads the file. CHECKING: the dry run. RUNNING: it is carried out. STOPPED: the mandate ended in the middle.',
);
export const StaffVerdictName = enumOf(
  'StaffVerdict',
  STAFF_VERDICTS,
  'REVOKE: certified data change of somebody with live certificates (R23, D15).',
);
export const StaffFieldName = enumOf('StaffField', STAFF_FIELDS);
type ShownAction = 'MAP' | 'RUN' | 'ASK_SECOND_PERSON' | 'CANCEL';
export const StaffListActionName = enumOf<ShownAction>('StaffListAction', [
  'MAP',
  'RUN',
  'ASK_SECOND_PERSON',
  'CANCEL',
]);

@ObjectType('StaffListCounts', { description: 'Lines by verdict.' })
export class StaffListCountsNode {
  @Field(() => Int)
  create!: number;

  @Field(() => Int)
  update!: number;

  @Field(() => Int)
  unchanged!: number;

  @Field(() => Int)
  revoke!: number;

  @Field(() => Int)
  refused!: number;

  @Field(() => Int, { description: 'Certificates that the REVOKE lines revoke.' })
  certificates!: number;
}

const countsNode = (counts: StaffListCounts): StaffListCountsNode => ({
  create: counts.CREATE,
  update: counts.UPDATE,
  unchanged: counts.UNCHANGED,
  revoke: counts.REVOKE,
  refused: counts.REFUSED,
  certificates: counts.certificates,
});

@ObjectType('StaffColumn')
export class StaffColumnNode {
  @Field(() => StaffFieldName)
  field!: StaffField;

  @Field(() => Int, { description: 'Counted from 0.' })
  column!: number;
}

@ObjectType('StaffList', { description: 'A staff list (liste du personnel) from its upload to its report.' })
export class StaffListNode {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String, { description: 'Of the file.' })
  name!: string;

  @Field(() => Int, { description: 'Octets of the file.' })
  size!: number;

  @Field(() => StaffListStateName)
  state!: StaffListRow['state'];

  @Field(() => String)
  uploadedByName!: string;

  @Field(() => DateTime)
  uploadedAt!: Date;

  @Field(() => String, { nullable: true, description: 'CSV or XLSX; null before it was read.' })
  format!: string | null;

  @Field(() => String, { nullable: true, description: 'UTF-8, UTF-16 or windows-1252.' })
  encoding!: string | null;

  @Field(() => String, { nullable: true })
  separator!: string | null;

  @Field(() => Int, { nullable: true, description: 'Null: no line names the columns.' })
  headerLine!: number | null;

  @Field(() => [String], { description: 'Names of the columns, empty where there is no header.' })
  headers!: readonly string[];

  @Field(() => [StaffColumnNode], {
    description:
      'What the columns are taken to be: as confirmed, else as proposed from this company’s last list and from their names.',
  })
  mapping!: readonly StaffColumnNode[];

  @Field(() => String, {
    nullable: true,
    description: 'Why the file cannot be read, or why the list was stopped, and what to do.',
  })
  problem!: string | null;

  @Field(() => Int, { description: 'Lines below the header.' })
  lines!: number;

  @Field(() => Int, { description: 'Lines that the dry run or the run has done with.' })
  done!: number;

  @Field(() => StaffListCountsNode, { description: 'What the dry run has found.' })
  checked!: StaffListCountsNode;

  @Field(() => StaffListCountsNode, { description: 'What the run has done.' })
  outcome!: StaffListCountsNode;

  @Field(() => DateTime, { nullable: true })
  checkedAt!: Date | null;

  @Field(() => DateTime, { nullable: true })
  runStartedAt!: Date | null;

  @Field(() => DateTime, { nullable: true })
  endedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When its lines, personal data, were deleted.' })
  forgottenAt!: Date | null;

  @Field(() => Boolean, { description: 'So many certificates that one person may not run it alone (D15).' })
  needsSecondPerson!: boolean;

  @Field(() => Boolean, { description: 'A request for a second person waits.' })
  secondPersonAsked!: boolean;

  @Field(() => [StaffListActionName])
  allowedActions!: readonly ShownAction[];
}

const SHOWN: Readonly<Partial<Record<StaffListAction, ShownAction>>> = {
  map: 'MAP',
  run: 'RUN',
  cancel: 'CANCEL',
};

export interface Shown {
  readonly proposed: Readonly<Partial<Record<StaffField, number>>>;
  readonly mayManage: boolean;
  readonly language: Language;
  readonly liveCertificates: number;
  readonly gate: BatchGate;
}

function problemOf({ fault, state }: StaffListRow, language: Language): string | null {
  if (fault) return staffListSentence(fault.reason, language, { line: fault.line ?? '' });
  return state === 'STOPPED' ? staffListSentence('MANDATE_ENDED', language) : null;
}

export function staffListNode(row: StaffListRow, shown: Shown): StaffListNode {
  const columns = Object.entries(row.mapping ?? shown.proposed) as [StaffField, number][];
  const isGated = needsSecondPerson(row.checked.certificates, shown.liveCertificates, shown.gate);
  const actions = shown.mayManage ? allowedActions(staffListMachine, row.state, 'CERTIFICATION_AGENT') : [];
  const run = isGated ? 'ASK_SECOND_PERSON' : 'RUN';
  return {
    ...row,
    mapping: columns.map(([field, column]) => ({ field, column })),
    problem: problemOf(row, shown.language),
    checked: countsNode(row.checked),
    outcome: countsNode(row.outcome),
    needsSecondPerson: isGated,
    allowedActions: actions
      .map((action) => (action === 'run' ? run : SHOWN[action]))
      .filter((action) => action !== undefined)
      .filter((action) => !(action === 'ASK_SECOND_PERSON' && row.secondPersonAsked)),
  };
}

@ObjectType('StaffListChange')
export class StaffListChangeNode {
  @Field(() => String)
  attribute!: string;

  @Field(() => String)
  before!: string;

  @Field(() => String)
  after!: string;
}

@ObjectType('StaffListLine')
export class StaffListLineNode {
  @Field(() => Int, { description: 'In the file, as a spreadsheet shows it.' })
  position!: number;

  @Field(() => [String])
  cells!: readonly string[];

  @Field(() => StaffVerdictName, { nullable: true, description: 'Of the dry run.' })
  verdict!: StaffVerdict | null;

  @Field(() => StaffVerdictName, { nullable: true, description: 'What the run has made of it.' })
  outcome!: StaffVerdict | null;

  @Field(() => StaffFieldName, { nullable: true, description: 'The field that it is refused for.' })
  faultField!: StaffField | null;

  @Field(() => String, { nullable: true, description: 'Stable key of the reason.' })
  faultReason!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it is refused, and what to do.' })
  problem!: string | null;

  @Field(() => [StaffListChangeNode])
  changes!: readonly StaffListChangeNode[];

  @Field(() => Int, { description: 'Certificates that the change revokes.' })
  certificates!: number;

  @Field(() => ID, { nullable: true })
  holderId!: string | null;
}

export const staffListLineNode =
  (language: Language) =>
  ({ fault, ...row }: StaffLineRow): StaffListLineNode => ({
    ...row,
    faultField: fault?.field ?? null,
    faultReason: fault?.reason ?? null,
    problem: fault ? staffListSentence(fault.reason, language, { line: fault.line ?? '' }) : null,
  });

@ObjectType()
export class StaffListLineConnection extends connectionOf('StaffListLine', () => StaffListLineNode) {}

@ObjectType('StaffListExample')
export class StaffListExampleNode {
  @Field(() => Int)
  position!: number;

  @Field(() => String)
  before!: string;

  @Field(() => String)
  after!: string;
}

@ObjectType('StaffListChangeGroup', {
  description: 'The lines that change one attribute of certified data and revoke for it (D15).',
})
export class StaffListChangeGroupNode {
  @Field(() => String)
  attribute!: string;

  @Field(() => Int)
  lines!: number;

  @Field(() => Int)
  certificates!: number;

  @Field(() => [StaffListExampleNode], { description: 'The first ten.' })
  examples!: readonly StaffListExampleNode[];
}
