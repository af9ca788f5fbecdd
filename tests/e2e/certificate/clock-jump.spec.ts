import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, ownSystem, type RunningSystem } from '../../support/system/index.js';

const HOUR = 3_600_000;
const CURRENT = { crl: 'ok', ocspSigner: 'ok' };

interface Health {
  readonly status: string;
  readonly authorities: Readonly<Record<string, { crl: string; crlNumber: number; crlNextUpdate: string }>>;
}

let system: RunningSystem;

beforeAll(async () => {
  system = await ownSystem();
}, 180_000);
afterAll(() => system?.stop());

const at = (hours: number) => writeFileSync(system.run.clockOffsetFile, String(hours * HOUR));
const get = (path: string) => fetch(`${system.run.urls.status}${path}`);

async function health(): Promise<{ readonly code: number } & Health> {
  const response = await get('/health');
  return { code: response.status, ...((await response.json()) as Health) };
}

function of({ authorities }: Health, name: string) {
  const found = authorities[name];
  if (!found) throw new Error(`health says nothing of ${name}`);
  return found;
}

const shows = (code: number) =>
  eventually(`health with status ${code}`, async () => {
    const now = await health();
    return now.code === code ? now : undefined;
  });

describe('the status service while nobody publishes', () => {
  it('serves the last list, is red before it ends, and is green only when the worker has published anew', async () => {
    const before = await shows(200);
    await system.kill('worker');
    at(37);
    const red = await shows(503);
    expect([of(red, 'dual').crl, of(red, 'root').crl]).toEqual(['late', 'ok']);
    expect(Date.parse(of(red, 'dual').crlNextUpdate)).toBeGreaterThan(Date.now() + 37 * HOUR);
    expect((await get('/crl/dual.crl')).status).toBe(200);

    at(72);
    expect((await get('/crl/dual.crl')).status).toBe(200);
    // Resolves when the worker says that it is ready: every list must be current by then.
    await system.restart('worker');
    const after = await shows(200);
    for (const name of ['authentication', 'signature', 'dual', 'service']) {
      const [old, anew] = [of(before, name), of(after, name)];
      expect(anew).toMatchObject(CURRENT);
      expect(anew.crlNumber).toBeGreaterThan(old.crlNumber);
      expect(Date.parse(anew.crlNextUpdate)).toBeGreaterThan(Date.now() + 72 * HOUR);
    }
  }, 120_000);

  it('replaces lists that begin in the future once the clock is right again, and is red until then', async () => {
    await system.kill('worker');
    at(144);
    await system.restart('worker');
    const ahead = await shows(200);
    await system.kill('worker');
    at(72);
    expect(of(await shows(503), 'dual').crl).toBe('late');
    await system.restart('worker');
    const right = await shows(200);
    expect(of(right, 'dual').crlNumber).toBeGreaterThan(of(ahead, 'dual').crlNumber);
    expect(Date.parse(of(right, 'dual').crlNextUpdate)).toBeLessThan(Date.now() + 121 * HOUR);
  }, 120_000);
});
