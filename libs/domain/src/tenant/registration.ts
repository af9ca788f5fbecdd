import { accept, refuseInput, type Decision } from '../decision/index.js';
import { establishmentFault, normaliseSiret, type Siret } from './establishment.js';
import { isLegalForm, type LegalForm } from './legal-form.js';
import { normaliseVatNumber, vatNumberFault, vatNumberOf } from './vat-number.js';
import type { TenantId } from './company.js';

/** Where the facts come from: the public register itself, or a person who has seen a proof. */
export type RegistrationSource = 'REGISTRY' | 'MANUAL';

/** What the registers say of the company beside its SIREN and name; `id` is the company's own. */
export interface CompanyRegistration {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly legalForm: LegalForm;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  /** As the company gave it; null: the one derived from its SIREN (V2). */
  readonly vatNumber: string | null;
  readonly source: RegistrationSource;
  /** As the register writes it; null where nobody has asked it. The certificates bear the company's own `name`. */
  readonly registeredName: string | null;
  /** Ceased, says the register. */
  readonly closed: boolean;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

export interface RegistrationFields {
  readonly legalForm: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly vatNumber: string | null;
}

/** An establishment (établissement) of the company, by SIRET once. */
export interface Establishment {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly siret: Siret;
  readonly name: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly headOffice: boolean;
  readonly closed: boolean;
  readonly source: RegistrationSource;
}

export interface EstablishmentFields {
  readonly siret: string;
  readonly name: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly headOffice: boolean;
  readonly closed: boolean;
}

const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** Upper bounds: X.509's of a locality for the city (V10), a line of an envelope for the rest. */
const LENGTHS = { name: 128, address: 200, city: 128 } as const;

/** What is wrong with a line of text, or undefined. */
export function lineFault(text: string, longest: number): string | undefined {
  if (text === '') return 'REQUIRED';
  if (/\p{C}/u.test(text)) return 'CONTROL_CHARACTER';
  return [...text].length > longest ? 'TOO_LONG' : undefined;
}

interface Place {
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
}

const tidyPlace = ({ address, postalCode, city }: Place): Place => ({
  address: tidy(address),
  postalCode: postalCode.replace(/\s/gu, ''),
  city: tidy(city),
});

const placeFaults = ({ address, postalCode, city }: Place) => ({
  address: lineFault(address, LENGTHS.address),
  postalCode: /^\d{5}$/.test(postalCode) ? undefined : 'POSTAL_CODE',
  city: lineFault(city, LENGTHS.city),
});

const decided = <T>(value: T, faults: Readonly<Record<string, string | undefined>>): Decision<T> => {
  const fields = Object.entries(faults).flatMap(([name, fault]) => (fault ? [[name, fault] as const] : []));
  return fields.length > 0 ? refuseInput(Object.fromEntries(fields)) : accept(value);
};

/** Refuses an unknown legal form, an address that is none, and a VAT number that is not this company's (V2, I-23). */
export function registrationFields(input: RegistrationFields, siren: string): Decision<RegistrationFields> {
  const vatNumber = normaliseVatNumber(input.vatNumber ?? '') || null;
  const value = { ...tidyPlace(input), legalForm: input.legalForm.trim(), vatNumber };
  return decided(value, {
    ...placeFaults(value),
    legalForm: isLegalForm(value.legalForm) ? undefined : 'LEGAL_FORM',
    vatNumber: vatNumber === null ? undefined : vatNumberFault(vatNumber, siren),
  });
}

/** Refuses a SIRET that is false or another company's (V1, I-23); La Poste's exception included. */
export function establishmentFields(
  input: EstablishmentFields,
  siren: string,
): Decision<EstablishmentFields> {
  const siret = normaliseSiret(input.siret) ?? '';
  const value = { ...input, ...tidyPlace(input), siret, name: tidy(input.name) };
  return decided(value, {
    ...placeFaults(value),
    siret: establishmentFault(siret, siren),
    name: lineFault(value.name, LENGTHS.name),
  });
}

/** The one it gave, else the one that the tax office derives (V2). */
export const vatNumberOfCompany = (
  registration: { readonly vatNumber: string | null } | null,
  siren: string,
) => registration?.vatNumber ?? vatNumberOf(siren);
