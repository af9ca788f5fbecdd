import type { Certificate } from '@mandataire/domain/certificate';
import {
  entryOf,
  judgeLine,
  type Colleague,
  type Judgement,
  type LineFacts,
  type StaffEntry,
  type StaffList,
} from '@mandataire/domain/staff-list';
import type { Siret } from '@mandataire/domain/tenant';
import type { StagedLine, Transaction } from '../unit-of-work/index.js';

export interface JudgedEntry {
  readonly position: number;
  readonly entry: StaffEntry;
  readonly judgement: Judgement;
}

/** What lines say before these, to find a second one about the same person. */
export interface Earlier {
  readonly emails: Map<string, number>;
  readonly employeeKeys: Map<string, number>;
  readonly holderIds: Map<string, number>;
}

export interface JudgeSettings {
  /** Nobody else changes the holders until the commit: for the run. */
  readonly lock: boolean;
  readonly establishments: readonly Siret[];
  /** Left out where the dry run has refused second lines already. */
  readonly earlier?: (found: readonly Colleague[], entries: readonly StaffEntry[]) => Promise<Earlier>;
}

const present = (values: readonly (string | null)[]): string[] => [
  ...new Set(values.filter((value) => value !== null)),
];

const nothingEarlier = (): Earlier => ({ emails: new Map(), employeeKeys: new Map(), holderIds: new Map() });

interface Known {
  readonly byKey: ReadonlyMap<string, Colleague>;
  readonly byEmail: ReadonlyMap<string, Colleague>;
  readonly taken: ReadonlySet<string>;
}

async function known(
  tx: Transaction,
  entries: readonly StaffEntry[],
  lock: boolean,
): Promise<Known & { found: readonly Colleague[] }> {
  const emails = present(entries.map(({ email }) => email));
  const employeeKeys = present(entries.map(({ employeeKey }) => employeeKey));
  const found = await tx.colleagues.find({ emails, employeeKeys }, lock);
  const byEmail = new Map(found.map((each) => [each.identity.email, each]));
  const byKey = new Map(
    found.flatMap((each) => (each.employeeKey === null ? [] : [[each.employeeKey, each] as const])),
  );
  const unknown = emails.filter((email) => !byEmail.has(email));
  const taken = new Set(unknown.length > 0 ? await tx.colleagues.takenEmails(unknown) : []);
  return { found, byKey, byEmail, taken };
}

function duplicateOf({ email, employeeKey }: StaffEntry, earlier: Earlier): LineFacts['duplicate'] {
  const ofKey = employeeKey === null ? undefined : earlier.employeeKeys.get(employeeKey);
  if (ofKey !== undefined) return { field: 'employeeKey', line: ofKey };
  const ofEmail = email === null ? undefined : earlier.emails.get(email);
  return ofEmail === undefined ? undefined : { field: 'email', line: ofEmail };
}

function note(earlier: Earlier, { position, entry, judgement }: JudgedEntry): void {
  if (judgement.verdict === 'REFUSED') return;
  if (entry.email !== null) earlier.emails.set(entry.email, position);
  if (entry.employeeKey !== null) earlier.employeeKeys.set(entry.employeeKey, position);
  if (judgement.holder) earlier.holderIds.set(judgement.holder.id, position);
}

/**
 * Judges a batch with a handful of statements, however many lines it has. Certificates are only read of those whose
 * certified data change.
 */
export async function judgeLines(
  tx: Transaction,
  list: StaffList,
  lines: readonly StagedLine[],
  { lock, establishments, earlier: before }: JudgeSettings,
): Promise<readonly JudgedEntry[]> {
  const mapping = list.mapping ?? {};
  const entries = lines.map(({ cells }) => entryOf(cells, mapping));
  const company = await tx.companies.own();
  const { found, byKey, byEmail, taken } = await known(tx, entries, lock);
  const earlier = before ? await before(found, entries) : nothingEarlier();
  const judged = lines.map(({ position }, at) => {
    const entry = entries[at] as StaffEntry;
    const facts: LineFacts = {
      byKey: entry.employeeKey === null ? undefined : byKey.get(entry.employeeKey),
      byEmail: entry.email === null ? undefined : byEmail.get(entry.email),
      certificates: [],
      duplicate: duplicateOf(entry, earlier),
      earlierOf: (
        (seen) => (holderId: string) =>
          seen.get(holderId)
      )(new Map(earlier.holderIds)),
      emailElsewhere: entry.email !== null && taken.has(entry.email),
      company,
      establishments,
    };
    const line = { position, entry, facts, judgement: judgeLine(entry, facts, tx.now) };
    note(earlier, line);
    return line;
  });
  const certificates = await certificatesOf(tx, judged);
  return judged.map(({ position, entry, facts, judgement }) => {
    const own = certificates.get(judgement.holder?.id ?? '');
    if (!own) return { position, entry, judgement };
    return { position, entry, judgement: judgeLine(entry, { ...facts, certificates: own }, tx.now) };
  });
}

async function certificatesOf(
  tx: Transaction,
  judged: readonly { readonly judgement: Judgement }[],
): Promise<ReadonlyMap<string, readonly Certificate[]>> {
  const changed = judged.flatMap(({ judgement: { holder, identity } }) =>
    holder && identity ? [holder.id] : [],
  );
  const byHolder = new Map<string, Certificate[]>(changed.map((id) => [id, []]));
  if (changed.length === 0) return byHolder;
  for (const each of await tx.colleagues.certificatesOf(changed)) byHolder.get(each.holderId)?.push(each);
  return byHolder;
}
