import type { FleetReader } from '@mandataire/application/fleet';
import { asTenantId } from '@mandataire/domain/tenant';
import {
  openPool,
  named,
  ReadDatabase,
  type ReadSettings,
  type Statement,
} from '@mandataire/persistence/database';
import { openFleetReader } from '@mandataire/persistence/fleet';
import type { Bench } from './bench.js';
import { onBenchDatabase, type BenchDatabase } from './database/bench-database.js';
import { benchCompanies, LARGEST } from './database/content/companies.js';
import { GIVEN_NAMES, rareSurnames, SURNAMES } from './database/content/people.data.js';
import { quantile, randomStream, rounded } from './load.js';

const CONCURRENCY = 8;
const ROUNDS = 24;
const ROUND_MS = 600;
const MOST_OVERHEAD = 1.25;
const LEAST_SEARCH_RATIO = 0.85;
const PAGE = { first: 25, after: null };

type Pool = ReturnType<typeof openPool>;

/**
 * The same read models on a role that no policy binds: the statement alone, with its own WHERE, no transaction, planned
 * in the same way.
 */
class PlainDatabase extends ReadDatabase {
  override async rows<Row>(_settings: ReadSettings, { text, values, planning }: Statement): Promise<Row[]> {
    const pool = planning === 'EACH_TIME' ? this.eachTime : this.once;
    return (await pool.query(named(text, values))).rows as Row[];
  }

  constructor(
    private readonly once: Pool,
    private readonly eachTime: Pool,
  ) {
    super(once);
  }
}

type Read = (fleet: FleetReader, random: () => number) => Promise<{ readonly rows: readonly unknown[] }>;

const draw = <T>(from: readonly T[], random: () => number): T =>
  from[Math.floor(random() * from.length)] as T;

const companies = benchCompanies();
const scopeOf = (tenantId: string) => ({ kind: 'COMPANY', tenantId: asTenantId(tenantId) }) as const;
const largest = scopeOf(companies[0]?.tenantId ?? '');
const surnames = [...SURNAMES, ...rareSurnames()];

/** As people search: a surname, both names, the beginning of a surname, an address. */
function search(random: () => number): string {
  const [surname, given] = [draw(surnames, random), draw(GIVEN_NAMES, random)];
  const kinds = [
    surname,
    `${given} ${surname}`,
    surname.slice(0, 4),
    `${given}.${surname}@entreprise-1.example`,
  ];
  return draw(kinds, random);
}

const list: Read = (fleet, random) =>
  fleet.certificates(scopeOf(draw(companies, random).tenantId), PAGE, {}, new Date());
const holderSearch: Read = (fleet, random) =>
  fleet.holders(largest, PAGE, { search: search(random) }, new Date());
const certificateSearch: Read = (fleet, random) =>
  fleet.certificates(largest, PAGE, { search: search(random) }, new Date());

interface Turn {
  readonly perSecond: number;
  readonly times: readonly number[];
  readonly rows: number;
}

async function turn(fleet: FleetReader, read: Read, seed: number, ms: number): Promise<Turn> {
  const random = randomStream(seed);
  const times: number[] = [];
  let rows = 0;
  const start = performance.now();
  const reader = async () => {
    while (performance.now() - start < ms) {
      const asked = performance.now();
      rows += (await read(fleet, random)).rows.length;
      times.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, reader));
  const perSecond = (times.length * 1000) / (performance.now() - start);
  return { perSecond, times: times.sort((a, b) => a - b), rows };
}

interface Sides {
  readonly isolated: FleetReader;
  readonly plain: FleetReader;
}

/** Both sides answer the same questions with the same rows. @throws otherwise */
async function compare({ isolated, plain }: Sides, read: Read): Promise<void> {
  const [one, other] = [randomStream(5), randomStream(5)];
  for (let i = 0; i < 30; i += 1) {
    const [ours, theirs] = [await read(isolated, one), await read(plain, other)];
    if (JSON.stringify(ours) !== JSON.stringify(theirs))
      throw new Error('Different rows with and without policies');
  }
}

async function measure(sides: Sides, read: Read, print: (line: string) => void) {
  await compare(sides, read);
  for (const fleet of [sides.isolated, sides.plain]) await turn(fleet, read, 2, ROUND_MS);
  const turns: Record<keyof Sides, Turn[]> = { isolated: [], plain: [] };
  // Short turns side by side, each side first in turn: what else the machine does meanwhile falls on both.
  for (let i = 0; i < ROUNDS; i += 1) {
    const order: readonly (keyof Sides)[] = i % 2 === 0 ? ['isolated', 'plain'] : ['plain', 'isolated'];
    for (const side of order) turns[side].push(await turn(sides[side], read, i, ROUND_MS));
    const [ours, theirs] = [turns.isolated[i], turns.plain[i]];
    print(`  ${ours?.perSecond.toFixed(0)}/s, without policies ${theirs?.perSecond.toFixed(0)}/s`);
  }
  const rate = (side: keyof Sides) => {
    const answers = turns[side].reduce((sum, { times }) => sum + times.length, 0);
    return answers / turns[side].reduce((sum, { times, perSecond }) => sum + times.length / perSecond, 0);
  };
  const times = turns.isolated.flatMap((each) => each.times).sort((a, b) => a - b);
  return {
    ratio: rate('isolated') / rate('plain'),
    perSecond: Math.round(rate('isolated')),
    plainPerSecond: Math.round(rate('plain')),
    p95Ms: rounded(quantile(times, 0.95)),
  };
}

async function onBothSides<T>(database: BenchDatabase, work: (sides: Sides) => Promise<T>): Promise<T> {
  const isolated = openPool({ url: database.url('APP_DATABASE_URL'), max: CONCURRENCY });
  const plain = (mode: string) =>
    openPool({
      url: `${database.superuserUrl}?options=${encodeURIComponent(`-c plan_cache_mode=${mode}`)}`,
      max: CONCURRENCY,
    });
  const [once, eachTime] = [plain('force_generic_plan'), plain('force_custom_plan')];
  try {
    return await work({
      isolated: openFleetReader(new ReadDatabase(isolated)),
      plain: openFleetReader(new PlainDatabase(once, eachTime)),
    });
  } finally {
    await Promise.all([isolated, once, eachTime].map((pool) => pool.end()));
  }
}

/** What isolation costs: the fleet list and the search by name, with policies and their transaction and without. */
export const tenancyBench: Bench = {
  about:
    'fleet list and search by name with row-level security; reference: the same statements on a role without policies',
  run: ({ print }) =>
    onBenchDatabase(print, (database) =>
      onBothSides(database, async (sides) => {
        print('List');
        const listed = await measure(sides, list, print);
        print('Search of holders');
        const holders = await measure(sides, holderSearch, print);
        print('Search of certificates');
        const certificates = await measure(sides, certificateSearch, print);
        const [overhead, searchRatio] = [1 / listed.ratio, holders.ratio];
        return {
          ok: overhead <= MOST_OVERHEAD && searchRatio >= LEAST_SEARCH_RATIO,
          overhead: rounded(overhead, 3),
          searchRatio: rounded(searchRatio, 3),
          certificateSearchRatio: rounded(certificates.ratio, 3),
          largestCompany: LARGEST,
          concurrency: CONCURRENCY,
          list: { perSecond: listed.perSecond, plainPerSecond: listed.plainPerSecond, p95Ms: listed.p95Ms },
          search: {
            ...{ perSecond: holders.perSecond, plainPerSecond: holders.plainPerSecond, p95Ms: holders.p95Ms },
          },
          certificateSearch: {
            perSecond: certificates.perSecond,
            plainPerSecond: certificates.plainPerSecond,
            p95Ms: certificates.p95Ms,
          },
        };
      }),
    ),
};
