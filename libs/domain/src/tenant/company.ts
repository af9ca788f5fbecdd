import { accept, refuseInput, type Decision } from '../decision/index.js';
import { isSiren, normaliseIdentifier } from './siren.js';

declare const tenantBrand: unique symbol;
/** A company's identifier. Branded: only a session, a link or an outbox row can give one, never a user's argument. */
export type TenantId = string & { readonly [tenantBrand]: true };
export const asTenantId = (id: string): TenantId => id as TenantId;

/** Company (entreprise, entité): the tenant. `name` is the official full name (F37), `siren` the verified key (I-24). */
export interface Company {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly siren: string;
  readonly name: string;
  readonly city: string;
}

export interface CompanyFields {
  readonly siren: string;
  readonly name: string;
  readonly city: string;
}

/** Control characters, and those that turn the direction of what follows (I-23). */
const UNPRINTABLE = /\p{C}/u;

/** Refuses a SIREN whose key is false (V1, I-23) and a name that does not fit the subject's O (V10). */
export function companyFields(input: CompanyFields): Decision<CompanyFields> {
  const tidy = (text: string) => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const value = { siren: normaliseIdentifier(input.siren), name: tidy(input.name), city: tidy(input.city) };
  const fields: Record<string, string> = {};
  if (!/^\d{9}$/.test(value.siren)) fields.siren = 'SIREN_FORMAT';
  else if (!isSiren(value.siren)) fields.siren = 'SIREN_KEY';
  if (value.name === '') fields.name = 'REQUIRED';
  else if (UNPRINTABLE.test(value.name)) fields.name = 'CONTROL_CHARACTER';
  else if ([...value.name].length > 64) fields.name = 'TOO_LONG';
  if (value.city === '') fields.city = 'REQUIRED';
  else if (UNPRINTABLE.test(value.city)) fields.city = 'CONTROL_CHARACTER';
  else if ([...value.city].length > 128) fields.city = 'TOO_LONG';
  return Object.keys(fields).length > 0 ? refuseInput(fields) : accept(value);
}
