import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { FixedClock } from '@mandataire/application/testing';
import type { WorkerPlatform } from '@mandataire/platform/worker';
import { Counters } from './counters.js';
import { createHealthServer } from './health-server.js';

const now = new Date('2026-11-23T10:00:00.000Z');
let server: Server;
afterEach(() => void server.close());

async function health(endingAuthorities: () => Promise<readonly string[]>) {
  const platform = {
    clock: new FixedClock(now),
    due: { crlNextUpdate: async () => new Date(now.getTime() + 86_400_000) },
    queue: { counts: async () => ({}) },
    upkeep: { endingAuthorities },
  } as unknown as WorkerPlatform;
  server = createHealthServer(platform, new Counters());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/health`);
  return { status: answer.status, body: (await answer.json()) as { checks: Record<string, string> } };
}

describe('the health of the worker', () => {
  it('is green with a list, a database and an authority', async () => {
    const { status, body } = await health(async () => []);
    expect([status, body.checks.authority]).toEqual([200, 'ok']);
  });

  it('stays green and names an authority that needs a successor', async () => {
    const { status, body } = await health(async () => ['dual', 'root']);
    expect([status, body.checks.authority]).toEqual([200, 'ends before its certificates would: dual, root']);
  });

  it('is red when the authority cannot be used as it is registered', async () => {
    const { status, body } = await health(() => Promise.reject(new Error('another PKI_BASE_URL')));
    expect([status, body.checks.authority]).toEqual([503, 'unusable']);
  });
});
