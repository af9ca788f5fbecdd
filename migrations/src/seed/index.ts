import type pg from 'pg';
import { NodeRandomness, SystemClock } from '@mandataire/adapters/clock';
import { createPersistence, createWorkerPersistence } from '@mandataire/persistence';
import { openAuthority } from '../authority.js';
import { inSession } from '../database/session.js';
import { optional, required } from '../environment.js';
import { demoLogins, makeAccounts } from './accounts.js';
import {
  addHolder,
  endMandates,
  isSeeded,
  openDemoCompany,
  requester,
  tenantOf,
  type DemoCast,
} from './company.js';
import {
  DEMO_COMPANIES,
  DEMO_STAFF,
  type DemoCompany,
  type DemoEvent,
  type DemoHolder,
} from './demo.data.js';
import { DemoClock } from './demo-clock.js';
import { beginningOf, prepareOrder, replayEvent } from './holder-events.js';
import { openReplay, type Replay } from './replay.js';

/**
 * The demonstration: two companies whose past is replayed through the product's own use cases, registers and authority,
 * under a clock set back to it. Safe to run again: what is there stays, what is missing is added. The last line on
 * standard output is `{"logins": […]}`; without DEMO=true nothing is seeded and the list is empty.
 * @throws in production: its passwords are public.
 */
export async function seedDemo(): Promise<void> {
  if (optional('DEMO') !== 'true') {
    console.log(JSON.stringify({ logins: [] }));
    return;
  }
  if (optional('NODE_ENV') === 'production')
    throw new Error('The demonstration is never seeded in production');
  await inSession(required('OWNER_DATABASE_URL'), seed);
  console.log(JSON.stringify({ logins: demoLogins() }));
}

async function seed(owner: pg.Client): Promise<void> {
  // Two starts at once seed one after the other.
  await owner.query(`SELECT pg_advisory_lock(hashtextextended('mandataire seed', 0))`);
  const real = new SystemClock(optional('CLOCK_OFFSET_FILE'));
  const clock = new DemoClock(real.now());
  const dataKeySecret = required('DATA_KEY_SECRET');
  const common = { clock, randomness: new NodeRandomness(), poolSize: 3 };
  const app = createPersistence({ ...common, appUrl: required('APP_DATABASE_URL'), dataKeySecret });
  const worker = createWorkerPersistence({ ...common, workerUrl: required('WORKER_DATABASE_URL') });
  try {
    const authority = openAuthority(worker);
    const replay = openReplay({ clock, app, worker, authority });
    const accounts = await makeAccounts(owner, dataKeySecret, real.now());
    const casts = await openCompanies(replay, owner, accounts);
    if (await seedHolders(replay, owner, { casts, accounts })) await authority.publish(real.now());
  } finally {
    await app.close();
    await worker.close();
  }
}

type Casts = ReadonlyMap<DemoCompany, DemoCast>;

async function openCompanies(
  replay: Replay,
  owner: pg.Client,
  accounts: ReadonlyMap<string, string>,
): Promise<Casts> {
  const { clock } = replay;
  const staff = (role: string) =>
    accounts.get(DEMO_STAFF.find((person) => person.role === role)?.email ?? '') ?? '';
  const sales = requester(staff('SALES'), clock, { platformRoles: ['SALES'] });
  const officer = requester(staff('REGISTRATION_OFFICER'), clock, {
    platformRoles: ['REGISTRATION_OFFICER'],
  });
  const casts = new Map<DemoCompany, DemoCast>();
  for (const company of DEMO_COMPANIES) {
    const tenantId =
      (await tenantOf(owner, company.siren)) ?? (await openDemoCompany(replay, company, sales, accounts));
    const member = (role: string) =>
      requester(
        accounts.get(company.members.find((person) => person.role === role)?.email ?? '') ?? '',
        clock,
        { tenantId },
      );
    const [agent, representative] = [member('CERTIFICATION_AGENT'), member('LEGAL_REPRESENTATIVE')];
    casts.set(company, { tenantId, agent, representative, officer });
  }
  return casts;
}

interface Seeding {
  readonly casts: Casts;
  readonly accounts: ReadonlyMap<string, string>;
}

/** An event of now is not worked off here: the real worker, once started, mails it to the real mailbox. */
const isForTheWorker = (event: DemoEvent): event is Extract<DemoEvent, { kind: 'ORDERED' }> =>
  event.kind === 'ORDERED' && event.until !== 'UNDER_REVIEW';

/** Holders who are not there yet, with their past; returns whether there was one. */
async function seedHolders(replay: Replay, owner: pg.Client, { casts, accounts }: Seeding): Promise<boolean> {
  const added: { cast: DemoCast; holder: DemoHolder; holderId: string }[] = [];
  for (const [{ holders }, cast] of casts) {
    for (const holder of holders) {
      if (await isSeeded(owner, cast.tenantId, holder)) continue;
      replay.clock.set(arrivalOf(replay, holder));
      const accountId = holder.password === undefined ? null : (accounts.get(holder.email) ?? null);
      const holderId = await addHolder(replay, cast, holder, accountId);
      for (const event of holder.events.filter((event) => !isForTheWorker(event))) {
        await replayEvent(replay, cast, holderId, event);
      }
      added.push({ cast, holder, holderId });
    }
  }
  if (added.length === 0) return false;
  await replay.drain();
  await finish(replay, casts, added);
  return true;
}

async function finish(
  replay: Replay,
  casts: Casts,
  added: readonly { cast: DemoCast; holder: DemoHolder; holderId: string }[],
): Promise<void> {
  const waiting = added.flatMap(({ cast, holder, holderId }) =>
    holder.events.filter(isForTheWorker).map((event) => ({ cast, holderId, event })),
  );
  // First everything but the last steps: draining for one must not work off what another leaves to the worker.
  const lastSteps: (() => Promise<void>)[] = [];
  for (const { cast, holderId, event } of waiting) {
    lastSteps.push(await prepareOrder(replay, cast, holderId, event));
  }
  for (const takeLastStep of lastSteps) await takeLastStep();
  replay.clock.set(replay.clock.start);
  for (const { tenantId, agent } of casts.values()) await endMandates(replay, tenantId, agent);
}

/** The day before the first thing that happened to him; somebody to whom nothing happened came a month ago. */
function arrivalOf(replay: Replay, { events }: DemoHolder): Date {
  const beginnings = events.map((event) => beginningOf(replay, event).getTime());
  const first = Math.min(replay.clock.ago({ days: 30 }).getTime(), ...beginnings);
  return new Date(first - 86_400_000);
}
