import type { CertificateStatusReader, RevocationFeed } from '@mandataire/application/certificate';
import type { KeyStore } from '@mandataire/application/key-store';

/** Structured log: facts, then a message. */
export interface StatusLog {
  info(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

export interface StatusDependencies {
  readonly reader: CertificateStatusReader;
  /** Keys of the OCSP signers and nothing else: this process can't sign a certificate or a list. */
  readonly keyStore: KeyStore;
  readonly revocations: RevocationFeed;
  /** Milliseconds after which every revocation shows in every answer. */
  readonly revocationVisibleMs: number;
  /** Seconds after which a kept answer is signed again. */
  readonly keptSeconds: number;
  readonly clock: () => Date;
  readonly log: StatusLog;
  /** For how long authority certificates and lists are kept before they are read again; 2 s by default. */
  readonly rereadMilliseconds?: number;
}
