import type { AuthorityCertificate } from '@mandataire/application/certificate';
import { addMonthsUtc } from '@mandataire/domain/time';
import { authorityName, publicKeyHash, sealToBeSigned } from '@mandataire/pki';
import { AuthorityKey } from './authority-key.js';
import { commonNameOf } from './authority-names.js';
import { newestOf, type Hierarchy } from './hierarchy.js';
import { statusAddresses, type ResolvedSettings } from './settings.js';
import { hasEnded, validityWithin } from './validity.js';

const LIFETIME_MONTHS = 36;
/** Renewed this long before its end, with a new key. */
const MARGIN_MONTHS = 3;

/**
 * Makes the platform's seal below the authority of services, or its successor with a new key when it ends soon or its key
 * does not open. The old ones stay in the register: what they sealed names them.
 * @returns whether one was made.
 */
export async function renewSeal(
  settings: ResolvedSettings,
  hierarchy: Hierarchy,
  now: Date,
): Promise<boolean> {
  const issuing = newestOf(hierarchy, 'SERVICE');
  if (hasEnded(issuing.certificate, now)) return false;
  const known = (await settings.register.authorityCertificates()).filter(({ kind }) => kind === 'SEAL');
  const until = addMonthsUtc(now, MARGIN_MONTHS);
  const wanted = until < issuing.certificate.notAfter ? until : issuing.certificate.notAfter;
  for (const seal of known)
    if (seal.notBefore <= now && seal.notAfter >= wanted && (await opens(settings, seal))) return false;
  await issuing.key.opened();
  const key = await AuthorityKey.ensure(settings.sealKeys, `seal-${known.length + 1}`, 'P-256');
  const { certificate, names, issuer } = issuing;
  const validity = validityWithin(now, addMonthsUtc(now, LIFETIME_MONTHS), certificate);
  const toBeSigned = sealToBeSigned(
    { serial: settings.newSerial(), publicKey: key.publicKey, validity },
    authorityName(names.organisation, commonNameOf(names, 'seal')),
    issuer,
    statusAddresses(settings.pkiBaseUrl, certificate.name),
  );
  const seal: AuthorityCertificate = {
    ...{ id: publicKeyHash(key.publicKey), kind: 'SEAL', name: key.keyRef, keyRef: key.keyRef },
    ...{ issuerId: certificate.id, der: await issuing.key.signed(toBeSigned) },
    ...validity,
  };
  await settings.register.saveAuthorityCertificate(seal);
  return true;
}

const opens = ({ sealKeys }: ResolvedSettings, seal: AuthorityCertificate): Promise<boolean> =>
  AuthorityKey.of(sealKeys, seal)
    .opened()
    .then(
      () => true,
      () => false,
    );
