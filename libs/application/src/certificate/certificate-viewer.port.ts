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
  readonly values: readonly DescribedValue[];
}

export interface DescribedAttribute {
  readonly oid: string;
  readonly name: string | null;
  readonly value: string;
}

/** A certificate in words and numbers; nothing is left out, nothing is judged. */
export interface CertificateDescription {
  readonly version: number;
  readonly subject: readonly DescribedAttribute[];
  readonly issuer: readonly DescribedAttribute[];
  /** Object identifier. */
  readonly signatureAlgorithm: string;
  readonly keyAlgorithm: 'RSA' | 'EC' | 'OTHER';
  readonly keyBits: number | null;
  readonly keyCurve: string | null;
  readonly extensions: readonly DescribedExtension[];
  /** Lower-case hexadecimal digests of the whole certificate. */
  readonly sha256: string;
  readonly sha1: string;
}

/** Reads certificates for people, from their octets alone. */
export interface CertificateDescriber {
  describe(der: Uint8Array): CertificateDescription;
  /** The certificates as one PKCS#7 file (RFC 5652 §5, SignedData without signers; `.p7b`), DER. */
  bundle(certificates: readonly Uint8Array[]): Uint8Array;
}

export interface PublishedOcsp {
  readonly state: 'GOOD' | 'REVOKED' | 'UNKNOWN';
  /** When the responder last knew it to be so. */
  readonly thisUpdate: Date;
}

export interface PublishedCrl {
  readonly listed: boolean;
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

/** What anybody can learn of a certificate at this instant (D19): signatures verified, no reason (F31). */
export interface PublishedStatus {
  readonly checkedAt: Date;
  /** Null when no valid answer came. */
  readonly ocsp: PublishedOcsp | null;
  readonly crl: PublishedCrl | null;
}

/** Asks the public status service as a verifier would, at the addresses of the issuer. It never throws. */
export interface PublishedStatusReader {
  read(issuerId: string, serial: string): Promise<PublishedStatus>;
}
