import { writeName, type DistinguishedName } from '../name/index.js';
import { signatureAlgorithmOf } from '../public-key/index.js';
import {
  authorityInformationAccess,
  authorityKeyIdentifier,
  basicConstraints,
  certificatePolicies,
  crlDistributionPoint,
  extendedKeyUsage,
  keyUsage,
  ocspNoCheck,
  subjectKeyIdentifier,
} from './extensions.js';
import { ANY_POLICY, KEY_USAGE, PURPOSE_OCSP_SIGNING } from './extension-type.js';
import { writeToBeSigned, type CertificateBasis, type Issuer } from './to-be-signed.js';

/** Demonstration names (D14): organisation and kind, so that no relying party takes them for a real authority. */
export const DEMO_ORGANISATION = 'DÉMO – SANS VALEUR';

export const authorityName = (organisation: string, commonName: string): DistinguishedName => [
  ['countryName', 'FR'],
  ['organizationName', organisation],
  ['commonName', commonName],
];

/** Self-signed root: at most one authority below it (RFC 5280 §4.2.1.9). TBSCertificate, DER. */
export function rootToBeSigned(basis: CertificateBasis, subject: DistinguishedName): Uint8Array {
  const name = writeName(subject);
  return writeToBeSigned({
    ...basis,
    algorithm: signatureAlgorithmOf(basis.publicKey),
    issuerName: name,
    subjectName: name,
    extensions: [
      subjectKeyIdentifier(basis.publicKey),
      keyUsage(KEY_USAGE.keyCertSign, KEY_USAGE.cRLSign),
      basicConstraints(1),
    ],
  });
}

/** Where the root's certificate and list are. */
export interface RootAddresses {
  readonly caIssuers: string;
  readonly crl: string;
}

/** Issuing authority: signs people, OCSP signers and lists, no further authority. TBSCertificate, DER. */
export const issuingToBeSigned = (
  basis: CertificateBasis,
  subject: DistinguishedName,
  root: Issuer,
  addresses: RootAddresses,
): Uint8Array =>
  writeToBeSigned({
    ...basis,
    algorithm: signatureAlgorithmOf(root.publicKey),
    issuerName: root.name,
    subjectName: writeName(subject),
    extensions: [
      authorityKeyIdentifier(root.publicKey),
      subjectKeyIdentifier(basis.publicKey),
      keyUsage(KEY_USAGE.keyCertSign, KEY_USAGE.cRLSign),
      certificatePolicies([ANY_POLICY]),
      basicConstraints(0),
      crlDistributionPoint(addresses.crl),
      authorityInformationAccess(addresses.caIssuers),
    ],
  });

/** Delegated OCSP responder (RFC 6960 §4.2.2.2): short-lived, so never checked for revocation. TBSCertificate, DER. */
export const ocspSignerToBeSigned = (
  basis: CertificateBasis,
  subject: DistinguishedName,
  issuing: Issuer,
  caIssuers: string,
): Uint8Array =>
  writeToBeSigned({
    ...basis,
    algorithm: signatureAlgorithmOf(issuing.publicKey),
    issuerName: issuing.name,
    subjectName: writeName(subject),
    extensions: [
      authorityKeyIdentifier(issuing.publicKey),
      subjectKeyIdentifier(basis.publicKey),
      keyUsage(KEY_USAGE.digitalSignature),
      basicConstraints(),
      extendedKeyUsage([PURPOSE_OCSP_SIGNING]),
      ocspNoCheck(),
      authorityInformationAccess(caIssuers),
    ],
  });

/**
 * The platform's seal: a legal person's signature certificate, for evidence and nothing else. Its status is in the list of
 * its issuer. TBSCertificate, DER.
 */
export const sealToBeSigned = (
  basis: CertificateBasis,
  subject: DistinguishedName,
  issuing: Issuer,
  addresses: RootAddresses,
): Uint8Array =>
  writeToBeSigned({
    ...basis,
    algorithm: signatureAlgorithmOf(issuing.publicKey),
    issuerName: issuing.name,
    subjectName: writeName(subject),
    extensions: [
      authorityKeyIdentifier(issuing.publicKey),
      subjectKeyIdentifier(basis.publicKey),
      keyUsage(KEY_USAGE.digitalSignature, KEY_USAGE.nonRepudiation),
      certificatePolicies([ANY_POLICY]),
      basicConstraints(),
      crlDistributionPoint(addresses.crl),
      authorityInformationAccess(addresses.caIssuers),
    ],
  });
