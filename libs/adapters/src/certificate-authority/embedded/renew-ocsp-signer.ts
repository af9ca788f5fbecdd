import type { AuthorityCertificate } from '@mandataire/application/certificate';
import { slugOf } from '@mandataire/domain/catalogue';
import { authorityName, ocspSignerToBeSigned, publicKeyHash } from '@mandataire/pki';
import { AuthorityKey } from './authority-key.js';
import { commonNameOf } from './authority-names.js';
import type { IssuingAuthority } from './hierarchy.js';
import { statusAddresses, type ResolvedSettings } from './settings.js';
import { hasEnded, validityWithin } from './validity.js';

const DAY = 86_400_000;
const LIFETIME_DAYS = 30;
/** Renewed this long before its end: ten daily runs may fail before OCSP does. */
const MARGIN_DAYS = 10;

/**
 * Makes the OCSP signer of an issuing authority, or its successor with a new key when less than ten days are left or its
 * key cannot be used. The old one stays in the register: answers signed with it carry its certificate. An authority that
 * has ended gets no more.
 * @returns whether a new one was made.
 */
export async function renewOcspSigner(
  settings: ResolvedSettings,
  authority: IssuingAuthority,
  now: Date,
): Promise<boolean> {
  if (hasEnded(authority.certificate, now)) return false;
  const wanted = Math.min(now.getTime() + MARGIN_DAYS * DAY, authority.certificate.notAfter.getTime());
  const end = await lastSignerEnd(settings, authority);
  if (end && end.getTime() >= wanted) return false;
  await makeOcspSigner(settings, authority, now);
  return true;
}

/** A new signer with a new key, whatever the state of the others. The authority's key is opened before it is written. */
export async function makeOcspSigner(
  settings: ResolvedSettings,
  authority: IssuingAuthority,
  now: Date,
): Promise<AuthorityCertificate> {
  const { certificate, names, family, generation } = authority;
  await authority.key.opened();
  const number = (await signersOf(settings, authority)).length + 1;
  const key = await AuthorityKey.ensure(
    settings.ocspKeys,
    `ocsp-${slugOf(family, generation)}-${number}`,
    'P-256',
  );
  const validity = validityWithin(now, new Date(now.getTime() + LIFETIME_DAYS * DAY), certificate);
  const subject = authorityName(names.organisation, commonNameOf(names, 'ocspSigner', authority));
  const { caIssuers } = statusAddresses(settings.pkiBaseUrl, certificate.name);
  const basis = { serial: settings.newSerial(), publicKey: key.publicKey, validity };
  const der = await authority.key.signed(ocspSignerToBeSigned(basis, subject, authority.issuer, caIssuers));
  const signer: AuthorityCertificate = {
    ...{ id: publicKeyHash(key.publicKey), kind: 'OCSP_SIGNER', name: key.keyRef },
    ...{ issuerId: certificate.id, keyRef: key.keyRef, der },
    ...validity,
  };
  await settings.register.saveAuthorityCertificate(signer);
  return signer;
}

const signersOf = async (
  { register }: ResolvedSettings,
  { certificate }: IssuingAuthority,
): Promise<AuthorityCertificate[]> =>
  (await register.authorityCertificates()).filter(
    ({ kind, issuerId }) => kind === 'OCSP_SIGNER' && issuerId === certificate.id,
  );

/** Until when some OCSP signer of the authority can sign: one whose key is lost, does not open or is another counts for nothing. */
export async function lastSignerEnd(
  settings: ResolvedSettings,
  authority: IssuingAuthority,
): Promise<Date | undefined> {
  const signers = await signersOf(settings, authority);
  for (const signer of signers.sort((one, other) => other.notAfter.getTime() - one.notAfter.getTime())) {
    const opening = AuthorityKey.of(settings.ocspKeys, signer).opened();
    if (await opening.then(() => true).catch(() => false)) return signer.notAfter;
  }
  return undefined;
}
