import type { AuthorityCertificate } from '@mandataire/application/certificate';
import { AUTHORITY_FAMILIES, ROOT_SLUG, slugOf, type AuthorityFamily } from '@mandataire/domain/catalogue';
import { addMonthsUtc } from '@mandataire/domain/time';
import { authorityName, issuingToBeSigned, publicKeyHash, rootToBeSigned } from '@mandataire/pki';
import { AuthorityKey } from './authority-key.js';
import { commonNameOf, namesOf } from './authority-names.js';
import { signingAuthority, type IssuingAuthority, type SigningAuthority } from './hierarchy.js';
import { checkPublicAddress } from './public-address.js';
import { RootKeyAbsentError, rootAddresses, type ResolvedSettings } from './settings.js';
import { hasEnded, validityWithin } from './validity.js';

const MONTHS = { root: 20 * 12, issuing: 10 * 12 } as const;

/**
 * Root and one issuing authority per family, in that order of need: every step is done only when its result is missing,
 * and only then the root's key is asked for.
 */
export async function foundAuthority(settings: ResolvedSettings, since: Date): Promise<void> {
  const known = await settings.register.authorityCertificates();
  checkPublicAddress(known, settings.pkiBaseUrl);
  const root = known.find(({ kind }) => kind === 'ROOT') ?? (await makeRoot(settings, since));
  for (const family of AUTHORITY_FAMILIES) {
    if (known.some(({ kind, name }) => kind === 'ISSUING' && name === slugOf(family))) continue;
    const issuing = await signIssuing(settings, root, { family, generation: 1 }, since);
    await settings.register.saveAuthorityCertificate(issuing.certificate);
  }
}

async function makeRoot(settings: ResolvedSettings, since: Date): Promise<AuthorityCertificate> {
  const { names, rootKeys, newSerial } = settings;
  const key = await AuthorityKey.ensure(rootKeys, ROOT_SLUG, 'P-384');
  const { publicKey } = key;
  const validity = validityWithin(since, addMonthsUtc(since, MONTHS.root));
  const subject = authorityName(names.organisation, commonNameOf(names, 'root'));
  const id = publicKeyHash(publicKey);
  const root: AuthorityCertificate = {
    ...{ id, kind: 'ROOT', name: ROOT_SLUG, issuerId: id, keyRef: key.keyRef },
    der: await key.signed(rootToBeSigned({ serial: newSerial(), publicKey, validity }, subject)),
    ...validity,
  };
  await settings.register.saveAuthorityCertificate(root);
  return root;
}

/** The root with its key at hand. @throws RootKeyAbsentError, KeyMismatchError */
export async function openRoot(
  { rootKeys }: ResolvedSettings,
  certificate: AuthorityCertificate,
): Promise<SigningAuthority> {
  if (!(await rootKeys.has(certificate.keyRef))) throw new RootKeyAbsentError();
  const root = signingAuthority(rootKeys, certificate);
  await root.key.opened();
  return root;
}

/**
 * An issuing authority below the root, with a key of its own: made, not registered yet. The root's key is opened before
 * the new one is written, so that a wrong secret or folder leaves nothing behind.
 * @throws RangeError when the root has ended.
 */
export async function signIssuing(
  settings: ResolvedSettings,
  rootCertificate: AuthorityCertificate,
  which: { readonly family: AuthorityFamily; readonly generation: number },
  since: Date,
): Promise<IssuingAuthority> {
  if (hasEnded(rootCertificate, since)) throw new RangeError('The root has ended: it signs nothing more');
  const root = await openRoot(settings, rootCertificate);
  const name = slugOf(which.family, which.generation);
  const key = await AuthorityKey.ensure(settings.caKeys, `issuing-${name}`, 'P-256');
  const validity = validityWithin(since, addMonthsUtc(since, MONTHS.issuing), rootCertificate);
  const names = namesOf(rootCertificate);
  const toBeSigned = issuingToBeSigned(
    { serial: settings.newSerial(), publicKey: key.publicKey, validity },
    authorityName(names.organisation, commonNameOf(names, 'issuing', which)),
    root.issuer,
    rootAddresses(settings.pkiBaseUrl, rootCertificate.name),
  );
  const certificate: AuthorityCertificate = {
    ...{ id: publicKeyHash(key.publicKey), kind: 'ISSUING', name, issuerId: rootCertificate.id },
    ...{ keyRef: key.keyRef, der: await root.key.signed(toBeSigned) },
    ...validity,
  };
  return { ...signingAuthority(settings.caKeys, certificate), ...which, names };
}
