import { rateLimited } from '@mandataire/application/refusal';
import type { HashUrgency } from '@mandataire/application/account';

/** One hash at a time: of two cores one is left to everybody else. */
const AT_ONCE = 1;
/** What waits longer than some seconds is refused at once instead: an attack must not fill the memory. */
const LONGEST_QUEUE: Readonly<Record<HashUrgency, number>> = { STRANGER: 20, KNOWN_DEVICE: 40 };
const RETRY_AFTER_SECONDS = 2;

type Start = () => void;

/** Runs the costly work a few at a time; known browsers before strangers, each lane in its order. */
export class HashLanes {
  private running = 0;
  private readonly waiting: Readonly<Record<HashUrgency, Start[]>> = { STRANGER: [], KNOWN_DEVICE: [] };

  /** @throws RATE_LIMITED when the lane is full. */
  admit(urgency: HashUrgency): void {
    if (this.waiting[urgency].length >= LONGEST_QUEUE[urgency]) throw rateLimited(RETRY_AFTER_SECONDS);
  }

  /** @throws RATE_LIMITED when the lane is full. */
  async run<T>(urgency: HashUrgency, work: () => Promise<T>): Promise<T> {
    this.admit(urgency);
    await new Promise<void>((start) => {
      this.waiting[urgency].push(start);
      this.next();
    });
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.next();
    }
  }

  private next(): void {
    if (this.running >= AT_ONCE) return;
    const start = this.waiting.KNOWN_DEVICE.shift() ?? this.waiting.STRANGER.shift();
    if (!start) return;
    this.running += 1;
    start();
  }
}
