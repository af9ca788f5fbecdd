import { identityOf } from '../holder/index.js';
import type { Holder } from '@mandataire/domain/holder';
import type { LineFault, StaffList } from '@mandataire/domain/staff-list';
import { dateInParis } from '@mandataire/domain/time';
import type { Randomness } from '../clock/index.js';
import type { Happening } from '../journal/index.js';
import type { LineToRun, Newcomer, RunLine, Transaction } from '../unit-of-work/index.js';
import { counted } from './check-staff-list.js';
import { judgeLines, type JudgedEntry } from './judge-lines.js';
import { agentAtWork, move } from './move-staff-list.js';

interface Line extends JudgedEntry {
  readonly shown: LineToRun;
}

const CHANGED: LineFault = { field: null, reason: 'CHANGED_SINCE_CHECK', line: null };

/**
 * What a line would do now against what was shown of it (I-15): another person, or other certificates, and it isn't done.
 * What somebody has done by hand meanwhile is not done again.
 */
function sinceShown({ shown, judgement }: Line): LineFault | null {
  if (judgement.verdict === 'REFUSED') return judgement.fault ?? CHANGED;
  const holderId = judgement.holder?.id ?? null;
  if (judgement.verdict !== 'UNCHANGED' && holderId !== shown.holderId) return CHANGED;
  return judgement.certificateIds.join() === [...shown.certificateIds].sort().join() ||
    judgement.verdict === 'UNCHANGED'
    ? null
    : CHANGED;
}

/**
 * Carries out one batch in one transaction, with its place in the list: it is done and noted, or neither. Each line is
 * judged once more against the rows as they are now, which stay locked. The list is locked.
 * @returns false when there was nothing left.
 */
export async function runBatch(
  tx: Transaction,
  list: StaffList,
  { randomness, size }: { readonly randomness: Randomness; readonly size: number },
): Promise<void> {
  const shown = await tx.staffLists.linesToRun(list.id, list.cursor, size);
  const permitted = await agentAtWork(tx, list.orderedBy, 'staff-list.manage');
  const judged = permitted
    ? await judgeLines(tx, list, shown, { lock: true, establishments: permitted.establishments })
    : [];
  const changesIdentities = judged.some(({ judgement: { holder, identity } }) => holder && identity);
  if (!permitted || (changesIdentities && !(await agentAtWork(tx, list.orderedBy, 'identity.change')))) {
    tx.actAs('SYSTEM');
    await move(tx, list, {
      ...{ action: 'stop', actor: 'SYSTEM', changes: { endedAt: tx.now }, reason: 'MANDATE_ENDED' },
    });
    return;
  }
  tx.actAs('CERTIFICATION_AGENT');
  const lines = judged.map((line, at) => ({ ...line, shown: shown[at] as LineToRun }));
  const toDo = lines.filter((line) => sinceShown(line) === null);
  const enrolled = await enrol(tx, list, toDo, randomness);
  const happenings = await change(tx, list, toDo, randomness);
  await tx.record(...enrolled.happenings, ...happenings);
  await conclude(
    tx,
    list,
    size,
    lines.map((line) => outcomeOf(line, enrolled.ids)),
  );
}

const outcomeOf = (
  line: Line,
  newIds: ReadonlyMap<number, string>,
): RunLine & { certificateIds: readonly string[] } => {
  const { position, judgement } = line;
  const fault = sinceShown(line);
  const holderId = newIds.get(position) ?? judgement.holder?.id ?? null;
  const { certificateIds } = judgement;
  if (fault) return { position, outcome: 'REFUSED', holderId: null, fault, certificateIds: [] };
  return { position, outcome: judgement.verdict, holderId, fault: null, certificateIds };
};

/** A line that nothing but itself keeps from being done: it is refused by name, the others go on. */
export async function refuseNext(tx: Transaction, list: StaffList, reason: string): Promise<void> {
  const [line] = await tx.staffLists.linesToRun(list.id, list.cursor, 1);
  const lines = line ? [{ position: line.position, holderId: null, certificateIds: [] }] : [];
  const fault: LineFault = { field: null, reason, line: null };
  await conclude(
    tx,
    list,
    1,
    lines.map((each) => ({ ...each, outcome: 'REFUSED', fault })),
  );
}

async function conclude(
  tx: Transaction,
  list: StaffList,
  size: number,
  lines: readonly (RunLine & { readonly certificateIds: readonly string[] })[],
): Promise<void> {
  if (lines.length > 0) await tx.staffLists.writeRun(list.id, lines);
  const changes = {
    cursor: lines.at(-1)?.position ?? list.cursor,
    done: list.done + lines.length,
    outcome: counted(
      list.outcome,
      lines.map(({ outcome, certificateIds }) => ({ verdict: outcome, certificateIds })),
    ),
  };
  if (lines.length === size) {
    await tx.staffLists.save({ ...list, ...changes });
    return;
  }
  tx.actAs('SYSTEM');
  const { CREATE, UPDATE, REVOKE, REFUSED, certificates } = changes.outcome;
  await move(tx, list, {
    ...{ action: 'finish', actor: 'SYSTEM', changes: { ...changes, endedAt: tx.now } },
    facts: { create: CREATE, update: UPDATE, revoke: REVOKE, refused: REFUSED, certificates },
  });
}

const factsOf = (list: StaffList, { position }: Line) => ({ staffList: list.id, line: position });

/** New holders, each with a subject serialNumber of his own (D23, I-22), as `AddHolder` makes one. */
async function enrol(
  tx: Transaction,
  list: StaffList,
  lines: readonly Line[],
  randomness: Randomness,
): Promise<{ readonly ids: ReadonlyMap<number, string>; readonly happenings: readonly Happening[] }> {
  const ids = new Map<number, string>();
  const newcomers: Newcomer[] = [];
  const happenings: Happening[] = [];
  for (const line of lines) {
    const { verdict, identity, phone, establishment, employeeKey } = line.judgement;
    if (verdict !== 'CREATE' || !identity) continue;
    const holder = {
      ...({
        tenantId: list.tenantId,
        id: randomness.id(),
        version: 1,
        state: 'ACTIVE',
        phone,
        establishment,
      } as const),
      ...{ identityNumber: 1, subjectSerialNumber: Buffer.from(randomness.bytes(10)).toString('hex') },
    };
    ids.set(line.position, holder.id);
    newcomers.push({
      ...{ holder, employeeKey, accountId: randomness.id(), membershipId: randomness.id() },
      identity: identityOf({ ...holder, accountId: null }, randomness.id(), 1, identity),
    });
    const facts = factsOf(list, line);
    happenings.push({ name: 'holder.added', objectType: 'Holder', objectId: holder.id, facts });
  }
  if (newcomers.length > 0) await tx.colleagues.enrol(newcomers);
  return { ids, happenings };
}

const isContact = (attribute: string) => attribute === 'phone' || attribute === 'establishment';

/**
 * Contact data, and new identity versions with their change (R23, I-15): where certificates are revoked or orders are open
 * the saga of every other change carries it on; where there is neither it is done with its row.
 */
async function change(
  tx: Transaction,
  list: StaffList,
  lines: readonly Line[],
  randomness: Randomness,
): Promise<readonly Happening[]> {
  const known = lines.flatMap((line) =>
    line.judgement.holder && line.judgement.changes.length > 0
      ? [{ line, holder: line.judgement.holder }]
      : [],
  );
  if (known.length === 0) return [];
  const identified = known.filter(({ line }) => line.judgement.identity !== null);
  const numbers = await changeIdentities(tx, list, identified, randomness);
  const changed: Holder[] = known
    .filter(
      ({ line, holder }) =>
        numbers.numberOf.has(holder.id) || line.judgement.changes.some((c) => isContact(c.attribute)),
    )
    .map(({ line: { judgement }, holder }) => ({
      ...{ ...holder, phone: judgement.phone, establishment: judgement.establishment },
      identityNumber: numbers.numberOf.get(holder.id) ?? holder.identityNumber,
    }));
  if (changed.length > 0) await tx.colleagues.changeHolders(changed);
  const keys = known.flatMap(({ line: { judgement }, holder }) =>
    judgement.employeeKey !== null && judgement.changes.some(({ attribute }) => attribute === 'employeeKey')
      ? [{ holderId: holder.id, employeeKey: judgement.employeeKey }]
      : [],
  );
  if (keys.length > 0) await tx.colleagues.setEmployeeKeys(keys);
  const contacts = known
    .filter(({ line }) =>
      line.judgement.changes.some(({ attribute }) => attribute === 'employeeKey' || isContact(attribute)),
    )
    .map(({ line, holder }) => ({
      ...({ name: 'holder.contact-changed', objectType: 'Holder', objectId: holder.id } as const),
      facts: factsOf(list, line),
    }));
  return [...numbers.happenings, ...contacts];
}

async function changeIdentities(
  tx: Transaction,
  list: StaffList,
  lines: readonly { readonly line: Line; readonly holder: Holder }[],
  randomness: Randomness,
): Promise<{ readonly numberOf: ReadonlyMap<string, number>; readonly happenings: readonly Happening[] }> {
  const numberOf = new Map<string, number>();
  if (lines.length === 0) return { numberOf, happenings: [] };
  const holderIds = lines.map(({ holder }) => holder.id);
  const [last, ordered] = await Promise.all([
    tx.colleagues.lastNumbers(holderIds),
    tx.colleagues.withOpenOrder(holderIds),
  ]);
  const waiting = new Set(ordered);
  const rows = lines.map(({ line, holder }) => {
    const number = (last.get(holder.id) ?? holder.identityNumber) + 1;
    numberOf.set(holder.id, number);
    const isCarried = line.judgement.certificateIds.length > 0 || waiting.has(holder.id);
    const state = isCarried ? 'APPLYING' : 'DONE';
    const change = {
      ...{
        tenantId: list.tenantId,
        id: randomness.id(),
        version: 1,
        holderId: holder.id,
        identityNumber: number,
      },
      ...({
        effectiveOn: dateInParis(tx.now),
        state,
        requestedBy: list.orderedBy,
        requestedAt: tx.now,
      } as const),
      doneAt: isCarried ? null : tx.now,
    };
    const attributes = line.judgement.changes.map(({ attribute }) => attribute).join(',');
    const happening: Happening = {
      ...({
        name: isCarried ? 'identity-change.confirmed' : 'identity-change.done',
        objectType: 'IdentityChange',
      } as const),
      ...{ objectId: change.id, nextState: state },
      facts: { ...factsOf(list, line), holderId: holder.id, attributes },
    };
    const fields = line.judgement.identity;
    if (!fields) throw new Error('a change of identity without one');
    return { change, happening, identity: identityOf(holder, randomness.id(), number, fields) };
  });
  await tx.colleagues.addIdentities(rows.map(({ identity }) => identity));
  await tx.colleagues.addIdentityChanges(rows.map(({ change }) => change));
  return { numberOf, happenings: rows.map(({ happening }) => happening) };
}
