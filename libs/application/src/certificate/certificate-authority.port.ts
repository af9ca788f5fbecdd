import type { CertificateProfile, CertifiedData } from '@mandataire/domain/certificate';
import type { CertificateRevocationList, CrlRegister } from './crl-register.port.js';

/** What the CA signs: everything is decided by the caller, the CA adds issuer, identifiers and status addresses. */
export interface IssueRequest {
  /** The issuing CA that the serial was reserved for, as `issuerId` gave it. */
  readonly issuerId: string;
  /** 16 random bytes, positive, lower-case hexadecimal without separators (32 digits); reserved in a row before signing. */
  readonly serial: string;
  readonly data: CertifiedData;
  readonly profile: CertificateProfile;
  /** SubjectPublicKeyInfo, DER, from a request whose proof of possession was checked. */
  readonly publicKey: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export interface IssuedCertificate {
  readonly der: Uint8Array;
  /** Issuing CA first, root last, DER. */
  readonly chain: readonly Uint8Array[];
}

export interface SerialRevocation {
  readonly issuerId: string;
  readonly serial: string;
  readonly revokedAt: Date;
}

/** What an authority does for us; every one issues and revokes. */
export interface AuthorityCapabilities {
  /** Its lists are ours to publish; another's authority publishes its own, and `publish` refuses. */
  readonly publish: boolean;
}

/**
 * The certification authority, three methods (D14, ADR 0005). Default: the embedded CA. None of them is called inside a
 * database transaction; each is idempotent for the same serial.
 */
export interface CertificateAuthority {
  readonly capabilities: AuthorityCapabilities;
  /**
   * Identifier (hexadecimal SHA-256 of the SPKI) of the issuing CA that signs this profile: the newest of the family of
   * its usages. Stored beside each serial. Answers from memory, so it may be asked inside a transaction.
   */
  issuerId(profile: CertificateProfile): Promise<string>;
  /**
   * Lints the certificate signed with a throw-away key, then signs it (RFC 5280 §4.1).
   * @throws CertificateLintError when any lint finds something: nothing is signed with the CA key.
   */
  issue(request: IssueRequest): Promise<IssuedCertificate>;
  /**
   * Makes the serials revoked for OCSP at once; the CRL follows by `publish`. A second call changes nothing. When it throws,
   * some of them may be revoked and others not: then it is called again.
   */
  revoke(revocations: readonly SerialRevocation[]): Promise<void>;
  /**
   * Builds, signs and stores the next complete CRL without reason codes (F31, RFC 5280 §5) of this issuing CA, or of
   * each. Returns that of the one asked for, or the one that ends first.
   */
  publish(now: Date, issuerId?: string): Promise<{ readonly number: number; readonly nextUpdate: Date }>;
}

export class CertificateLintError extends Error {
  override readonly name = 'CertificateLintError';
  constructor(readonly findings: readonly { readonly clause: string; readonly message: string }[]) {
    super(`Certificate refused by lint: ${findings.map((f) => `${f.clause} ${f.message}`).join('; ')}`);
  }
}

/** The authority can't be reached now, or doesn't answer in time: the same call may be made again. */
export class AuthorityUnavailableError extends Error {
  override readonly name = 'AuthorityUnavailableError';
  readonly retryable = true;
  constructor(reason: string) {
    super(`The certification authority cannot be reached (${reason}): try again`);
  }
}

/** The authority said no, or answered something that can't be believed. The same call would be answered the same. */
export class AuthorityRefusedError extends Error {
  override readonly name = 'AuthorityRefusedError';
}

export type CsrRefusal =
  | 'CSR_UNREADABLE'
  | 'CSR_TOO_LARGE'
  | 'CSR_SIGNATURE_FALSE'
  | 'CSR_KEY_TOO_WEAK'
  | 'CSR_KEY_ALGORITHM_REFUSED'
  | 'CSR_IS_PRIVATE_KEY';

/** Reads a PKCS#10 request (PEM), checks proof of possession and the key against D21; subject strings are ignored. */
export interface CertificateRequestInspector {
  inspect(pem: string):
    | {
        readonly ok: true;
        readonly publicKey: Uint8Array;
        readonly publicKeyHash: string;
        readonly algorithm: 'RSA' | 'EC';
        readonly bits: number;
      }
    | { readonly ok: false; readonly reason: CsrRefusal };
}

/** The register of the embedded CA (platform registers `issued_serial`, `crl`, `authority_certificate`). */
export interface AuthorityRegister {
  authorityCertificates(): Promise<readonly AuthorityCertificate[]>;
  saveAuthorityCertificate(certificate: AuthorityCertificate): Promise<void>;
  /** Idempotent: the first `revokedAt` stays. */
  markRevoked(revocations: readonly SerialRevocation[]): Promise<void>;
  /** The newest list of an authority. */
  currentCrl(issuerId: string): Promise<CertificateRevocationList | undefined>;
  /** Runs one publication at a time per issuer over all processes (session lock, no transaction held while signing). */
  exclusively<T>(issuerId: string, publish: (lists: CrlRegister) => Promise<T>): Promise<T>;
}

export interface AuthorityCertificate {
  /** Hexadecimal SHA-256 of the SPKI. */
  readonly id: string;
  readonly kind: 'ROOT' | 'ISSUING' | 'OCSP_SIGNER' | 'SEAL';
  /** `root`, the slug of an issuing CA (`dual`, `dual-2`), unique among both; an OCSP signer or a seal has the name of its key. */
  readonly name: string;
  readonly issuerId: string;
  /** Name of the private key in the key store. */
  readonly keyRef: string;
  readonly der: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** RESERVED is answered good; REVOKED and ABANDONED are answered revoked (D27). */
export interface SerialStatus {
  readonly state: 'RESERVED' | 'ISSUED' | 'REVOKED' | 'ABANDONED';
  readonly revokedAt?: Date;
}

/** What the public status service may read (login role `status_reader`): serials, dates, signed CRLs; no name, no reason. */
export interface CertificateStatusReader {
  /** By serial; one that is left out was never reserved here. One reading, however many are asked about. */
  statuses(issuerId: string, serials: readonly string[]): Promise<ReadonlyMap<string, SerialStatus>>;
  /** The last published list; `known` itself when that is it, so that its octets aren't read again. */
  currentCrl(
    issuerId: string,
    known?: CertificateRevocationList,
  ): Promise<CertificateRevocationList | undefined>;
  authorityCertificates(): Promise<readonly AuthorityCertificate[]>;
}

/**
 * Learns which certificates are revoked, so that what was answered about them before is not answered again. Instants are
 * elapsed time (`performance.now()`), which no clock shift moves.
 */
export interface RevocationFollower {
  /** This serial is REVOKED or ABANDONED from now on. */
  revoked(issuerId: string, serial: string): void;
  /** Every revocation committed until this instant was told. */
  heardUntil(instant: number): void;
  /** Some revocations may not have been told: nothing that was learned before holds. */
  lost(): void;
}

/** Announces each revocation at its commit, whichever process made it. */
export interface RevocationFeed {
  follow(follower: RevocationFollower): void;
  close(): Promise<void>;
}
