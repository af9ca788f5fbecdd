import type { CertificateProfile, CertificateUsage, CertifiedData } from '@mandataire/domain/certificate';
import { holderName, writeName } from '../name/index.js';
import { signatureAlgorithmOf } from '../public-key/index.js';
import {
  authorityInformationAccess,
  authorityKeyIdentifier,
  basicConstraints,
  certificatePolicies,
  crlDistributionPoint,
  emailAddress,
  extendedKeyUsage,
  keyUsage,
  subjectKeyIdentifier,
} from './extensions.js';
import { KEY_USAGE } from './extension-type.js';
import { qualifiedStatements } from './qualified-statements.js';
import { writeToBeSigned, type CertificateBasis, type Issuer } from './to-be-signed.js';

/** Public addresses that relying parties find in a certificate (F71). */
export interface StatusAddresses {
  readonly caIssuers: string;
  readonly ocsp: string;
  readonly crl: string;
}

export interface PersonContent {
  readonly data: CertifiedData;
  readonly profile: CertificateProfile;
}

/** keyUsage of F36: authentication is digitalSignature, signature is nonRepudiation, double use is both. */
export function keyUsageBits(usages: readonly CertificateUsage[]): number[] {
  const bit = { AUTHENTICATION: KEY_USAGE.digitalSignature, SIGNATURE: KEY_USAGE.nonRepudiation } as const;
  return [...new Set(usages.map((usage) => bit[usage]))].sort((a, b) => a - b);
}

/**
 * Certificate of a natural person attached to a company (F36, F37, F68–F71). qcStatements only where the profile says so (D14). TBSCertificate, DER.
 * @throws RangeError on data that `checkCertifiedData` refuses for its alphabet, DerError on a key that isn't one.
 */
export const personToBeSigned = (
  basis: CertificateBasis,
  { data, profile }: PersonContent,
  issuing: Issuer,
  addresses: StatusAddresses,
): Uint8Array =>
  writeToBeSigned({
    ...basis,
    algorithm: signatureAlgorithmOf(issuing.publicKey),
    issuerName: issuing.name,
    subjectName: writeName(holderName(data)),
    extensions: [
      authorityKeyIdentifier(issuing.publicKey),
      subjectKeyIdentifier(basis.publicKey),
      keyUsage(...keyUsageBits(profile.usages)),
      certificatePolicies(profile.policyOids),
      emailAddress(data.email),
      basicConstraints(),
      ...(profile.extendedKeyUsageOids.length > 0 ? [extendedKeyUsage(profile.extendedKeyUsageOids)] : []),
      crlDistributionPoint(addresses.crl),
      authorityInformationAccess(addresses.caIssuers, addresses.ocsp),
      ...(profile.qualified ? [qualifiedStatements(profile.qualified)] : []),
    ],
  });
