import { isEmailAddress, type AccountId } from '../account/index.js';
import { accept, refuseInput, type Decision } from '../decision/index.js';
import type { Company, Siret, TenantId } from '../tenant/index.js';
import type { CertifiedData } from './certified-data.js';
import { isConfusable, nameFault } from './name-characters.js';

export type HolderId = string;

/** Holder (porteur, titulaire): the natural person identified in the certificate and owner of its private key (R28). */
export interface Holder {
  readonly tenantId: TenantId;
  readonly id: HolderId;
  readonly version: number;
  /** The person's account once he has logged in; a holder may do all he must by mailed links. */
  readonly accountId: AccountId | null;
  readonly state: 'ACTIVE' | 'DEPARTED';
  /** Contact data, E.164; never certified, so a change revokes nothing (D15). */
  readonly phone: string | null;
  /** Where he works, for whose mandate reaches him (D12); never certified either. */
  readonly establishment: Siret | null;
  /** Number of the identity version in force. */
  readonly identityNumber: number;
  readonly subjectSerialNumber: string;
}

/** One immutable version of what is certified of a person; a change is a new version (invariant 7, R22). */
export interface HolderIdentity {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly holderId: HolderId;
  readonly number: number;
  readonly surname: string;
  readonly givenNames: readonly string[];
  readonly email: string;
  readonly jobTitle: string;
}

/** Upper bounds in characters (V10, RFC 5280 appendix A.1): refused before submission, never truncated. */
export const SUBJECT_BOUNDS = {
  commonName: 64,
  organization: 64,
  title: 64,
  email: 255,
  name: 32_768,
} as const;

const LINE = /^[^\p{C}]+$/u;

export type IdentityFields = Pick<HolderIdentity, 'surname' | 'givenNames' | 'email' | 'jobTitle'>;

const tidy = (value: string): string => value.normalize('NFC').replace(/\s+/gu, ' ').trim();

const isLonger = (text: string, bound: number): boolean => [...text].length > bound;

/** What is wrong with a line of text, whatever it says. */
function lineFault(text: string, bound: number): string | undefined {
  if (text === '') return 'REQUIRED';
  if (!LINE.test(text)) return 'CONTROL_CHARACTER';
  return isLonger(text, bound) ? 'TOO_LONG' : undefined;
}

/** What is wrong with names; those that were confirmed letter by letter may hold characters that look like others. */
function namesFault(names: readonly string[], confirmed: ReadonlySet<string>): string | undefined {
  const line = lineFault(names.join(','), SUBJECT_BOUNDS.name);
  if (line !== undefined) return line;
  const refused = names.map(nameFault).find((fault) => fault !== undefined);
  if (refused !== undefined) return refused;
  return names.some((name) => isConfusable(name) && !confirmed.has(name)) ? 'CONFUSABLE' : undefined;
}

const emailFault = (email: string): string | undefined =>
  lineFault(email, SUBJECT_BOUNDS.email) ?? (isEmailAddress(email) ? undefined : 'NOT_AN_EMAIL');

/**
 * Names exactly as on the document, in NFC with single spaces; refuses what would not fit the subject (V10), characters
 * that no document has, and, unless that very name is among the `confirmed` ones, characters that look like others:
 * somebody has to compare them with the document letter by letter (`spelled`).
 */
export function identityFields(
  input: IdentityFields,
  confirmed: readonly string[] = [],
): Decision<IdentityFields> {
  const value: IdentityFields = {
    surname: tidy(input.surname),
    givenNames: input.givenNames.map(tidy).filter((name) => name !== ''),
    email: tidy(input.email).toLowerCase(),
    jobTitle: tidy(input.jobTitle),
  };
  const compared = new Set(confirmed.map(tidy));
  const faults: readonly (readonly [string, string | undefined])[] = [
    ['surname', namesFault([value.surname], compared)],
    ['givenNames', namesFault(value.givenNames, compared)],
    ['jobTitle', lineFault(value.jobTitle, SUBJECT_BOUNDS.title)],
    ['email', emailFault(value.email)],
  ];
  const fields = Object.fromEntries(faults.filter(([, fault]) => fault !== undefined)) as Record<
    string,
    string
  >;
  if (!fields.surname && !fields.givenNames && isLonger(commonName(value), SUBJECT_BOUNDS.commonName)) {
    fields.surname = 'TOO_LONG';
  }
  return Object.keys(fields).length > 0 ? refuseInput(fields) : accept(value);
}

/** The names among these fields that somebody must compare with the document letter by letter, as they are kept. */
export const confusableNames = ({
  surname,
  givenNames,
}: Pick<IdentityFields, 'surname' | 'givenNames'>): string[] =>
  [surname, ...givenNames].map(tidy).filter((name) => nameFault(name) === undefined && isConfusable(name));

/** Two people whom a reader of their certificates cannot tell apart by name: case, accents and signs do not count (I-22). */
export const isHomonym = (one: Named, other: Named): boolean => folded(one) === folded(other);

type Named = Pick<IdentityFields, 'surname' | 'givenNames'>;

const folded = (person: Named): string =>
  commonName(person)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase('fr')
    .replace(/œ/gu, 'oe')
    .replace(/æ/gu, 'ae')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** CN = first given name, space, surname (F37). */
export const commonName = (person: Pick<IdentityFields, 'surname' | 'givenNames'>): string =>
  `${person.givenNames[0] ?? ''} ${person.surname}`.trim();

/** The snapshot that an order freezes (R21, R22). */
export const certifiedDataOf = (
  holder: Holder,
  identity: HolderIdentity,
  company: Company,
): CertifiedData => ({
  surname: identity.surname,
  givenNames: identity.givenNames,
  email: identity.email,
  jobTitle: identity.jobTitle,
  companyName: company.name,
  siren: company.siren,
  subjectSerialNumber: holder.subjectSerialNumber,
});
