import { execFileSync } from 'node:child_process';
import { readRun, runJourney } from '../tools/journey/journey.js';
import type { Bench } from './bench.js';

/** What starting OpenSSL alone costs on this machine now: part of every OCSP question that the journey times. */
function opensslStartMs(): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    execFileSync('openssl', ['version']);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[2] ?? 0;
}

/** The journey of the running system, three times: the median latency from revocation to OCSP and its bar. */
export const journeyBench: Bench = {
  about:
    'revocation asked → OCSP answers revoked, by OpenSSL over the running system; reference: one OpenSSL start',
  run: async ({ print }) => {
    const run = readRun();
    const results = [];
    for (let i = 0; i < 3; i += 1) results.push(await runJourney(run, print));
    const latencies = results.map((r) => r.revocationToOcspMs ?? Number.NaN).sort((a, b) => a - b);
    const reference = opensslStartMs();
    const median = latencies[1] ?? Number.NaN;
    return {
      ok: results.every((r) => r.ok),
      steps: results[0]?.steps,
      revocationToOcspMs: median,
      worstMs: latencies[2],
      identityChangeToOcspMs: results
        .map((r) => r.identityChangeToOcspMs ?? Number.NaN)
        .sort((a, b) => a - b)[1],
      reminders: results[0]?.reminders,
      opensslStartMs: Math.round(reference * 10) / 10,
      ratioToOpensslStart: Math.round((median / reference) * 10) / 10,
    };
  },
};
