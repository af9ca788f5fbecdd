import type { Bench } from './bench.js';

/**
 * The one front door: `npm run bench -- NAME --json`; the last line is one JSON object. Each is loaded when it is asked
 * for: it may import what the build makes.
 */
export const benches: ReadonlyMap<string, () => Promise<Bench>> = new Map([
  ['crl', async () => (await import('./crl.bench.js')).crlBench],
  ['journey', async () => (await import('./journey.bench.js')).journeyBench],
  ['list', async () => (await import('./list.bench.js')).listBench],
  ['tenancy', async () => (await import('./tenancy.bench.js')).tenancyBench],
  ['login', async () => (await import('./login.bench.js')).loginBench],
  ['ocsp', async () => (await import('./ocsp.bench.js')).ocspBench],
  ['import', async () => (await import('./import.bench.js')).importBench],
  ['issue', async () => (await import('./issue.bench.js')).issueBench],
  ['revocation', async () => (await import('./revocation.bench.js')).revocationBench],
]);
