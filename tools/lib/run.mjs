import { spawn } from 'node:child_process';
import { ROOT } from './root.mjs';

/**
 * Runs a command to its end and collects its output.
 * The child leads its own group: a Ctrl-C in the terminal reaches this tool first, which ends the group when `signal` aborts.
 * After `timeoutMs` the group is ended and the code is 124.
 * @returns {Promise<{code: number, output: string, stdout: string}>}
 */
export function run(
  command,
  args,
  { env = process.env, cwd = ROOT, signal, onOutput, input, timeoutMs } = {},
) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = spawn(command, args, {
      cwd,
      env,
      detached: true,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    let output = '';
    let stdout = '';
    const collect = (chunk) => {
      output += chunk;
      onOutput?.(String(chunk));
    };
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      stdout += chunk;
      collect(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', collect);
    if (input !== undefined) child.stdin.end(input);
    const abort = () => {
      try {
        process.kill(-child.pid, 'SIGTERM');
      } catch {
        child.kill('SIGTERM');
      }
    };
    let late = false;
    const limit = timeoutMs && setTimeout(() => ((late = true), abort()), timeoutMs);
    signal?.addEventListener('abort', abort, { once: true });
    child.once('error', reject);
    child.once('close', (code, killedBy) => {
      clearTimeout(limit);
      signal?.removeEventListener('abort', abort);
      if (signal?.aborted) reject(signal.reason);
      else if (late)
        resolve({ code: 124, output: `${output}\n(arrêté après ${timeoutMs / 1000} s)\n`, stdout });
      else resolve({ code: code ?? (killedBy ? 1 : 0), output, stdout });
    });
  });
}

/** Runs a Node script with the Node that runs this tool. */
export const runNode = (args, options) => run(process.execPath, args, options);
