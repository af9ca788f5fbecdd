import type { AuthorityCertificate } from '@mandataire/application/certificate';
import { AUTHORITY_FAMILIES, ROOT_SLUG, slugOf, type AuthorityFamily } from '@mandataire/domain/catalogue';
import {
  authorityName,
  issuerOf,
  issuingToBeSigned,
  publicKeyHash,
  rootToBeSigned,
  wholeSecond,
  type CertificateBasis,
} from '@mandataire/pki';
import { AuthorityKey } from './authority-key.js';
import { rootAddresses, type AuthorityNames, type ResolvedSettings } from './settings.js';

const YEARS = { root: 20, issuing: 10 } as const;

const USAGE_LABEL: Readonly<Record<AuthorityFamily, string>> = {
  AUTHENTICATION: 'authentification',
  SIGNATURE: 'signature',
  DUAL: 'double usage',
  SERVICE: 'services',
};

/** Common name of an issuing authority or of its signers; each generation has its own (RFC 5280 §4.1.2.6). */
export const commonNameOf = (
  names: AuthorityNames,
  kind: 'issuing' | 'ocspSigner',
  { family, generation }: { readonly family: AuthorityFamily; readonly generation: number },
): string => `${names[kind]} ${USAGE_LABEL[family]}${generation === 1 ? '' : ` ${generation}`}`;

/** Root and one issuing authority per family, in that order of need: every step is done only when its result is missing. */
export async function foundAuthority(settings: ResolvedSettings, now: Date): Promise<void> {
  const known = await settings.register.authorityCertificates();
  const root = known.find(({ kind }) => kind === 'ROOT') ?? (await makeRoot(settings, now));
  for (const family of AUTHORITY_FAMILIES) {
    if (known.some(({ kind, name }) => kind === 'ISSUING' && name === slugOf(family))) continue;
    await makeIssuing(settings, root, { family, generation: 1 }, now);
  }
}

async function makeRoot(settings: ResolvedSettings, now: Date): Promise<AuthorityCertificate> {
  const { names } = settings;
  const key = await AuthorityKey.ensure(settings.caKeys, ROOT_SLUG, 'P-384');
  const basis = authorityBasis(settings, key.publicKey, now, YEARS.root);
  const der = await key.signed(rootToBeSigned(basis, authorityName(names.organisation, names.root)));
  const id = publicKeyHash(key.publicKey);
  const root: AuthorityCertificate = {
    ...{ id, kind: 'ROOT', name: ROOT_SLUG, issuerId: id, keyRef: key.keyRef, der },
    ...basis.validity,
  };
  await settings.register.saveAuthorityCertificate(root);
  return root;
}

/** An issuing authority below the root, with a key of its own. */
export async function makeIssuing(
  settings: ResolvedSettings,
  root: AuthorityCertificate,
  which: { readonly family: AuthorityFamily; readonly generation: number },
  now: Date,
): Promise<AuthorityCertificate> {
  const name = slugOf(which.family, which.generation);
  const rootIssuer = issuerOf(root.der);
  const rootKey = new AuthorityKey(settings.caKeys, root.keyRef, rootIssuer.publicKey);
  const key = await AuthorityKey.ensure(settings.caKeys, `issuing-${name}`, 'P-256');
  const basis = authorityBasis(settings, key.publicKey, now, YEARS.issuing);
  const subject = authorityName(settings.names.organisation, commonNameOf(settings.names, 'issuing', which));
  const der = await rootKey.signed(
    issuingToBeSigned(basis, subject, rootIssuer, rootAddresses(settings.pkiBaseUrl, root.name)),
  );
  const issuing: AuthorityCertificate = {
    ...{
      id: publicKeyHash(key.publicKey),
      kind: 'ISSUING',
      name,
      issuerId: root.id,
      keyRef: key.keyRef,
      der,
    },
    ...basis.validity,
  };
  await settings.register.saveAuthorityCertificate(issuing);
  return issuing;
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
