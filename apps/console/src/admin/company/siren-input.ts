import { formatSiren, normaliseIdentifier } from '@mandataire/domain/tenant';

/** What the field shows while typing: nine digits at most, in groups; whatever else was pasted is dropped. */
export const typedSiren = (value: string): string =>
  formatSiren(normaliseIdentifier(value).replace(/\D/g, '').slice(0, 9));
