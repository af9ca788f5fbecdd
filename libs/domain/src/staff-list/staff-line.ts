import type { Certificate } from '../certificate/index.js';
import {
  certifiedChanges,
  certifiedDataOf,
  identityFields,
  phoneNumber,
  type CertifiedAttribute,
  type CertifiedData,
  type Holder,
  type HolderIdentity,
  type IdentityFields,
} from '../holder/index.js';
import { impactOf, withIdentity } from '../identity-change/index.js';
import {
  establishmentFault,
  normaliseSiret,
  reachesEstablishment,
  type Company,
  type Siret,
} from '../tenant/index.js';
import { dateInParis } from '../time/index.js';
import { looksLikeFormula } from './separated-text.js';
import type { StaffField } from './staff-field.data.js';

/** What one line says; null says nothing of it. */
export interface StaffEntry {
  /** The employer's own stable key of the person (matricule): it survives a marriage and a change of address. */
  readonly employeeKey: string | null;
  readonly surname: string | null;
  readonly givenNames: readonly string[] | null;
  readonly email: string | null;
  readonly jobTitle: string | null;
  readonly phone: string | null;
  readonly establishment: string | null;
}

/** REVOKE: certified data change of somebody with live certificates (R23, D15). */
export type StaffVerdict = 'CREATE' | 'UPDATE' | 'UNCHANGED' | 'REVOKE' | 'REFUSED';
export const STAFF_VERDICTS: readonly StaffVerdict[] = ['CREATE', 'UPDATE', 'REVOKE', 'UNCHANGED', 'REFUSED'];

/** Why a line is refused: the field, a key for the sentence that says what to do, and another line where one is meant. */
export interface LineFault {
  readonly field: StaffField | null;
  readonly reason: string;
  readonly line: number | null;
}

export interface StaffChange {
  readonly attribute: CertifiedAttribute | 'phone' | 'establishment' | 'employeeKey';
  readonly before: string;
  readonly after: string;
}

/** Somebody whom the company has as a holder. */
export interface Colleague {
  readonly holder: Holder;
  readonly identity: HolderIdentity;
  readonly employeeKey: string | null;
  /** Whether a change of his certified data is planned or under way (I-15). */
  readonly hasOpenChange: boolean;
}

/** What a line is judged against. */
export interface LineFacts {
  readonly byKey: Colleague | undefined;
  readonly byEmail: Colleague | undefined;
  /** Of the one or the other. */
  readonly certificates: readonly Certificate[];
  /** An earlier line of the list about the same person, and by which field. */
  readonly duplicate: { readonly field: 'employeeKey' | 'email'; readonly line: number } | undefined;
  /** An earlier line that was found to be about this holder, by another key or address. */
  readonly earlierOf: (holderId: string) => number | undefined;
  /** The address belongs to somebody who isn't of this company, or is kept for its former owner. */
  readonly emailElsewhere: boolean;
  readonly company: Company;
  /** Where the mandate reaches; none: everywhere (D12). */
  readonly establishments: readonly Siret[];
}

export interface Judgement {
  readonly verdict: StaffVerdict;
  readonly fault: LineFault | null;
  readonly holder: Holder | null;
  readonly employeeKey: string | null;
  /** What is to be certified from now on; null where that doesn't change. */
  readonly identity: IdentityFields | null;
  readonly phone: string | null;
  readonly establishment: Siret | null;
  readonly changes: readonly StaffChange[];
  /** The certificates that the change revokes (I-15). */
  readonly certificateIds: readonly string[];
}

const LONGEST_KEY = 64;
/** What a spreadsheet shows where it could not compute. */
const FORMULA_ERROR = /^#(REF|N\/A|VALUE|VALEUR|NAME|NOM|DIV\/0|NULL|NUL|NUM|NOMBRE)[!?]?/u;

class LineRefusal {
  constructor(readonly fault: LineFault) {}
}

const refuse = (field: StaffField | null, reason: string, line: number | null = null): LineRefusal =>
  new LineRefusal({ field, reason, line });

/** Cells that are no text of a person at all: half-broken encodings, formulas and their errors. */
function textFault(entry: StaffEntry): LineRefusal | undefined {
  for (const [name, value] of Object.entries(entry)) {
    const field = name as StaffField;
    for (const text of [value ?? []].flat() as string[]) {
      if (text.includes('\ufffd')) return refuse(field, 'BROKEN_CHARACTER');
      if (FORMULA_ERROR.test(text)) return refuse(field, 'FORMULA_ERROR');
      if (field !== 'phone' && looksLikeFormula(text)) return refuse(field, 'FORMULA');
    }
  }
  return entry.employeeKey !== null && [...entry.employeeKey].length > LONGEST_KEY
    ? refuse('employeeKey', 'TOO_LONG')
    : undefined;
}

/**
 * Whom the line is about: by the employer's key where it is known, else by the address. Never by name alone: homonyms are
 * different people (F38, I-22).
 */
function matched(entry: StaffEntry, { byKey, byEmail }: LineFacts): Colleague | undefined | LineRefusal {
  if (byKey) {
    const isAnothers = byEmail && byEmail.holder.id !== byKey.holder.id;
    return isAnothers ? refuse('email', 'HOLDER_EMAIL_TAKEN') : byKey;
  }
  const hasAnotherKey = byEmail?.employeeKey && entry.employeeKey;
  return hasAnotherKey ? refuse('employeeKey', 'ANOTHER_EMPLOYEE_KEY') : byEmail;
}

const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s'’-]+/gu, ' ')
    .trim()
    .toLocaleLowerCase('fr');

/** Neither the surname nor the first given name: whoever has the address or key now isn't the one who had it (R10). */
function isAnotherPerson(identity: HolderIdentity, fields: IdentityFields): boolean {
  const firstOf = ({ givenNames }: Pick<IdentityFields, 'givenNames'>) => folded(givenNames[0] ?? '');
  return folded(identity.surname) !== folded(fields.surname) && firstOf(identity) !== firstOf(fields);
}

const NOBODY: IdentityFields = { surname: '', givenNames: [], email: '', jobTitle: '' };

function fieldsOf(entry: StaffEntry, known: IdentityFields): IdentityFields | LineRefusal {
  const decided = identityFields({
    surname: entry.surname ?? known.surname,
    givenNames: entry.givenNames ?? known.givenNames,
    email: entry.email ?? known.email,
    jobTitle: entry.jobTitle ?? known.jobTitle,
  });
  if (decided.ok) return decided.next;
  const [first] = decided.refusal.kind === 'INPUT' ? Object.entries(decided.refusal.fields) : [];
  const [field, reason] = first ?? [null, 'INVALID_VALUE'];
  return refuse(field as StaffField | null, reason);
}

interface Contact {
  readonly phone: string | null;
  readonly establishment: Siret | null;
}

const NO_CONTACT: Contact = { phone: null, establishment: null };

/** The company's own establishment (V1), and one that the mandate reaches, before and after (D12). */
function placeOf(
  entry: StaffEntry,
  known: Siret | null,
  { company, establishments }: LineFacts,
): { readonly establishment: Siret | null } | LineRefusal {
  const typed = normaliseSiret(entry.establishment);
  const fault = typed && typed !== known ? establishmentFault(typed, company.siren) : undefined;
  if (fault) return refuse('establishment', fault);
  const establishment = typed ?? known;
  return reachesEstablishment(establishments, establishment)
    ? { establishment }
    : refuse('establishment', 'OUTSIDE_MANDATE');
}

function contactOf(entry: StaffEntry, known: Contact, facts: LineFacts): Contact | LineRefusal {
  const phone = entry.phone === null ? known.phone : phoneNumber(entry.phone);
  if (phone === undefined) return refuse('phone', 'PHONE_FORMAT');
  const place = placeOf(entry, known.establishment, facts);
  return place instanceof LineRefusal ? place : { phone, ...place };
}

/** Whoever works beyond the mandate is not there for it: nothing is said of him (D12). */
const isBeyond = ({ holder }: Colleague, { establishments }: LineFacts): boolean =>
  !reachesEstablishment(establishments, holder.establishment);

function contactChanges(entry: StaffEntry, colleague: Colleague, contact: Contact): StaffChange[] {
  const { holder, employeeKey } = colleague;
  const pairs = [
    ['phone', holder.phone, contact.phone],
    ['establishment', holder.establishment, contact.establishment],
    ['employeeKey', employeeKey, entry.employeeKey ?? employeeKey],
  ] as const;
  return pairs
    .filter(([, before, after]) => before !== after)
    .map(([attribute, before, after]) => ({ attribute, before: before ?? '', after: after ?? '' }));
}

const refused = ({ fault }: LineRefusal, entry: StaffEntry): Judgement => ({
  verdict: 'REFUSED',
  fault,
  holder: null,
  employeeKey: entry.employeeKey,
  identity: null,
  phone: null,
  establishment: null,
  changes: [],
  certificateIds: [],
});

/** A person who is new to the company. */
function judgeNewcomer(entry: StaffEntry, facts: LineFacts): Judgement | LineRefusal {
  const fields = fieldsOf(entry, NOBODY);
  if (fields instanceof LineRefusal) return fields;
  if (facts.emailElsewhere) return refuse('email', 'EMAIL_NOT_AVAILABLE');
  const contact = contactOf(entry, NO_CONTACT, facts);
  if (contact instanceof LineRefusal) return contact;
  const { employeeKey } = entry;
  const plain = { holder: null, fault: null, changes: [], certificateIds: [] };
  return { ...plain, verdict: 'CREATE', employeeKey, identity: fields, ...contact };
}

/** Why this person's certified data cannot change by a list. */
function changeFault(
  colleague: Colleague,
  fields: IdentityFields,
  facts: LineFacts,
): LineRefusal | undefined {
  const { identity, hasOpenChange } = colleague;
  if (isAnotherPerson(identity, fields)) return refuse('surname', 'ANOTHER_PERSON');
  if (hasOpenChange) return refuse(null, 'CHANGE_ALREADY_OPEN');
  if (fields.email !== identity.email && facts.emailElsewhere) return refuse('email', 'EMAIL_NOT_AVAILABLE');
  return undefined;
}

/** The certificates that carry what changes, by the rule of every change (D15). */
function revokedBy(before: CertifiedData, after: CertifiedData, facts: LineFacts, now: Date): string[] {
  const known = { before, after, certificates: facts.certificates, orders: [], usualDelayDays: 0 };
  const { certificatesToRevoke } = impactOf({ ...known, effectiveOn: dateInParis(now) }, now);
  return certificatesToRevoke.map(({ id }) => id).sort();
}

function judgeColleague(
  entry: StaffEntry,
  colleague: Colleague,
  facts: LineFacts,
  now: Date,
): Judgement | LineRefusal {
  const { holder, identity } = colleague;
  if (isBeyond(colleague, facts)) return refuse('establishment', 'OUTSIDE_MANDATE');
  const contact = contactOf(entry, holder, facts);
  if (contact instanceof LineRefusal) return contact;
  const fields = fieldsOf(entry, identity);
  if (fields instanceof LineRefusal) return fields;
  const before = certifiedDataOf(holder, identity, facts.company);
  const after = withIdentity(before, fields);
  const certified = certifiedChanges(before, after);
  const changes = [...certified, ...contactChanges(entry, colleague, contact)];
  const employeeKey = entry.employeeKey ?? colleague.employeeKey;
  const known = { fault: null, holder, employeeKey, ...contact, changes };
  if (changes.length === 0) return { ...known, verdict: 'UNCHANGED', identity: null, certificateIds: [] };
  if (holder.state === 'DEPARTED') return refuse(null, 'HOLDER_HAS_LEFT');
  if (certified.length === 0) return { ...known, verdict: 'UPDATE', identity: null, certificateIds: [] };
  const fault = changeFault(colleague, fields, facts);
  if (fault) return fault;
  const certificateIds = revokedBy(before, after, facts, now);
  const verdict = certificateIds.length > 0 ? 'REVOKE' : 'UPDATE';
  return { ...known, verdict, identity: fields, certificateIds };
}

/**
 * What a line would do (D15, I-15): the dry run shows it, the run does it, and both ask here. Names, address and function
 * pass the same judge as those typed by hand (V10, I-23). Refuses rather than guesses: a homonym is never merged, an
 * address of somebody else's is never taken, a second line about one person never counts.
 */
export function judgeLine(entry: StaffEntry, facts: LineFacts, now: Date): Judgement {
  const judged = judge(entry, facts, now);
  return judged instanceof LineRefusal ? refused(judged, entry) : judged;
}

function judge(entry: StaffEntry, facts: LineFacts, now: Date): Judgement | LineRefusal {
  const fault = textFault(entry);
  if (fault) return fault;
  const { duplicate } = facts;
  if (duplicate) return refuse(duplicate.field, 'DUPLICATE_LINE', duplicate.line);
  const colleague = matched(entry, facts);
  if (colleague instanceof LineRefusal) return colleague;
  const earlier = colleague && facts.earlierOf(colleague.holder.id);
  if (earlier !== undefined) return refuse(null, 'DUPLICATE_LINE', earlier);
  return colleague ? judgeColleague(entry, colleague, facts, now) : judgeNewcomer(entry, facts);
}
