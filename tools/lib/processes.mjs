import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * What tells a process from a later one that got the same number: its start instant and its command line.
 * Null when the process is gone (a zombie counts as gone).
 */
export function identityOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return `${fields[19]} ${command}`;
  } catch (error) {
    if (process.platform === 'linux') return null;
    void error;
  }
  const ps = spawnSync('ps', ['-o', 'lstart=,command=', '-p', String(pid)], { encoding: 'utf8' });
  return ps.status === 0 && ps.stdout.trim() !== '' ? ps.stdout.trim() : null;
}

/** Whether the process recorded under this number and identity still runs. */
export function isAlive({ pid, identity }) {
  const current = identityOf(pid);
  return current !== null && (identity === undefined || current === identity);
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

async function waitGone(record, milliseconds) {
  const deadline = performance.now() + milliseconds;
  while (isAlive(record)) {
    if (performance.now() > deadline) return false;
    await pause(20);
  }
  return true;
}

/**
 * Ends a recorded process and waits until it is gone: politely first, then with its whole group.
 * Does nothing when the number now belongs to somebody else.
 */
export async function endProcess(record, { signal = 'SIGTERM', graceMs = 8_000 } = {}) {
  if (!isAlive(record)) return;
  send(record.pid, signal);
  if (await waitGone(record, graceMs)) return;
  try {
    process.kill(-record.pid, 'SIGKILL');
  } catch {
    send(record.pid, 'SIGKILL');
  }
  await waitGone(record, 5_000);
}
