/** Object identifiers of extensions, purposes and access methods (RFC 5280 §4.2, RFC 6960 §4.2.2). */
export const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAlternativeName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  issuingDistributionPoint: '2.5.29.28',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  authorityInformationAccess: '1.3.6.1.5.5.7.1.1',
  qcStatements: '1.3.6.1.5.5.7.1.3',
  ocspNoCheck: '1.3.6.1.5.5.7.48.1.5',
} as const;

export const PURPOSE_OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
export const ANY_POLICY = '2.5.29.32.0';
export const ACCESS_OCSP = '1.3.6.1.5.5.7.48.1';
export const ACCESS_CA_ISSUERS = '1.3.6.1.5.5.7.48.2';

/** Bits of keyUsage (RFC 5280 §4.2.1.3). */
export const KEY_USAGE = { digitalSignature: 0, nonRepudiation: 1, keyCertSign: 5, cRLSign: 6 } as const;
