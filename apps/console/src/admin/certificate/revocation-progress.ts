import type { RevocationState } from '@mandataire/domain/revocation';
import type { RevocationRequest } from '../../graphql/schema.js';

const ENDED: readonly RevocationState[] = ['CLOSED', 'REJECTED', 'CANCELLED'];

/** A request that is still being carried out: worth asking again every second. */
export const isRevoking = (request: Pick<RevocationRequest, 'state'> | null): boolean =>
  request !== null && !ENDED.includes(request.state);

export interface RevocationStep {
  readonly name: 'received' | 'sent' | 'confirmed' | 'ocsp' | 'crl' | 'closed';
  readonly at: string | null;
  readonly progress: 'done' | 'current' | 'waiting';
}

/** Each step with the instant it was seen. OCSP and CRL are observed apart: either may come first. */
export function revocationSteps(request: RevocationRequest): RevocationStep[] {
  const facts: readonly (readonly [RevocationStep['name'], string | null])[] = [
    ['received', request.receivedAt],
    ['sent', request.sentToCaAt],
    ['confirmed', request.confirmedAt],
    ['ocsp', request.ocspSeenAt],
    ['crl', request.crlSeenAt],
    ['closed', request.closedAt],
  ];
  const awaited = isRevoking(request) ? facts.findIndex(([, at]) => at === null) : -1;
  return facts.map(([name, at], i) => ({
    name,
    at,
    progress: at !== null ? 'done' : i === awaited ? 'current' : 'waiting',
  }));
}

/** "1,8 s", "3 min": how long after the request a step was seen; undefined for the request itself. */
export function elapsed(from: string, to: string, locale: string): string | undefined {
  const milliseconds = Date.parse(to) - Date.parse(from);
  if (!(milliseconds > 0)) return undefined;
  const seconds = milliseconds / 1000;
  const format = (value: number, unit: string, digits: number) =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);
  if (seconds < 60) return format(seconds, 'second', 1);
  return seconds < 3600 ? format(Math.round(seconds / 60), 'minute', 0) : format(seconds / 3600, 'hour', 1);
}
