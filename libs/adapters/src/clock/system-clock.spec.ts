import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { NodeRandomness, Sha256Hasher, SystemClock } from './index.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'clock-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shift = (clock: SystemClock) => Math.round((clock.now().getTime() - Date.now()) / 1000) + 0;

describe('SystemClock', () => {
  it('tells the time of the machine without a file', () => {
    expect(shift(new SystemClock())).toBe(0);
    expect(shift(new SystemClock(path.join(folder, 'absent')))).toBe(0);
  });

  it('follows the offset file while running', async () => {
    const file = path.join(folder, 'offset');
    writeFileSync(file, '3600000\n');
    const clock = new SystemClock(file);
    expect(shift(clock)).toBe(3600);
    writeFileSync(file, '-60000');
    await pause(120);
    expect(shift(clock)).toBe(-60);
  });

  it('shifts nothing when the file holds no number', () => {
    const file = path.join(folder, 'nonsense');
    writeFileSync(file, 'tomorrow');
    expect(shift(new SystemClock(file))).toBe(0);
  });
});

describe('NodeRandomness', () => {
  it('makes UUID v7 that sort by time, and bytes of the asked length', () => {
    const randomness = new NodeRandomness();
    const ids = Array.from({ length: 50 }, () => randomness.id());
    expect(ids).toEqual([...ids].sort());
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(randomness.bytes(16)).toHaveLength(16);
  });
});

describe('Sha256Hasher', () => {
  it('gives hexadecimal SHA-256', () => {
    expect(new Sha256Hasher().sha256('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
