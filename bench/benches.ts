import type { Bench } from './bench.js';
import { journeyBench } from './journey.bench.js';
import { loginBench } from './login.bench.js';

/** The one front door: `npm run bench -- NAME --json`; the last line is one JSON object. */
export const benches: ReadonlyMap<string, Bench> = new Map([
  ['journey', journeyBench],
  ['login', loginBench],
]);
