/** Object identifiers of CMS (RFC 5652), of its attributes (RFC 5035) and of time-stamps (RFC 3161). */
export const CMS = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
} as const;

export type Digest = 'sha256' | 'sha384' | 'sha512';

export const DIGEST_OID: Readonly<Record<Digest, string>> = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};

/** SHA-1 and whatever else is not here proves nothing any more. */
export const digestOf = (oid: string): Digest | undefined =>
  (Object.keys(DIGEST_OID) as Digest[]).find((digest) => DIGEST_OID[digest] === oid);
