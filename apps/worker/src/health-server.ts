import { createServer, type Server, type ServerResponse } from 'node:http';
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
  const [crlEnd, counts] = await Promise.all([
    attempt(async () => ({ end: await due.crlNextUpdate() })),
    attempt(() => queue.counts()),
  ]);
  const checks = {
    database: crlEnd ? 'ok' : 'unreachable',
    crl: crlEnd?.end && crlEnd.end > clock.now() ? 'ok' : 'missing',
    queue: counts ? 'ok' : 'unreachable',
  };
  const isGreen = checks.database === 'ok' && checks.crl === 'ok';
  response
    .writeHead(isGreen ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(`${JSON.stringify({ status: isGreen ? 'ok' : 'failing', checks })}\n`);
}

async function metrics(
  { clock, due, queue }: Needed,
  counters: Counters,
  response: ServerResponse,
): Promise<void> {
  const [counts, crlEnd] = await Promise.all([
    attempt(() => queue.counts()),
    attempt(() => due.crlNextUpdate()),
  ]);
  const jobs = Object.entries(counts ?? {}).flatMap(([lane, states]) =>
    Object.entries(states).map(([state, count]) => `${seriesOf('queue_jobs', { lane, state })} ${count}`),
  );
  const left = crlEnd ? [`${seriesOf('crl_seconds_left')} ${secondsBetween(clock.now(), crlEnd)}`] : [];
  response
    .writeHead(200, { 'content-type': 'text/plain; version=0.0.4', 'cache-control': 'no-store' })
    .end(`${[...counters.lines(), ...jobs, ...left].join('\n')}\n`);
}

const secondsBetween = (from: Date, to: Date): number => Math.round((to.getTime() - from.getTime()) / 1000);
