import { readFileSync } from 'node:fs';
import type { Clock } from '@mandataire/application/clock';

/** How long a shift may go unnoticed: reading the file for every instant would cost more than the work it dates. */
const REREAD_AFTER_MS = 100;

/**
 * The time of the machine, shifted by the signed number of milliseconds in `offsetFile` when there is one. The file is
 * read again while running, so that a test can move every process at once; a missing or unreadable file shifts nothing.
 */
export class SystemClock implements Clock {
  private offsetMs = 0;
  private readAt = -REREAD_AFTER_MS;

  constructor(private readonly offsetFile?: string) {}

  now(): Date {
    return new Date(Date.now() + this.offset());
  }

  private offset(): number {
    if (this.offsetFile === undefined) return 0;
    const elapsed = performance.now();
    if (elapsed - this.readAt >= REREAD_AFTER_MS) {
      this.readAt = elapsed;
      this.offsetMs = readOffset(this.offsetFile);
    }
    return this.offsetMs;
  }
}

function readOffset(file: string): number {
  try {
    const text = readFileSync(file, 'utf8').trim();
    return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : 0;
  } catch {
    return 0;
  }
}
