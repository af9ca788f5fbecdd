import type { AuthorityRegister, CertificateRevocationList } from '@mandataire/application/certificate';
import { crlToBeSigned, wholeSecond, type Issuer } from '@mandataire/pki';
import type { AuthorityKey } from './authority-key.js';

const HOUR = 3_600_000;

/** How long a list stays usable: the issuing one is renewed at least daily (F29, F58), the root's at each start. */
export const CRL_LIFETIME_HOURS = { issuing: 48, root: 24 * 366 } as const;

export interface CrlIssuer {
  readonly id: string;
  readonly issuer: Issuer;
  readonly key: AuthorityKey;
  readonly lifetimeHours: number;
}

/**
 * Builds, signs and stores the issuer's next complete list. One at a time over all processes, and the number is taken
 * before the serials are read: a list with a higher number therefore never lacks a revocation that a lower one has.
 */
export const publishCrl = (
  register: AuthorityRegister,
  { id, issuer, key, lifetimeHours }: CrlIssuer,
  now: Date,
): Promise<CertificateRevocationList> =>
  register.exclusively(id, async () => {
    const number = await register.nextCrlNumber(id);
    const entries = await register.revokedSerials(id);
    const thisUpdate = wholeSecond(now);
    const nextUpdate = new Date(thisUpdate.getTime() + lifetimeHours * HOUR);
    const der = await key.signed(crlToBeSigned({ issuer, number, thisUpdate, nextUpdate, entries }));
    const list: CertificateRevocationList = { issuerId: id, number, der, thisUpdate, nextUpdate };
    await register.saveCrl(list);
    return list;
  });
