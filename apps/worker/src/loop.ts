import type { Log } from './log.js';

export interface LoopSettings {
  readonly name: string;
  /** Longest pause between the end of a turn and the next. */
  readonly everyMs: number;
  readonly log: Log;
  readonly turn: () => Promise<void>;
}

/** After this many failures in a row only each hundredth is written: a database that is away would fill the disk. */
const LOUD_FAILURES = 3;

/**
 * Runs one turn after the other, never two at once, until stopped. A turn that fails is written to the log and followed
 * by the next: nothing that is away for a while ends the process.
 */
export class Loop {
  private running: Promise<void> | undefined;
  private stopped = false;
  private woken = false;
  private wakeUp: (() => void) | undefined;
  private failures = 0;

  constructor(private readonly settings: LoopSettings) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Starts the next turn now, or right after the one that runs. */
  wake(): void {
    this.woken = true;
    this.wakeUp?.();
  }

  /** Lets the running turn finish. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.woken = false;
      await this.turn();
      if (!this.woken) await this.pause();
    }
  }

  private async turn(): Promise<void> {
    try {
      await this.settings.turn();
      this.failures = 0;
    } catch (error) {
      this.failures += 1;
      if (this.failures <= LOUD_FAILURES || this.failures % 100 === 0) {
        this.settings.log.warn({ err: error, failures: this.failures }, `${this.settings.name}: turn failed`);
      }
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.settings.everyMs);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
