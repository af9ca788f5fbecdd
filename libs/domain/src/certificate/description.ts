/** One value of an extension; `kind` tells apart what one extension holds (`ocsp`, `caIssuers`, `rfc822Name`…). */
export interface DescribedValue {
  readonly kind: string | null;
  readonly value: string;
}

export interface DescribedExtension {
  readonly oid: string;
  /** As RFC 5280 §4.2 names it; null for one that we don't know. */
  readonly name: string | null;
  readonly critical: boolean;
  /** Hexadecimal octets, as one value, of an extension that we don't know. */
  readonly values: readonly DescribedValue[];
}

export interface DescribedAttribute {
  readonly oid: string;
  readonly name: string | null;
  readonly value: string;
}

/** A certificate in words and numbers, for people to read; nothing is left out, nothing is judged. */
export interface CertificateDescription {
  readonly version: number;
  readonly subject: readonly DescribedAttribute[];
  readonly issuer: readonly DescribedAttribute[];
  /** Object identifier of the signature algorithm. */
  readonly signatureAlgorithm: string;
  readonly keyAlgorithm: 'RSA' | 'EC' | 'OTHER';
  readonly keyBits: number | null;
  /** Named curve; null for another kind of key. */
  readonly keyCurve: string | null;
  readonly extensions: readonly DescribedExtension[];
  /** Lower-case hexadecimal digests of the whole certificate. */
  readonly sha256: string;
  readonly sha1: string;
}
