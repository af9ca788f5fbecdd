import { isSiret, normaliseIdentifier } from './siren.js';

/** An establishment (établissement) by its SIRET: fourteen digits, the first nine of them its company's SIREN (V1). */
export type Siret = string;

/** What is wrong with this SIRET as one of the company's establishments (V1, I-23), or undefined. */
export function establishmentFault(siret: Siret, siren: string): string | undefined {
  if (!/^\d{14}$/.test(siret)) return 'SIRET_FORMAT';
  if (!isSiret(siret)) return 'SIRET_KEY';
  return siret.startsWith(siren) ? undefined : 'SIRET_OF_ANOTHER_COMPANY';
}

/** As it is stored: digits alone, nothing typed is no establishment. */
export const normaliseSiret = (typed: string | null): Siret | null =>
  normaliseIdentifier(typed ?? '') || null;

/** Each of them once, in one order, so that the same establishments are the same evidence. */
export const normaliseSirets = (typed: readonly string[]): readonly Siret[] =>
  [...new Set(typed.flatMap((siret) => normaliseSiret(siret) ?? []))].sort();

/** Whether a right over these establishments (none: the whole company) reaches who works there, or nowhere named (D12). */
export const reachesEstablishment = (establishments: readonly Siret[], of: Siret | null): boolean =>
  establishments.length === 0 || (of !== null && establishments.includes(of));

/** "552 008 443 00012": SIREN in groups of three, then the NIC, no-break spaces. */
export const formatSiret = (siret: Siret): string =>
  siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u00a0$2\u00a0$3\u00a0$4');
