import { isEmailAddress, type AccountId } from '../account/index.js';
import { accept, refuseInput, type Decision } from '../decision/index.js';
import type { Company, Siret, TenantId } from '../tenant/index.js';
import type { CertifiedData } from './certified-data.js';

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
export const SUBJECT_BOUNDS = { commonName: 64, organization: 64, title: 64, email: 255, name: 64 } as const;

const LINE = /^[^\p{C}]+$/u;

export type IdentityFields = Pick<HolderIdentity, 'surname' | 'givenNames' | 'email' | 'jobTitle'>;

const tidy = (value: string): string => value.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** Names exactly as on the document, in NFC with single spaces; refuses what would not fit the subject (V10). */
export function identityFields(input: IdentityFields): Decision<IdentityFields> {
  const value: IdentityFields = {
    surname: tidy(input.surname),
    givenNames: input.givenNames.map(tidy).filter((name) => name !== ''),
    email: tidy(input.email).toLowerCase(),
    jobTitle: tidy(input.jobTitle),
  };
  const fields: Record<string, string> = {};
  const line = (field: string, text: string, max: number) => {
    if (text === '') fields[field] = 'REQUIRED';
    else if (!LINE.test(text)) fields[field] = 'CONTROL_CHARACTER';
    else if ([...text].length > max) fields[field] = 'TOO_LONG';
  };
  line('surname', value.surname, SUBJECT_BOUNDS.name);
  line('givenNames', value.givenNames.join(','), SUBJECT_BOUNDS.name);
  line('jobTitle', value.jobTitle, SUBJECT_BOUNDS.title);
  line('email', value.email, SUBJECT_BOUNDS.email);
  if (!fields.email && !isEmailAddress(value.email)) fields.email = 'NOT_AN_EMAIL';
  if (!fields.surname && !fields.givenNames && [...commonName(value)].length > SUBJECT_BOUNDS.commonName) {
    fields.surname = 'TOO_LONG';
  }
  return Object.keys(fields).length > 0 ? refuseInput(fields) : accept(value);
}

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
