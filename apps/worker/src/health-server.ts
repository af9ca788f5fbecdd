import { createServer, type Server, type ServerResponse } from 'node:http';
import type { CrlValidity } from '@mandataire/application/queue';
import { addDuration, type Duration } from '@mandataire/domain/time';
import type { WorkerPlatform } from '@mandataire/platform/worker';
import { seriesOf, type Counters } from './counters.js';

interface Needed {
  readonly clock: WorkerPlatform['clock'];
  readonly due: Pick<WorkerPlatform['due'], 'crlValidity'>;
  readonly queue: Pick<WorkerPlatform['queue'], 'counts'>;
  readonly upkeep: Pick<WorkerPlatform['upkeep'], 'ocspSignersEnd' | 'endingAuthorities'>;
}

const PATIENCE_MS = 3_000;
/** Signers are renewed ten days before their end: with two left, renewing has failed for eight. */
const SIGNER_MARGIN: Duration = { hours: 48 };

/** The answer, or undefined when it fails or takes too long. */
async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS, undefined).unref());
  return Promise.race([work().catch(() => undefined), late]);
}

/**
 * `/health`: 200 while the database answers, a CRL is current, the OCSP signers of every issuing authority last and the
 * authority can be used as it is registered. A queue that is away only shows, since revocations go on through the sweeper,
 * and so does an authority that needs a successor. `/metrics`: counts in the Prometheus text format. Nothing personal in either.
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
  const [crl, signersEnd, counts, ending] = await Promise.all([
    attempt(async () => ({ lists: await due.crlValidity() })),
    attempt(() => upkeep.ocspSignersEnd()),
    attempt(() => queue.counts()),
    attempt(() => upkeep.endingAuthorities()),
  ]);
  const now = clock.now();
  const checks = {
    database: crl ? 'ok' : 'unreachable',
    crl: crlCheck(crl?.lists, now),
    ocspSigner: signerCheck(signersEnd, now),
    authority: authorityCheck(ending),
    queue: counts ? 'ok' : 'unreachable',
  };
  const isGreen =
    [checks.database, checks.crl, checks.ocspSigner].every((check) => check === 'ok') && ending !== undefined;
  response
    .writeHead(isGreen ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(`${JSON.stringify({ status: isGreen ? 'ok' : 'failing', checks })}\n`);
}

function signerCheck(end: Date | undefined, now: Date): 'ok' | 'late' | 'missing' {
  if (!end) return 'missing';
  return end > addDuration(now, SIGNER_MARGIN) ? 'ok' : 'late';
}

function authorityCheck(ending: readonly string[] | undefined): string {
  if (!ending) return 'unusable';
  return ending.length === 0 ? 'ok' : `ends before its certificates would: ${ending.join(', ')}`;
}

/** Late: past its end, or of a clock that was ahead, before its beginning. */
function crlCheck(lists: CrlValidity | undefined, now: Date): 'ok' | 'late' | 'missing' {
  if (!lists) return 'missing';
  return lists.from <= now && lists.until > now ? 'ok' : 'late';
}

async function metrics(
  { clock, due, queue, upkeep }: Needed,
  counters: Counters,
  response: ServerResponse,
): Promise<void> {
  const [counts, lists, signersEnd] = await Promise.all([
    attempt(() => queue.counts()),
    attempt(() => due.crlValidity()),
    attempt(() => upkeep.ocspSignersEnd()),
  ]);
  const jobs = Object.entries(counts ?? {}).flatMap(([lane, states]) =>
    Object.entries(states).map(([state, count]) => `${seriesOf('queue_jobs', { lane, state })} ${count}`),
  );
  const left = Object.entries({
    crl_seconds_left: lists?.until,
    ocsp_signer_seconds_left: signersEnd,
  }).flatMap(([series, end]) => (end ? [`${seriesOf(series)} ${secondsBetween(clock.now(), end)}`] : []));
  response
    .writeHead(200, { 'content-type': 'text/plain; version=0.0.4', 'cache-control': 'no-store' })
    .end(`${[...counters.lines(), ...jobs, ...left].join('\n')}\n`);
}

const secondsBetween = (from: Date, to: Date): number => Math.round((to.getTime() - from.getTime()) / 1000);
