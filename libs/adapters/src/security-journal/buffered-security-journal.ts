import type { Clock, Randomness } from '@mandataire/application/clock';
import type {
  Refused,
  SecurityEvent,
  SecurityEventStore,
  SecurityJournal,
} from '@mandataire/application/security-event';

/** Rows that one sender, and all together, may fill in a minute; the rest is counted. */
export const ROWS_PER_SENDER = 20;
export const ROWS_PER_MINUTE = 600;
const MINUTE_MS = 60_000;
const WRITE_EVERY_MS = 1_000;
/** Rows that wait while the database is away. */
const MOST_WAITING = 2 * ROWS_PER_MINUTE;

export interface SecurityJournalPorts {
  readonly store: Pick<SecurityEventStore, 'insert'>;
  readonly clock: Clock;
  readonly randomness: Pick<Randomness, 'id'>;
  /** Of an address, for as long as the key is kept. */
  readonly pseudonym: (address: string) => string;
  readonly onFault: (error: unknown) => void;
}

/**
 * Notes in memory and writes each second, many rows in one statement, outside of every request. Somebody who is refused
 * a thousand times a second fills twenty rows and a number. What waits when the process is killed is lost; at a stop it
 * is written.
 */
export class BufferedSecurityJournal implements SecurityJournal {
  private waiting: SecurityEvent[] = [];
  private minute = 0;
  private rows = 0;
  private readonly perSender = new Map<string, number>();
  /** The last refusal of each sender beyond his rows, and how many there were; '' counts those of too many senders. */
  private readonly further = new Map<string, SecurityEvent>();
  private readonly timer: NodeJS.Timeout;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly ports: SecurityJournalPorts) {
    this.timer = setInterval(() => void this.write(), WRITE_EVERY_MS);
    this.timer.unref();
  }

  note(refused: Refused): void {
    const event = this.eventOf(refused);
    this.turnMinute(event.at);
    const sender = event.sender ?? '';
    const rows = this.perSender.get(sender) ?? 0;
    if (this.rows >= ROWS_PER_MINUTE) return this.count('', { ...event, sender: null, accountId: null });
    if (rows >= ROWS_PER_SENDER) return this.count(sender, event);
    this.perSender.set(sender, rows + 1);
    this.rows += 1;
    this.waiting.push(event);
  }

  /** Writes what waits. @internal also awaited by tests */
  write(): Promise<void> {
    this.writing = this.writing.then(() => this.writeWaiting());
    return this.writing;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.settle();
    await this.write();
  }

  private eventOf({ address, ...refused }: Refused): SecurityEvent {
    const { clock, randomness, pseudonym } = this.ports;
    return { ...refused, id: randomness.id(), at: clock.now(), sender: pseudonym(address), repeated: 0 };
  }

  private count(key: string, event: SecurityEvent): void {
    const repeated = (this.further.get(key)?.repeated ?? -1) + 1;
    this.further.set(key, { ...event, repeated });
  }

  private turnMinute(at: Date): void {
    const minute = Math.floor(at.getTime() / MINUTE_MS);
    if (minute === this.minute) return;
    this.minute = minute;
    this.settle();
  }

  /** What was only counted in the minute that ends becomes one row per sender. */
  private settle(): void {
    this.waiting.push(...this.further.values());
    this.further.clear();
    this.perSender.clear();
    this.rows = 0;
  }

  private async writeWaiting(): Promise<void> {
    this.turnMinute(this.ports.clock.now());
    const events = this.waiting;
    if (events.length === 0) return;
    this.waiting = [];
    try {
      await this.ports.store.insert(events);
    } catch (error) {
      this.ports.onFault(error);
      this.waiting = [...events, ...this.waiting].slice(-MOST_WAITING);
    }
  }
}
