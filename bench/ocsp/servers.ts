import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../tools/lib/ports.mjs';
import { post } from './client.js';

export interface Server {
  readonly url: string;
  readonly pid: number;
  stop(): void;
}

/** The least that node:http can do: see bare-server.mjs. */
export async function startBare(answersFile: string): Promise<Server> {
  const child = spawn(process.execPath, ['bench/ocsp/bare-server.mjs'], {
    env: { ...process.env, BARE_ANSWERS: answersFile },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: `http://127.0.0.1:${Number(String(port))}/ocsp`,
    pid: child.pid ?? 0,
    stop: () => void child.kill(),
  };
}

const TICKS_PER_SECOND = 100;

/** Seconds of processor that a process has used, where the system tells (Linux). */
export function processorSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return Number.NaN;
  }
}

const READY_MS = 30_000;

/** `cfssl ocspserve` over the same answers, signed beforehand; it gets both cores if it wants them. */
export async function startCfssl(responsesFile: string, request: Buffer): Promise<Server> {
  const port = await freePort();
  const args = ['ocspserve', '-loglevel=5', `-port=${port}`, `-responses=${responsesFile}`];
  const child: ChildProcess = spawn('cfssl', args, { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/`;
  const end = performance.now() + READY_MS;
  for (;;) {
    const answer = await post(url, request).catch(() => undefined);
    if (answer?.status === 200) return { url, pid: child.pid ?? 0, stop: () => void child.kill() };
    if (child.exitCode !== null || performance.now() > end)
      throw new Error('cfssl ocspserve does not answer');
    await pause(100);
  }
}
