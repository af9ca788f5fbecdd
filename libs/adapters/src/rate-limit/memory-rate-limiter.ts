import type { RateLimit, RateLimiter, Taken } from '@mandataire/application/rate-limit';

/** Some ten megabytes; a bucket that is dropped is one that was used least recently. */
const MOST_KEYS = 100_000;

const TAKEN: Taken = { ok: true };

export interface MemoryRateLimiterOptions {
  /** Milliseconds that only go forward; a wall clock that is set back would refuse for as long. */
  readonly elapsedMs?: () => number;
  readonly mostKeys?: number;
}

/**
 * The generic cell rate algorithm: per key one number, the instant at which its bucket will be full again. In this
 * process's memory: a restart fills every bucket, and each further API process brings a bucket of its own (ADR 0020).
 */
export class MemoryRateLimiter implements RateLimiter {
  private readonly fullAt = new Map<string, number>();
  private readonly msPerPoint: number;
  private readonly depthMs: number;
  private readonly elapsedMs: () => number;
  private readonly mostKeys: number;

  constructor({ burst, perSeconds }: RateLimit, options: MemoryRateLimiterOptions = {}) {
    this.depthMs = perSeconds * 1000;
    this.msPerPoint = this.depthMs / burst;
    this.elapsedMs = options.elapsedMs ?? (() => performance.now());
    this.mostKeys = options.mostKeys ?? MOST_KEYS;
  }

  take(key: string, points = 1): Promise<Taken> {
    return Promise.resolve(this.decide(key, points));
  }

  private decide(key: string, points: number): Taken {
    const now = this.elapsedMs();
    const next = Math.max(this.fullAt.get(key) ?? now, now) + points * this.msPerPoint;
    const missingMs = next - now - this.depthMs;
    // A thousandth: what is left of a sum of fractions is no reason to refuse the last try.
    if (missingMs > 1e-3) {
      return { ok: false, retryAfterSeconds: Math.ceil(Math.min(missingMs, this.depthMs) / 1000) };
    }
    this.remember(key, next);
    return TAKEN;
  }

  /** A Map keeps the order of insertion: written again, a key is the youngest. */
  private remember(key: string, fullAt: number): void {
    this.fullAt.delete(key);
    this.fullAt.set(key, fullAt);
    if (this.fullAt.size <= this.mostKeys) return;
    for (const oldest of this.fullAt.keys()) {
      this.fullAt.delete(oldest);
      return;
    }
  }
}
