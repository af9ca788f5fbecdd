import { createServer, type Server, type ServerResponse } from 'node:http';
import type { CrlValidity } from '@mandataire/application/queue';
import type { WorkerPlatform } from '@mandataire/platform/worker';
import { seriesOf, type Counters } from './counters.js';

type Needed = Pick<WorkerPlatform, 'clock' | 'due' | 'queue'>;

const PATIENCE_MS = 3_000;

/** The answer, or undefined when it fails or takes too long. */
async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined).unref());
  return Promise.race([work().catch(() => undefined), late]);
}

/**
 * `/health`: 200 while the database answers and a CRL is current. A queue that is away only shows: revocations go on
 * through the sweeper. `/metrics`: counts in the Prometheus text format. Nothing personal in either.
 */
export const createHealthServer = (needed: Needed, counters: Counters): Server =>
  createServer((request, response) => {
    const route = request.url === '/metrics' ? metrics : request.url === '/health' ? health : undefined;
    if (!route || request.method !== 'GET') {
      response.writeHead(404).end();
      return;
    }
    void route(needed, counters, response).catch(() => response.destroy());
  });

async function health({ clock, due, queue }: Needed, _: Counters, response: ServerResponse): Promise<void> {
  const [crl, counts] = await Promise.all([
    attempt(async () => ({ lists: await due.crlValidity() })),
    attempt(() => queue.counts()),
  ]);
  const checks = {
    database: crl ? 'ok' : 'unreachable',
    crl: crlCheck(crl?.lists, clock.now()),
    queue: counts ? 'ok' : 'unreachable',
  };
  const isGreen = checks.database === 'ok' && checks.crl === 'ok';
  response
    .writeHead(isGreen ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(`${JSON.stringify({ status: isGreen ? 'ok' : 'failing', checks })}\n`);
}

/** Late: past its end, or of a clock that was ahead, before its beginning. */
function crlCheck(lists: CrlValidity | undefined, now: Date): 'ok' | 'late' | 'missing' {
  if (!lists) return 'missing';
  return lists.from <= now && lists.until > now ? 'ok' : 'late';
}

async function metrics(
  { clock, due, queue }: Needed,
  counters: Counters,
  response: ServerResponse,
): Promise<void> {
  const [counts, lists] = await Promise.all([
    attempt(() => queue.counts()),
    attempt(() => due.crlValidity()),
  ]);
  const jobs = Object.entries(counts ?? {}).flatMap(([lane, states]) =>
    Object.entries(states).map(([state, count]) => `${seriesOf('queue_jobs', { lane, state })} ${count}`),
  );
  const left = lists ? [`${seriesOf('crl_seconds_left')} ${secondsBetween(clock.now(), lists.until)}`] : [];
  response
    .writeHead(200, { 'content-type': 'text/plain; version=0.0.4', 'cache-control': 'no-store' })
    .end(`${[...counters.lines(), ...jobs, ...left].join('\n')}\n`);
}

const secondsBetween = (from: Date, to: Date): number => Math.round((to.getTime() - from.getTime()) / 1000);
