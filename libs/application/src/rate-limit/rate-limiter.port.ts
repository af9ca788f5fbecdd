/** How many tries a key has: `burst` at once, and one more each `perSeconds / burst` seconds. */
export interface RateLimit {
  readonly burst: number;
  readonly perSeconds: number;
}

export type Taken = { readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number };

/**
 * A bucket of tries per key: an account, an address, an act of one of them. Keys are the caller's; give it a hash where
 * the plain one would be personal data.
 */
export interface RateLimiter {
  /**
   * Takes `points` (1 unless told) before the work is done, so that tries sent together are counted one after the other.
   * A refused take takes nothing: waiting always helps, nobody is locked out. More points than a whole bucket are refused
   * for as long as an empty one needs to fill.
   */
  take(key: string, points?: number): Promise<Taken>;
}
