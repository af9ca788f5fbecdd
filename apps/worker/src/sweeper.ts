import type { Clock } from '@mandataire/application/clock';
import type { DueRow, DueWork } from '@mandataire/application/queue';
import { RefusedError } from '@mandataire/application/refusal';
import { REMINDER_HORIZON } from '@mandataire/application/reminder';
import { NotYetPublished } from '@mandataire/application/revocation';
import type { Caller } from '@mandataire/application/unit-of-work';
import { addDuration, dateInParis, durationMs, type Duration } from '@mandataire/domain/time';
import type { AuthorityUpkeep, WorkerUseCases } from '@mandataire/platform/worker';
import type { Counters } from './counters.js';
import { inParallel } from './in-parallel.js';
import type { Log } from './log.js';
import { Loop } from './loop.js';
import type { Revocations } from './revocations.js';

const EVERY_MS = 5_000;
const BATCH = 500;
const AT_A_TIME = 8;

/** What the queue has normally done long before: found here, it was lost. */
const LOST_AFTER_MS = 10_000;
/** No signature takes this long: the process that reserved the serial is dead (D27). */
const RESERVATION: Duration = { minutes: 2 };
/** The issuing list is published at least every 24 h (F29, F58) and lasts 48: an hour before half of it is left. */
const RENEW_CRL_BEFORE: Duration = { hours: 25 };
/** The shortest three calendar months have 89 days: whoever signed before may have lapsed, the rule decides (F6). */
const SIGNATURE_AT_LEAST: Duration = { days: 89 };
/** Rungs change at midnight: looking twice a minute would do; a demonstration should not wait. */
const PLAN_EVERY_MS = 10_000;
const SIGNER_CHECK_MS = 3_600_000;
const FORGET_EVERY_MS = 60_000;

export interface SweeperPorts {
  readonly clock: Clock;
  readonly due: DueWork;
  readonly useCases: WorkerUseCases;
  readonly upkeep: AuthorityUpkeep;
  readonly staffListKeptDays: number;
  readonly revocations: Pick<Revocations, 'carryOut'>;
  readonly log: Log;
  readonly counters: Counters;
}

interface Task {
  readonly name: string;
  /** Left out: each turn. */
  readonly everyMs?: number;
  readonly find: (now: Date) => Promise<readonly DueRow[]>;
  readonly carryOut: (caller: Caller, objectId: string) => Promise<void>;
}

/**
 * Finds in PostgreSQL what is due and not done, whatever the queue says: losing the queue loses nothing. Also keeps the
 * CRL and the OCSP signer from running out. One kind of work that fails doesn't keep the others from being done.
 */
export class Sweeper {
  private readonly loop: Loop;
  private readonly tasks: readonly Task[];
  private signerCheckedAt: Date | undefined;
  private readonly lookedAt = new Map<string, Date>();

  constructor(private readonly ports: SweeperPorts) {
    this.tasks = tasksOf(ports);
    this.loop = new Loop({ name: 'sweeper', everyMs: EVERY_MS, log: ports.log, turn: () => this.sweep() });
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** One turn; fails with the first fault after everything was tried. */
  async sweep(): Promise<void> {
    const now = this.ports.clock.now();
    const results = await Promise.allSettled([
      this.keepCrl(now),
      this.keepSigner(now),
      this.finishRevocations(now),
      ...this.tasks.map((task) => this.carryOut(task, now)),
    ]);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  private async carryOut(task: Task, now: Date): Promise<void> {
    if (!this.isDue(task, now)) return;
    const rows = await task.find(now);
    // A full batch has more behind it: the next turn goes on at once.
    if (rows.length < BATCH) this.lookedAt.set(task.name, now);
    await inParallel(rows, AT_A_TIME, (row) => this.carryOutOne(task, row));
  }

  /** A clock that was set, forward or back, makes everything due. */
  private isDue({ name, everyMs = 0 }: Task, now: Date): boolean {
    const before = this.lookedAt.get(name);
    return before === undefined || Math.abs(now.getTime() - before.getTime()) >= everyMs;
  }

  private async carryOutOne(task: Task, { tenantId, objectId }: DueRow): Promise<void> {
    const caller = { tenantId, accountId: null, correlationId: `sweeper-${task.name}` };
    try {
      await task.carryOut(caller, objectId);
      this.ports.counters.add('swept_total', 1, { task: task.name });
    } catch (error) {
      // Somebody else is at it, or the status service is slow: the next turn looks again.
      const expected = error instanceof NotYetPublished || error instanceof RefusedError;
      this.ports.log[expected ? 'debug' : 'warn'](
        { err: error, objectId, task: task.name },
        'sweeping failed',
      );
    }
  }

  private async finishRevocations(now: Date): Promise<void> {
    const rows = await this.ports.due.revocationsToCarryOut(lost(now), BATCH);
    await this.ports.revocations.carryOut(rows);
  }

  private async keepCrl(now: Date): Promise<void> {
    const lists = await this.ports.due.crlValidity();
    // A list from the future was made while the clock was wrong: nobody accepts it until then.
    const isCurrent = lists && lists.from <= now && lists.until > addDuration(now, RENEW_CRL_BEFORE);
    if (isCurrent) return;
    const { number, nextUpdate } = await this.ports.upkeep.publishCrl();
    this.ports.log.info({ number, nextUpdate }, 'CRL published');
  }

  private async keepSigner(now: Date): Promise<void> {
    const checked = this.signerCheckedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
    if (Math.abs(now.getTime() - checked) < SIGNER_CHECK_MS) return;
    if (await this.ports.upkeep.renewOcspSigner()) this.ports.log.info({}, 'OCSP signer renewed');
    this.signerCheckedAt = now;
  }
}

function tasksOf(ports: SweeperPorts): Task[] {
  return [...certificateTasks(ports), ...peopleTasks(ports), forgetTask(ports)];
}

/** L4: what a list says of people is not kept longer than it is needed. */
const forgetTask = ({ due, useCases, staffListKeptDays }: SweeperPorts): Task => ({
  name: 'forget-staff-list',
  everyMs: FORGET_EVERY_MS,
  find: (now) => due.staffListsToForget(addDuration(now, { days: -staffListKeptDays }), BATCH),
  carryOut: (caller, id) => useCases.forgetStaffList.execute(caller, id),
});

const lost = (now: Date) => new Date(now.getTime() - LOST_AFTER_MS);

function certificateTasks({ due, useCases }: SweeperPorts): Task[] {
  const reservedTooLongAgo = (now: Date) => new Date(now.getTime() - durationMs(RESERVATION));
  return [
    {
      name: 'observe-revocation',
      find: (now) => due.revocationsToObserve(lost(now), BATCH),
      carryOut: (caller, id) => useCases.observeRevocation.observe(caller, id),
    },
    {
      name: 'abandon-reserved',
      find: (now) => due.reservedBefore(reservedTooLongAgo(now), BATCH),
      carryOut: (caller, id) => useCases.abandonReserved.execute(caller, id),
    },
    {
      name: 'expire-link',
      find: (now) => due.linksExpired(now, BATCH),
      carryOut: (caller, id) => useCases.expireLink.execute(caller, id),
    },
    {
      name: 'expire-certificate',
      find: (now) => due.certificatesExpired(now, BATCH),
      carryOut: (caller, id) => useCases.expireCertificate.execute(caller, id),
    },
  ];
}

/** Mandates, changes of certified data and reminders. */
function peopleTasks({ due, useCases }: SweeperPorts): Task[] {
  const before = (now: Date, duration: Duration) => new Date(now.getTime() - durationMs(duration));
  return [
    {
      name: 'lapse-mandate',
      find: (now) => due.mandatesMaybeLapsed(before(now, SIGNATURE_AT_LEAST), BATCH),
      carryOut: (caller, id) => useCases.settleMandate.execute(caller, id),
    },
    {
      name: 'expire-mandate',
      find: (now) => due.mandatesExpired(dateInParis(now), BATCH),
      carryOut: (caller, id) => useCases.settleMandate.execute(caller, id),
    },
    {
      name: 'settle-second-person',
      find: (now) => due.secondPersonsDue(now, BATCH),
      carryOut: (caller, id) => useCases.settleSecondPerson.execute(caller, id),
    },
    {
      name: 'carry-identity-change',
      find: (now) => due.identityChangesDue(dateInParis(now), BATCH),
      carryOut: (caller, id) => useCases.carryIdentityChange.carry(caller, id),
    },
    {
      name: 'plan-reminders',
      everyMs: PLAN_EVERY_MS,
      find: (now) => due.certificatesToRemind(now, addDuration(now, REMINDER_HORIZON), BATCH),
      carryOut: (caller, id) => useCases.planReminders.execute(caller, id),
    },
    {
      name: 'send-reminder',
      find: (now) => due.remindersUnsent(lost(now), BATCH),
      carryOut: (caller, id) => useCases.sendReminder.send(caller, id),
    },
  ];
}
