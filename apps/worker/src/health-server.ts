import { createServer, type Server, type ServerResponse } from 'node:http';
import type { WorkerPlatform } from '@mandataire/platform/worker';
import { seriesOf, type Counters } from './counters.js';

type Needed = Pick<WorkerPlatform, 'clock' | 'due' | 'queue' | 'upkeep'>;

const PATIENCE_MS = 3_000;

/** The answer, or undefined when it fails or takes too long. */
async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined).unref());
  return Promise.race([work().catch(() => undefined), late]);
}

/**
 * `/health`: 200 while the database answers, a CRL is current and the authority can be used as it is registered. A queue
 * that is away only shows, since revocations go on through the sweeper, and so does an authority that needs a successor. `/metrics`: counts in the Prometheus text format. Nothing personal in either.
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

async function health(
  { clock, due, queue, upkeep }: Needed,
  _: Counters,
  response: ServerResponse,
): Promise<void> {
  const [crlEnd, counts, ending] = await Promise.all([
    attempt(async () => ({ end: await due.crlNextUpdate() })),
    attempt(() => queue.counts()),
    attempt(() => upkeep.endingAuthorities()),
  ]);
  const checks = {
    database: crlEnd ? 'ok' : 'unreachable',
    crl: crlEnd?.end && crlEnd.end > clock.now() ? 'ok' : 'missing',
    authority: authorityCheck(ending),
    queue: counts ? 'ok' : 'unreachable',
  };
  const isGreen = checks.database === 'ok' && checks.crl === 'ok' && ending !== undefined;
  response
    .writeHead(isGreen ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(`${JSON.stringify({ status: isGreen ? 'ok' : 'failing', checks })}\n`);
}

function authorityCheck(ending: readonly string[] | undefined): string {
  if (!ending) return 'unusable';
  return ending.length === 0 ? 'ok' : `ends before its certificates would: ${ending.join(', ')}`;
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
