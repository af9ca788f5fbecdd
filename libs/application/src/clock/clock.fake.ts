import type { Clock, Randomness } from './clock.port.js';

/** A clock that moves only when told to. */
export class FixedClock implements Clock {
  constructor(private instant: Date) {}
  now(): Date {
    return this.instant;
  }
  set(instant: Date): void {
    this.instant = instant;
  }
}

/** Identifiers in order, so that tests read. */
export class SequentialRandomness implements Randomness {
  private count = 0;
  id(): string {
    this.count += 1;
    return `00000000-0000-7000-8000-${String(this.count).padStart(12, '0')}`;
  }
  bytes(length: number): Uint8Array {
    this.count += 1;
    return new Uint8Array(length).fill(this.count % 256);
  }
}
