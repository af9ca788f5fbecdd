import type { AuthorityCertificate } from '@mandataire/application/certificate';
import type { CertificateUsage } from '@mandataire/domain/certificate';
import { familyOf, readSlug, type AuthorityFamily } from '@mandataire/domain/catalogue';
import type { KeyStore } from '@mandataire/application/key-store';
import { issuerOf, type Issuer } from '@mandataire/pki';
import { AuthorityKey } from './authority-key.js';
import { namesOf } from './authority-names.js';
import { checkPublicAddress } from './public-address.js';
import type { AuthorityNames, ResolvedSettings } from './settings.js';

/** An authority's certificate with its key at hand. */
export interface SigningAuthority {
  readonly certificate: AuthorityCertificate;
  readonly issuer: Issuer;
  readonly key: AuthorityKey;
}

export interface IssuingAuthority extends SigningAuthority {
  /** Those of its root. */
  readonly names: AuthorityNames;
  readonly family: AuthorityFamily;
  /** 1 for the first of its family; a rollover makes the next. */
  readonly generation: number;
}

/** Root and issuing authorities; the newest of a family signs new certificates, each signs its own list for ever. */
export interface Hierarchy {
  readonly root: SigningAuthority;
  readonly issuing: readonly IssuingAuthority[];
}

/** `initialise` has never run on this register, or not to its end. */
export class AuthorityNotFoundedError extends Error {
  override readonly name = 'AuthorityNotFoundedError';
  constructor() {
    super('The certification authority has no certificate yet: initialise it first');
  }
}

/** A certificate or a revocation names an issuing authority that the register doesn't have. */
export class UnknownAuthorityError extends Error {
  override readonly name = 'UnknownAuthorityError';
  constructor(issuerId: string) {
    super(`No issuing authority ${issuerId} is in the register`);
  }
}

/** The certificate with the key that the store has, or lacks, for it. */
export const signingAuthority = (keys: KeyStore, certificate: AuthorityCertificate): SigningAuthority => ({
  certificate,
  issuer: issuerOf(certificate.der),
  key: AuthorityKey.of(keys, certificate),
});

/**
 * The authorities as the register has them.
 * @throws AuthorityNotFoundedError while root or every issuing one is missing, OtherPublicAddressError.
 */
export async function loadHierarchy(settings: ResolvedSettings): Promise<Hierarchy> {
  const known = await settings.register.authorityCertificates();
  checkPublicAddress(known, settings.pkiBaseUrl);
  const root = known.find(({ kind }) => kind === 'ROOT');
  if (!root) throw new AuthorityNotFoundedError();
  const names = namesOf(root);
  const issuing = known.flatMap((certificate) => {
    const said = certificate.kind === 'ISSUING' ? readSlug(certificate.name) : undefined;
    return said ? [{ ...signingAuthority(settings.caKeys, certificate), ...said, names }] : [];
  });
  if (issuing.length === 0) throw new AuthorityNotFoundedError();
  return { root: signingAuthority(settings.rootKeys, root), issuing };
}

/** Who signs new certificates of this family. @throws AuthorityNotFoundedError */
export function newestOf({ issuing }: Hierarchy, family: AuthorityFamily): IssuingAuthority {
  const [newest] = issuing
    .filter((each) => each.family === family)
    .sort((one, other) => other.generation - one.generation);
  if (!newest) throw new AuthorityNotFoundedError();
  return newest;
}

export const issuerFor = (
  hierarchy: Hierarchy,
  { usages }: { readonly usages: readonly CertificateUsage[] },
): IssuingAuthority => newestOf(hierarchy, familyOf(usages));

/** @throws UnknownAuthorityError */
export function authorityOf({ issuing }: Hierarchy, issuerId: string): IssuingAuthority {
  const found = issuing.find(({ certificate }) => certificate.id === issuerId);
  if (!found) throw new UnknownAuthorityError(issuerId);
  return found;
}
