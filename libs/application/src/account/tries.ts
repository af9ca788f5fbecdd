import type { Clock, Hasher } from '../clock/index.js';
import { rateLimited } from '../refusal/index.js';
import type { HashUrgency, KnownDevices, TryThrottle } from './account.ports.js';

/** A browser that asks: what it says it is, and the token by which it was recognised before. */
export interface Visitor {
  readonly userAgent: string;
  readonly deviceToken: string | undefined;
  readonly correlationId: string;
}

export interface TriesPorts {
  readonly throttle: TryThrottle;
  readonly devices: KnownDevices;
  readonly clock: Clock;
  readonly hasher: Hasher;
}

/** What one try is counted under. */
export interface TryLane {
  readonly key: string;
  readonly urgency: HashUrgency;
}

/**
 * Who may try now. A try is counted before it is looked at, under the hash of the address as it was typed, known or not.
 * A browser from which this person has signed in before counts for itself: a stranger who keeps trying an address slows
 * down strangers, not the person at his own desk (OWASP, device cookies).
 */
export class Tries {
  constructor(private readonly ports: TriesPorts) {}

  async lane(what: 'password' | 'factor', email: string, visitor: Visitor): Promise<TryLane> {
    const { devices, hasher, clock } = this.ports;
    const device = visitor.deviceToken === undefined ? undefined : hasher.sha256(visitor.deviceToken);
    const known = device !== undefined && (await devices.knows(device, email, clock.now()));
    return known
      ? { key: hasher.sha256(`${what}:${email}:${device}`), urgency: 'KNOWN_DEVICE' }
      : { key: hasher.sha256(`${what}:${email}`), urgency: 'STRANGER' };
  }

  /** @throws RATE_LIMITED: the try was not looked at. */
  async reserve(key: string): Promise<void> {
    const seconds = await this.ports.throttle.reserve(key, this.ports.clock.now());
    if (seconds > 0) throw rateLimited(seconds);
  }

  forget(key: string): Promise<void> {
    return this.ports.throttle.forget(key);
  }
}
