import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CrlValidity } from '@mandataire/application/queue';
import { FixedClock } from '@mandataire/application/testing';
import { Counters } from './counters.js';
import { createHealthServer } from './health-server.js';

const now = new Date('2026-11-23T10:00:00.000Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

let server: Server;
let lists: () => Promise<CrlValidity | undefined>;
let signersEnd: () => Promise<Date | undefined>;
let ending: () => Promise<readonly string[]>;
let counts: () => Promise<Record<string, Record<string, number>>>;

beforeEach(async () => {
  lists = async () => ({ from: now, until: inHours(40) });
  signersEnd = async () => inHours(20 * 24);
  ending = async () => [];
  counts = async () => ({ mail: { waiting: 2 } });
  const needed = {
    clock: new FixedClock(now),
    due: { crlValidity: () => lists() },
    upkeep: { ocspSignersEnd: () => signersEnd(), endingAuthorities: () => ending() },
    queue: { counts: () => counts() },
  };
  server = createHealthServer(needed, new Counters());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const get = (path: string) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);

async function health() {
  const response = await get('/health');
  const { checks } = (await response.json()) as { readonly checks: Readonly<Record<string, string>> };
  return { code: response.status, ...checks };
}

describe('health of the worker', () => {
  it('is green while lists and signers last, also without a queue', async () => {
    const green = { code: 200, database: 'ok', crl: 'ok', ocspSigner: 'ok', authority: 'ok', queue: 'ok' };
    expect(await health()).toEqual(green);
    counts = () => Promise.reject(new Error('gone'));
    expect(await health()).toEqual({ ...green, queue: 'unreachable' });
  });

  it('is red two days before some issuing authority is without an OCSP signer, and while one is', async () => {
    signersEnd = async () => inHours(48.01);
    expect(await health()).toMatchObject({ code: 200, ocspSigner: 'ok' });
    signersEnd = async () => inHours(48);
    expect(await health()).toMatchObject({ code: 503, ocspSigner: 'late', crl: 'ok' });
    signersEnd = async () => undefined;
    expect(await health()).toMatchObject({ code: 503, ocspSigner: 'missing' });
    signersEnd = () => Promise.reject(new Error('no such folder'));
    expect(await health()).toMatchObject({ code: 503, ocspSigner: 'missing' });
  });

  it('is red without a current list and without a database', async () => {
    lists = async () => ({ from: inHours(-48), until: now });
    expect(await health()).toMatchObject({ code: 503, database: 'ok', crl: 'late' });
    lists = async () => ({ from: inHours(0.01), until: inHours(40) });
    expect(await health()).toMatchObject({ code: 503, database: 'ok', crl: 'late' });
    lists = async () => undefined;
    expect(await health()).toMatchObject({ code: 503, database: 'ok', crl: 'missing' });
    lists = () => Promise.reject(new Error('connection refused'));
    expect(await health()).toMatchObject({ code: 503, database: 'unreachable' });
  });

  it('counts down to the end of lists and signers in the metrics', async () => {
    const text = await (await get('/metrics')).text();
    expect(text).toContain(`mandataire_worker_crl_seconds_left ${40 * 3600}\n`);
    expect(text).toContain(`mandataire_worker_ocsp_signer_seconds_left ${20 * 24 * 3600}\n`);
    expect(text).toContain('mandataire_worker_queue_jobs{lane="mail",state="waiting"} 2\n');
  });

  it('stays green and names an authority that needs a successor', async () => {
    ending = async () => ['dual', 'root'];
    const authority = 'ends before its certificates would: dual, root';
    expect(await health()).toMatchObject({ code: 200, authority });
  });

  it('is red when the authority cannot be used as it is registered', async () => {
    ending = () => Promise.reject(new Error('another PKI_BASE_URL'));
    expect(await health()).toMatchObject({ code: 503, authority: 'unusable' });
  });
});
