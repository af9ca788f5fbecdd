/** Revoked serials side by side: a million of them are two arrays, not a million objects. */
export interface RevokedSerials {
  readonly count: number;
  /** 16 octets each, one after the other. */
  readonly serials: Uint8Array;
  /** Of each, in milliseconds since 1970. */
  readonly revokedAt: Float64Array;
}

/** One reading of the register, in one snapshot. */
export interface RevocationReading {
  /** Whether it gives all serials that a list must hold, or only those that the earlier reading lacks. */
  readonly kind: 'ALL' | 'ADDED';
  /** About how many there are, to make room for; nothing else may rely on it. */
  readonly estimate: number;
  /** Gives them in parts, as they come; the arrays of a part hold only during the call. */
  read(take: (part: RevokedSerials) => void): Promise<ReadRevocations>;
}

/** What there is to know of a reading once its serials were given. */
export interface ReadRevocations {
  /** What the next reading goes on from. */
  readonly mark: RevocationMark;
  /** The register counted in the same snapshot: with the earlier ones these are all, and none has left. */
  readonly agrees: Promise<boolean>;
}

/** State of the register at a reading; only the register looks inside. */
export type RevocationMark = Readonly<Record<string, string | number>>;

export interface CertificateRevocationList {
  readonly issuerId: string;
  readonly number: number;
  readonly der: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

/**
 * The lists of one issuer while this process alone publishes them: every call fails once that has ended, also because the
 * connection broke, so that nothing is stored by two at a time.
 */
export interface CrlRegister {
  /** Reserves the next number; never given twice, also after a failed build (RFC 5280 §5.2.3). */
  nextNumber(): Promise<number>;
  /**
   * Every serial that a list of this instant must hold: REVOKED or ABANDONED (D27), not dropped yet after expiry (RFC 5280
   * §3.3); an earlier list from the future, made while the clock was wrong, drops nothing. With the mark of an earlier
   * reading only what came since; whether that is all is known when `agrees` says so. When it doesn't, a reading
   * without mark gives all.
   */
  revoked(now: Date, since?: RevocationMark): Promise<RevocationReading>;
  /** Whole or not at all. */
  save(crl: CertificateRevocationList): Promise<void>;
}
