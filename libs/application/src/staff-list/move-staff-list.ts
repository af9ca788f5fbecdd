import { transition, type TransitionActor } from '@mandataire/domain/decision';
import { inForceOf } from '@mandataire/domain/mandate';
import { permit, type Act, type Permitted } from '@mandataire/domain/permission';
import { staffListMachine, type StaffList, type StaffListAction } from '@mandataire/domain/staff-list';
import type { EventName, Happening } from '../journal/index.js';
import type { Authorised } from '../permission/index.js';
import { conflict, notFound, orRefuse } from '../refusal/index.js';
import type { Transaction } from '../unit-of-work/index.js';

const EVENT: Readonly<Record<StaffListAction, EventName>> = {
  read: 'staff-list.read',
  reject: 'staff-list.rejected',
  map: 'staff-list.mapped',
  finishCheck: 'staff-list.checked',
  run: 'staff-list.started',
  finish: 'staff-list.finished',
  stop: 'staff-list.stopped',
  cancel: 'staff-list.cancelled',
};

/** The list as it was seen. An MC of some establishments has only those that he uploaded himself (D12). */
export async function seenList(
  tx: Transaction,
  { establishments }: Pick<Authorised, 'establishments'>,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<StaffList> {
  const list = await tx.staffLists.find(id);
  if (!list) throw notFound();
  if (establishments.length > 0 && list.uploadedBy !== tx.caller.accountId) throw notFound();
  if (list.version !== version) throw conflict();
  return list;
}

/** One step of the machine: the row and its journal line. @throws INVALID_STATE */
export async function move(
  tx: Transaction,
  list: StaffList,
  step: {
    readonly action: StaffListAction;
    readonly actor: TransitionActor;
    readonly changes?: Partial<StaffList>;
    readonly facts?: Happening['facts'];
    readonly reason?: string;
  },
): Promise<StaffList> {
  const state = orRefuse(transition(staffListMachine, list.state, step.action, step.actor));
  const saved = await tx.staffLists.save({ ...list, ...step.changes, state });
  await tx.record({
    name: EVENT[step.action],
    objectType: 'StaffList',
    objectId: list.id,
    previousState: list.state,
    nextState: state,
    reason: step.reason ?? null,
    facts: step.facts ?? {},
  });
  return saved;
}

/**
 * What the MC by whose order a list is worked off may do at this very instant, although he isn't there: his mandate is read
 * again and stays locked with every batch, so that nothing happens after its end (I-2, D12). Undefined: nothing any more.
 */
export async function agentAtWork(
  tx: Transaction,
  accountId: string,
  act: Act,
): Promise<Permitted | undefined> {
  const memberships = (await tx.memberships.of(accountId)).map(({ role }) => role);
  const mandates = memberships.includes('CERTIFICATION_AGENT') ? await tx.mandates.activeOf(accountId) : [];
  const mandate = inForceOf(mandates, tx.now) ?? null;
  return permit(act, { memberships, platformRoles: [], mandate });
}
