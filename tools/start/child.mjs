import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../lib/failure.mjs';
import { endProcess, identityOf } from '../lib/processes.mjs';
import { ROOT } from '../lib/root.mjs';

/** The last lines of a log, to show beside an error. */
export function tail(file, lines = 20) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}

/**
 * Starts one Node process of the product, detached and writing to its own log,
 * so that Ctrl-C reaches the supervisor alone and the stopping order is ours.
 */
export function startChild({ name, args, env, logFile, append = false }) {
  const log = openSync(logFile, append ? 'a' : 'w', 0o600);
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const record = {
    name,
    pid: child.pid,
    identity: identityOf(child.pid) ?? undefined,
    logFile,
    expected: false,
  };
  record.ended = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code));
    child.once('error', (error) => resolve(error.message));
  });
  record.stop = async () => {
    record.expected = true;
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      await endProcess(record);
  };
  record.kill = async (signal) => {
    record.expected = true;
    child.kill(signal);
    await record.ended;
  };
  return record;
}

function answers(url) {
  return new Promise((resolve) => {
    const request = http.get(url, { timeout: 2_000, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(false));
  });
}

/** Waits until the process answers 200 on its health address; its end or a long silence shows the end of its log. */
export async function waitHealthy(record, url, { signal, timeoutMs = 90_000 } = {}) {
  const deadline = performance.now() + timeoutMs;
  let end;
  void record.ended.then((how) => (end = { how }));
  for (;;) {
    signal?.throwIfAborted();
    if (end)
      throw new Failure(
        `${record.name} s’est arrêté en démarrant (${end.how}) ; journal : ${record.logFile}`,
        { details: tail(record.logFile) },
      );
    if (await answers(url)) return;
    if (performance.now() > deadline) {
      throw new Failure(`${record.name} ne répond pas sur ${url} ; journal : ${record.logFile}`, {
        details: tail(record.logFile),
      });
    }
    await pause(50);
  }
}
