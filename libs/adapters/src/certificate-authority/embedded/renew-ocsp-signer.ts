import type { AuthorityCertificate } from '@mandataire/application/certificate';
import { authorityName, ocspSignerToBeSigned, publicKeyHash, wholeSecond } from '@mandataire/pki';
import { AuthorityKey } from './authority-key.js';
import type { Authority } from './found-authority.js';
import { statusAddresses, type ResolvedSettings } from './settings.js';

const DAY = 86_400_000;
const LIFETIME_DAYS = 30;
/** Renewed this long before its end: ten daily runs may fail before OCSP does. */
const MARGIN_DAYS = 10;

/**
 * Makes the OCSP signer, or its successor with a new key when less than ten days are left or its key is gone. The old
 * one stays in the register: answers signed with it carry its certificate.
 * @returns whether a new one was made.
 */
export async function renewOcspSigner(
  settings: ResolvedSettings,
  authority: Authority,
  now: Date,
): Promise<boolean> {
  const signers = (await settings.register.authorityCertificates()).filter(
    ({ kind, issuerId }) => kind === 'OCSP_SIGNER' && issuerId === authority.issuing.id,
  );
  if (await someLasts(settings, signers, now)) return false;
  const key = await AuthorityKey.ensure(settings.ocspKeys, `ocsp-${signers.length + 1}`, 'P-256');
  const notBefore = wholeSecond(now);
  const validity = { notBefore, notAfter: new Date(notBefore.getTime() + LIFETIME_DAYS * DAY) };
  const subject = authorityName(settings.names.organisation, settings.names.ocspSigner);
  const { caIssuers } = statusAddresses(settings.pkiBaseUrl);
  const basis = { serial: settings.newSerial(), publicKey: key.publicKey, validity };
  const der = await authority.issuingKey.signed(
    ocspSignerToBeSigned(basis, subject, authority.issuer, caIssuers),
  );
  await settings.register.saveAuthorityCertificate({
    id: publicKeyHash(key.publicKey),
    kind: 'OCSP_SIGNER',
    issuerId: authority.issuing.id,
    keyRef: key.keyRef,
    der,
    ...validity,
  });
  return true;
}

async function someLasts(
  { ocspKeys }: ResolvedSettings,
  signers: readonly AuthorityCertificate[],
  now: Date,
): Promise<boolean> {
  const lasting = signers.filter(({ notAfter }) => notAfter.getTime() - now.getTime() >= MARGIN_DAYS * DAY);
  const present = await Promise.all(lasting.map(({ keyRef }) => ocspKeys.has(keyRef)));
  return present.includes(true);
}
