import { setImmediate as turn } from 'node:timers/promises';
import type {
  AuthorityRegister,
  CertificateRevocationList,
  CrlRegister,
  RevocationMark,
  RevocationReading,
} from '@mandataire/application/certificate';
import {
  countMissing,
  CrlWriter,
  readEntries,
  SERIAL_OCTETS,
  wholeSecond,
  type CrlScope,
} from '@mandataire/pki';
import type { SigningAuthority } from './hierarchy.js';
import { statusAddresses } from './settings.js';

const HOUR = 3_600_000;

/** How long a list stays usable: renewed at half of it, so an issuing one daily (F29, F58). */
const LIFETIME_HOURS = { issuing: 48, root: 24 * 365 } as const;

/** End of a last list (F58). */
const NEVER = new Date('9999-12-31T23:59:59.000Z');

export interface CrlIssuer extends SigningAuthority {
  readonly scope: CrlScope;
  readonly lifetimeHours: number;
}

/** The list of an issuing authority is where the certificates say that it is. */
export const issuingList = (authority: SigningAuthority, pkiBaseUrl: string): CrlIssuer => ({
  ...authority,
  scope: { only: 'USERS', url: statusAddresses(pkiBaseUrl, authority.certificate.name).crl },
  lifetimeHours: LIFETIME_HOURS.issuing,
});

/** No address in the root's list: its own certificate, which a verifier may check too, carries none. */
export const rootList = (root: SigningAuthority): CrlIssuer => ({
  ...root,
  scope: { only: 'AUTHORITIES' },
  lifetimeHours: LIFETIME_HOURS.root,
});

/** A list that was built lacks revoked serials of the register: it isn't published, and the earlier one stays. */
export class IncompleteCrlError extends Error {
  override readonly name = 'IncompleteCrlError';
  constructor(
    readonly number: number,
    readonly missing: number,
    readonly revoked: number,
  ) {
    super(`List ${number} lacks ${missing} of ${revoked} revoked serials; it was not published`);
  }
}

/** The register's count differs from what it gives, also after it was completed: nothing is published of it. */
export class UnsettledRegisterError extends Error {
  override readonly name = 'UnsettledRegisterError';
  constructor(readonly number: number) {
    super(`List ${number} was not published: the register's revoked serials don't agree with its count`);
  }
}

/** Once because entries have left or were added past the mark, once more because the register was completed. */
const MOST_READINGS = 2;

/** What is kept of a published list: its entries, and the serials that the register had for them. */
interface Published {
  readonly entries: Uint8Array;
  readonly serials: Uint8Array;
  readonly mark: RevocationMark;
}

/**
 * Builds, signs and stores the next complete list of an issuer. One at a time over all processes, and the number is taken
 * before the serials are read: a list with a higher number never lacks a revocation that a lower one has. The entries of
 * the last list are kept in memory, so that the next one reads only what came since; at a start, after a failure and at
 * any doubt of the register's everything is read.
 */
export class CrlPublisher {
  private readonly published = new Map<string, Published>();

  constructor(private readonly register: AuthorityRegister) {}

  /** @throws IncompleteCrlError */
  publish(issuer: CrlIssuer, now: Date): Promise<CertificateRevocationList> {
    return this.register.exclusively(issuer.certificate.id, (lists) => this.publishNext(lists, issuer, now));
  }

  private async publishNext(
    lists: CrlRegister,
    authority: CrlIssuer,
    now: Date,
  ): Promise<CertificateRevocationList> {
    const issuerId = authority.certificate.id;
    const before = this.published.get(issuerId);
    // Kept again only once the new list is stored.
    this.published.delete(issuerId);
    const basis = { number: await lists.nextNumber(), ...validityOf(authority, now) };
    let built = await build(authority, basis, await lists.revoked(now, before?.mark), before);
    for (let again = 0; !(await built.agrees); again += 1) {
      if (again === MOST_READINGS) throw new UnsettledRegisterError(basis.number);
      built = await build(authority, basis, await lists.revoked(now));
    }
    const list: CertificateRevocationList = { issuerId, der: built.der, ...basis };
    await lists.save(list);
    const { entries, serials, mark } = built;
    this.published.set(issuerId, { entries, serials, mark });
    return list;
  }
}

interface Built extends Published {
  readonly der: Uint8Array;
  readonly agrees: Promise<boolean>;
}

/**
 * The signed list, written while the serials come, after each of them was found in the octets that are signed.
 * @throws IncompleteCrlError
 */
async function build(
  { issuer, key, scope }: CrlIssuer,
  basis: { readonly number: number; readonly thisUpdate: Date; readonly nextUpdate: Date },
  reading: RevocationReading,
  before?: Published,
): Promise<Built> {
  const kept = reading.kind === 'ADDED' ? before : undefined;
  const writer = new CrlWriter(
    { ...basis, issuer, scope },
    { kept: kept?.entries, estimate: reading.estimate },
  );
  const parts = kept ? [kept.serials] : [];
  const { mark, agrees } = await reading.read((part) => {
    writer.add(part);
    parts.push(new Uint8Array(part.serials));
  });
  const unsigned = writer.finish();
  const serials = Buffer.concat(parts);
  const entries = readEntries(unsigned.toBeSigned);
  // The key hashes them on another thread meanwhile.
  const [signature, missing] = await Promise.all([
    key.signature(unsigned.toBeSigned),
    turn().then(() => countMissing(entries, serials)),
  ]);
  if (missing > 0) throw new IncompleteCrlError(basis.number, missing, serials.length / SERIAL_OCTETS);
  return { der: unsigned.signed(signature), entries, serials, mark, agrees };
}

/** The last list before the issuer's own end is for ever: nobody will be there to sign the next one (F58). */
function validityOf({ certificate, lifetimeHours }: CrlIssuer, now: Date) {
  const thisUpdate = wholeSecond(now);
  const renewal = new Date(thisUpdate.getTime() + (lifetimeHours / 2) * HOUR);
  const nextUpdate = new Date(thisUpdate.getTime() + lifetimeHours * HOUR);
  return { thisUpdate, nextUpdate: renewal < certificate.notAfter ? nextUpdate : NEVER };
}
