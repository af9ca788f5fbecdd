import type { Clock } from '@mandataire/application/clock';
import { addDuration, addMonthsUtc, type Duration } from '@mandataire/domain/time';
import type { Ago } from './demo.data.js';

/** A clock that the seed sets to the time of each replayed step; what reads it cannot tell it from the real one. */
export class DemoClock implements Clock {
  private instant: Date;

  /** @param start the real instant, at which the replayed past ends. */
  constructor(readonly start: Date) {
    this.instant = start;
  }

  now(): Date {
    return this.instant;
  }

  set(instant: Date): void {
    this.instant = instant;
  }

  advance(duration: Duration): void {
    this.instant = addDuration(this.instant, duration);
  }

  ago({ months = 0, days = 0, hours = 0 }: Ago): Date {
    return addDuration(addMonthsUtc(this.start, -months), { days: -days, hours: -hours });
  }
}
