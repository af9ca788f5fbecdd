import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { RevocationTaskRow } from '@mandataire/application/fleet';
import { departureMachine, type Departure } from '@mandataire/domain/departure';
import { DateTime } from '../graphql/date-time.js';
import { enumOf } from '../graphql/enum-of.js';

export const DepartureStateName = enumOf('DepartureState', departureMachine.states);
const CAUSES = ['DEPARTURE', 'VERIFICATION_INVALIDATED'] as const;
export const RevocationTaskCauseName = enumOf('RevocationTaskCause', CAUSES);

@ObjectType('Departure', { description: 'The end of a holder’s attachment to the company (I-30).' })
export class DepartureNode {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => DepartureStateName)
  state!: Departure['state'];

  @Field(() => String, { description: 'From this day on he no longer belongs to the company, YYYY-MM-DD.' })
  leavesOn!: string;

  @Field(() => DateTime)
  reportedAt!: Date;

  @Field(() => DateTime, { nullable: true })
  closedAt!: Date | null;
}

export const departureNode = (row: Departure): DepartureNode => {
  const { id, version, state, leavesOn, reportedAt, closedAt } = row;
  return { id, version, state, leavesOn, reportedAt, closedAt };
};

@ObjectType('RevocationTask', {
  description: 'A certificate that has to be revoked; open for as long as it is live (I-30).',
})
export class RevocationTaskNode {
  @Field(() => ID)
  id!: string;

  @Field(() => RevocationTaskCauseName)
  cause!: RevocationTaskRow['cause'];

  @Field(() => ID)
  certificateId!: string;

  @Field(() => String)
  serial!: string;

  @Field(() => ID)
  holderId!: string;

  @Field(() => String)
  holderName!: string;

  @Field(() => String)
  ownerName!: string;

  @Field(() => DateTime)
  dueAt!: Date;

  @Field(() => Boolean, { description: 'Its day is past and the certificate still live.' })
  overdue!: boolean;

  @Field(() => Boolean, { description: 'The revocation was asked for and is under way.' })
  requested!: boolean;

  @Field(() => String, { nullable: true, description: 'Of a planned departure: its day, YYYY-MM-DD.' })
  plannedFor!: string | null;
}

export const revocationTaskNode = (row: RevocationTaskRow, now: Date): RevocationTaskNode => {
  const { id, cause, certificateId, serial, holderId, holderName, ownerName, dueAt, requested } = row;
  return {
    ...{ id, cause, certificateId, serial, holderId, holderName, ownerName, dueAt, requested },
    overdue: dueAt < now,
    plannedFor: row.departureState === 'PLANNED' ? row.leavesOn : null,
  };
};

@InputType()
export class ReportDepartureInput {
  @Field(() => String, {
    description:
      'One click, one effect: the same key again gives the same answer, with another input CONFLICT.',
  })
  idempotencyKey!: string;

  @Field(() => ID)
  holderId!: string;

  @Field(() => Int, { description: 'The version that was shown: CONFLICT when the holder changed since.' })
  version!: number;

  @Field(() => String, {
    description:
      'YYYY-MM-DD. Today or earlier revokes now; a later day, a year ahead at most, is planned (D17).',
  })
  leavesOn!: string;

  @Field(() => [ID], {
    description: 'The live certificates that were shown; RULE_REFUSED when they are others by now.',
  })
  confirmedCertificateIds!: string[];
}

@InputType()
export class DepartureActInput {
  @Field(() => ID)
  holderId!: string;

  @Field(() => Int, {
    description: 'The departure’s version that was shown: CONFLICT when it changed since.',
  })
  version!: number;
}
