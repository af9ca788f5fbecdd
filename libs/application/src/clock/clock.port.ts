/** The one clock of every process; shifted live outside production by CLOCK_OFFSET_FILE (fault tests). */
export interface Clock {
  now(): Date;
}

/** UUID v7 for rows, 128 random bits for links and codes, 16 random bytes for serials. */
export interface Randomness {
  id(): string;
  bytes(length: number): Uint8Array;
}

/** Hexadecimal SHA-256: one-time secrets are stored by their hash only. */
export interface Hasher {
  sha256(value: string | Uint8Array): string;
}
