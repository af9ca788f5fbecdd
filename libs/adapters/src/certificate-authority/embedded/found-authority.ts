import type { AuthorityCertificate } from '@mandataire/application/certificate';
import {
  authorityName,
  issuerOf,
  issuingToBeSigned,
  publicKeyHash,
  rootToBeSigned,
  wholeSecond,
  type CertificateBasis,
  type Issuer,
} from '@mandataire/pki';
import { AuthorityKey } from './authority-key.js';
import { rootAddresses, type ResolvedSettings } from './settings.js';

/** Root and issuing authority with their keys at hand. */
export interface Authority {
  readonly root: AuthorityCertificate;
  readonly issuing: AuthorityCertificate;
  readonly rootKey: AuthorityKey;
  readonly issuingKey: AuthorityKey;
  readonly rootIssuer: Issuer;
  readonly issuer: Issuer;
}

/** `initialise` has never run on this register. */
export class AuthorityNotFoundedError extends Error {
  override readonly name = 'AuthorityNotFoundedError';
  constructor() {
    super('The certification authority has no certificate yet: initialise it first');
  }
}

const YEARS = { root: 20, issuing: 10 } as const;

/** Certificate and key of the authority, in that order of need: every step is done only when its result is missing. */
export async function foundAuthority(settings: ResolvedSettings, now: Date): Promise<void> {
  const known = await settings.register.authorityCertificates();
  const root = known.find(({ kind }) => kind === 'ROOT') ?? (await makeRoot(settings, now));
  if (!known.some(({ kind, issuerId }) => kind === 'ISSUING' && issuerId === root.id)) {
    await makeIssuing(settings, root, now);
  }
}

/** @throws AuthorityNotFoundedError before the first `initialise`. */
export async function loadAuthority({ register, caKeys }: ResolvedSettings): Promise<Authority> {
  const known = await register.authorityCertificates();
  const issuing = known
    .filter(({ kind }) => kind === 'ISSUING')
    .reduce<AuthorityCertificate | undefined>(
      (newest, each) => (newest && newest.notBefore >= each.notBefore ? newest : each),
      undefined,
    );
  const root = known.find(({ kind, id }) => kind === 'ROOT' && id === issuing?.issuerId);
  if (!root || !issuing) throw new AuthorityNotFoundedError();
  const [rootIssuer, issuer] = [issuerOf(root.der), issuerOf(issuing.der)];
  return {
    root,
    issuing,
    rootIssuer,
    issuer,
    rootKey: new AuthorityKey(caKeys, root.keyRef, rootIssuer.publicKey),
    issuingKey: new AuthorityKey(caKeys, issuing.keyRef, issuer.publicKey),
  };
}

async function makeRoot(settings: ResolvedSettings, now: Date): Promise<AuthorityCertificate> {
  const { names } = settings;
  const key = await AuthorityKey.ensure(settings.caKeys, 'root', 'P-384');
  const basis = authorityBasis(settings, key.publicKey, now, YEARS.root);
  const der = await key.signed(rootToBeSigned(basis, authorityName(names.organisation, names.root)));
  const id = publicKeyHash(key.publicKey);
  const root: AuthorityCertificate = {
    id,
    kind: 'ROOT',
    issuerId: id,
    keyRef: key.keyRef,
    der,
    ...basis.validity,
  };
  await settings.register.saveAuthorityCertificate(root);
  return root;
}

async function makeIssuing(settings: ResolvedSettings, root: AuthorityCertificate, now: Date): Promise<void> {
  const { names } = settings;
  const rootIssuer = issuerOf(root.der);
  const rootKey = new AuthorityKey(settings.caKeys, root.keyRef, rootIssuer.publicKey);
  const key = await AuthorityKey.ensure(settings.caKeys, 'issuing', 'P-256');
  const basis = authorityBasis(settings, key.publicKey, now, YEARS.issuing);
  const subject = authorityName(names.organisation, names.issuing);
  const der = await rootKey.signed(
    issuingToBeSigned(basis, subject, rootIssuer, rootAddresses(settings.pkiBaseUrl)),
  );
  const id = publicKeyHash(key.publicKey);
  const { validity } = basis;
  await settings.register.saveAuthorityCertificate({
    ...{ id, kind: 'ISSUING', issuerId: root.id, keyRef: key.keyRef, der },
    ...validity,
  });
}

function authorityBasis(
  settings: ResolvedSettings,
  publicKey: Uint8Array,
  now: Date,
  years: number,
): CertificateBasis {
  const notBefore = wholeSecond(now);
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + years);
  return { serial: settings.newSerial(), publicKey, validity: { notBefore, notAfter } };
}
