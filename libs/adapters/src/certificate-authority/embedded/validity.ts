import type { AuthorityCertificate } from '@mandataire/application/certificate';
import { wholeSecond, type Validity } from '@mandataire/pki';

/** Clients and our own processes may be this far behind: what is used at once has begun for them too. */
const BACKDATED_MS = 10 * 60_000;

/** Begins some minutes ago and ends when it is said, never before or after its issuer (RFC 5280 §6.1.3). */
export function validityWithin(
  now: Date,
  end: Date,
  issuer?: Pick<AuthorityCertificate, 'notBefore' | 'notAfter'>,
): Validity {
  const begin = wholeSecond(new Date(now.getTime() - BACKDATED_MS));
  const last = wholeSecond(end);
  return {
    notBefore: issuer && issuer.notBefore > begin ? issuer.notBefore : begin,
    notAfter: issuer && issuer.notAfter < last ? issuer.notAfter : last,
  };
}

/** Nothing is signed in the name of an authority whose own certificate has ended, but its last list. */
export const hasEnded = ({ notAfter }: Pick<AuthorityCertificate, 'notAfter'>, now: Date): boolean =>
  notAfter <= now;
