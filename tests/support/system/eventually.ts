import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again until the answer is there: for what another process does in its own time (a mail, a published CRL).
 * The limit only turns a hang into a named failure; no test asserts how long it took.
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  limitMs = 30_000,
): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error(`Still waiting for ${what} after ${limitMs / 1000} s.`);
    await pause(25);
  }
}
