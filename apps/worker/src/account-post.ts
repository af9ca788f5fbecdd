import type { Clock } from '@mandataire/application/clock';
import type { TellAccount } from '@mandataire/application/account';
import type { Log } from './log.js';
import { Loop } from './loop.js';

const EVERY_MS = 1_000;
const BATCH = 50;
const SWEEP_MS = 3_600_000;

export interface AccountPostPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly useCases: { readonly tellAccount: TellAccount };
  sweepTries(now: Date): Promise<number>;
}

/**
 * Mails what happens to accounts. They stand outside every company, so their events go past the queue, whose jobs all
 * have one: the rows themselves say what is not mailed yet.
 */
export class AccountPostLoop {
  private readonly loop: Loop;
  private sweptAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly ports: AccountPostPorts) {
    this.loop = new Loop({
      name: 'account-post',
      everyMs: EVERY_MS,
      log: ports.log,
      turn: () => this.turn(),
    });
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  private async turn(): Promise<void> {
    while ((await this.ports.useCases.tellAccount.execute(BATCH)) === BATCH);
    const now = this.ports.clock.now();
    if (Math.abs(now.getTime() - this.sweptAt) < SWEEP_MS) return;
    await this.ports.sweepTries(now);
    this.sweptAt = now.getTime();
  }
}
