import type { CertificateDescription } from '@mandataire/domain/certificate';

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
