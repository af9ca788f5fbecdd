import { refuseByRule } from '@mandataire/domain/decision';
import { needsSecondPerson, NO_LINES, type BatchGate, type StaffList } from '@mandataire/domain/staff-list';
import { authorise, inCompany, type Authorised, type Requester } from '../permission/index.js';
import { conflict, notFound, refusedError } from '../refusal/index.js';
import type { SecondPersonExecutor } from '../second-person/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { agentAtWork, move, seenList } from './move-staff-list.js';

export interface RunStaffListInput {
  readonly id: string;
  readonly version: number;
  /** How many certificates whoever confirms was told that the list revokes (I-15). */
  readonly certificates: number;
}

/** A list that changes certified data asks for the right to do so, with a fresh factor (R23). */
const authoriseRun = async (tx: Transaction, requester: Requester, listId: string): Promise<Authorised> => {
  const granted = await authorise(tx, requester, 'staff-list.manage');
  return (await tx.staffLists.changesIdentities(listId))
    ? authorise(tx, requester, 'identity.change')
    : granted;
};

/** Whether this list revokes so much that one person may not start it alone (D15). */
const isGated = async (tx: Transaction, list: StaffList, gate: BatchGate): Promise<boolean> =>
  needsSecondPerson(list.checked.certificates, await tx.colleagues.liveCertificates(), gate);

/** What changes nothing and what was refused is done with already. */
async function start(tx: Transaction, list: StaffList, orderedBy: string): Promise<StaffList> {
  const { UNCHANGED, REFUSED, CREATE, UPDATE, REVOKE, certificates } = list.checked;
  return move(tx, list, {
    action: 'run',
    actor: 'CERTIFICATION_AGENT',
    changes: {
      ...{ cursor: 0, done: UNCHANGED + REFUSED, outcome: { ...NO_LINES, UNCHANGED, REFUSED } },
      ...{ runStartedAt: tx.now, orderedBy },
    },
    facts: { create: CREATE, update: UPDATE, revoke: REVOKE, certificates },
  });
}

/**
 * Confirms what the dry run has shown: the worker carries it out line by line. Permission `staff-list.manage`, and
 * `identity.change` where certified data change.
 */
export class RunStaffList {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gate: BatchGate,
  ) {}

  /** @throws RULE_REFUSED I-15 IMPACT_CHANGED for another number of certificates; D15 SECOND_PERSON_FOR_LIST above the gate. */
  async execute(requester: Requester, input: RunStaffListInput): Promise<StaffList> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      const granted = await authoriseRun(tx, requester, input.id);
      const list = await seenList(tx, granted, input);
      if (list.checked.certificates !== input.certificates)
        throw refusedError(refuseByRule('I-15', 'IMPACT_CHANGED').refusal);
      if (list.state === 'CHECKED' && (await isGated(tx, list, this.gate)))
        throw refusedError(refuseByRule('D15', 'SECOND_PERSON_FOR_LIST').refusal);
      return start(tx, list, requester.accountId);
    });
  }
}

/** Running a list that revokes a good part of a company, once a second person has confirmed it (D15, D28). */
export const runListInMass = (gate: BatchGate): SecondPersonExecutor => ({
  async check(tx, requester, input) {
    const granted = await authoriseRun(tx, requester, input.objectId);
    const list = await seenList(tx, granted, { id: input.objectId, version: input.version });
    if (list.state !== 'CHECKED' || !(await isGated(tx, list, gate)))
      throw refusedError(refuseByRule('D28', 'NO_SECOND_PERSON_NEEDED').refusal);
    return { objectType: 'StaffList' };
  },
  async parties(tx, objectId) {
    const list = await tx.staffLists.find(objectId);
    if (!list) throw notFound();
    return { accountIds: [list.uploadedBy, list.orderedBy], emails: [] };
  },
  /** Whoever asked must still be able to do it himself: the second person adds to his right and replaces none of it. */
  async carryOut(tx, { objectId, objectVersion, requestedBy }) {
    const list = await tx.staffLists.find(objectId);
    if (list?.version !== objectVersion) throw conflict();
    if (!(await agentAtWork(tx, requestedBy, 'identity.change')))
      throw refusedError(refuseByRule('I-2', 'REQUESTER_WITHOUT_MANDATE').refusal);
    await start(tx, list, requestedBy);
  },
});
