import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { CERTIFICATE_SUMMARY } from '../apps/console/src/graphql/fragments.js';
import type { Bench } from './bench.js';
import { onBenchDatabase, type BenchDatabase } from './database/bench-database.js';
import { signInEverywhere, type SignedIn } from './list/sessions.js';
import { ask, loadFor, median, quantile, randomStream, rounded, type Load, type Target } from './load.js';

const FIRST = 25;
const CONCURRENCY = 8;
const ROUNDS = 7;
const ROUND_MS = 2_500;
const BAR = 0.45;
const COMPARED = 40;

const PAGE = `query List($first: Int!) {
  certificates(first: $first) {
    edges { node {
      id version state serial productCode productName holderId orderId holderName
      certifiedData { surname givenNames email jobTitle }
      notBefore notAfter issuedAt acceptedAt revokedAt
    } }
    pageInfo { hasNextPage }
  }
}`;

/** What the console asks for, word for word: it counts the list and wants the newest revocation of each row too. */
const CONSOLE_PAGE = `query List($first: Int!, $after: String, $filter: CertificateFilter) {
  page: certificates(first: $first, after: $after, filter: $filter) {
    edges { node { ${CERTIFICATE_SUMMARY} } } pageInfo { hasNextPage endCursor } totalCount
  }
}`;

async function startBare(database: BenchDatabase): Promise<{ url: string; stop: () => void }> {
  const child = spawn(process.execPath, ['bench/list/bare-server.mjs'], {
    env: { ...process.env, BARE_DATABASE_URL: database.superuserUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: `http://127.0.0.1:${Number(String(port))}/`, stop: () => void child.kill() };
}

interface Sides {
  readonly product: Target & {
    readonly of: (company: SignedIn) => { headers: Record<string, string>; body: string };
  };
  readonly bare: Sides['product'];
}

function sidesOf(api: string, bare: string, companies: readonly SignedIn[]): Sides {
  const body = JSON.stringify({ query: PAGE, variables: { first: FIRST } });
  const side = (url: string, of: Sides['product']['of']): Sides['product'] => {
    // Both draw the same companies in the same order.
    const random = randomStream(1);
    const drawn = () => companies[Math.floor(random() * companies.length)] as SignedIn;
    return { url, of, question: () => of(drawn()) };
  };
  return {
    product: side(`${api}/graphql`, ({ cookie, address }) => ({
      headers: { cookie, 'x-forwarded-for': address },
      body,
    })),
    bare: side(bare, ({ tenantId }) => ({ headers: {}, body: JSON.stringify({ tenantId, first: FIRST }) })),
  };
}

/** Rates of what does not give the same answer say nothing. @throws naming the company. */
async function compare({ product, bare }: Sides, companies: readonly SignedIn[]): Promise<number> {
  let rows = 0;
  const step = Math.floor(companies.length / COMPARED);
  for (const company of companies.filter((_, i) => i % step === 0)) {
    const [ours, theirs] = await Promise.all([
      ask(product.url, product.of(company)),
      ask(bare.url, bare.of(company)),
    ]);
    if (ours.status !== 200 || ours.body !== theirs.body) {
      const [shown, expected] = [ours.body.slice(0, 500), theirs.body.slice(0, 500)];
      throw new Error(`Different answers for ${company.tenantId}:\n${shown}\n${expected}`);
    }
    rows += (JSON.parse(ours.body) as { data: { certificates: { edges: unknown[] } } }).data.certificates
      .edges.length;
  }
  return rows;
}

async function measure({ product, bare }: Sides, print: (line: string) => void) {
  const round = { concurrency: CONCURRENCY, ms: ROUND_MS };
  for (const target of [product, bare]) await loadFor(target, { ...round, ms: 4_000 });
  const rounds: { readonly product: Load; readonly bare: Load }[] = [];
  for (let i = 0; i < ROUNDS; i += 1) {
    const found = { product: await loadFor(product, round), bare: await loadFor(bare, round) };
    rounds.push(found);
    print(
      `  ${found.product.requestsPerSecond.toFixed(0)}/s, bare ${found.bare.requestsPerSecond.toFixed(0)}/s: ` +
        (found.product.requestsPerSecond / found.bare.requestsPerSecond).toFixed(3),
    );
  }
  return rounds;
}

function figures(rounds: Awaited<ReturnType<typeof measure>>) {
  const ratios = rounds.map(({ product, bare }) => product.requestsPerSecond / bare.requestsPerSecond);
  const p95 = (side: 'product' | 'bare') => median(rounds.map((round) => quantile(round[side].times, 0.95)));
  const rate = (side: 'product' | 'bare') => median(rounds.map((round) => round[side].requestsPerSecond));
  return {
    ratioToBare: rounded(median(ratios), 3),
    p95Ms: rounded(p95('product')),
    bareP95Ms: rounded(p95('bare')),
    requestsPerSecond: Math.round(rate('product')),
    bareRequestsPerSecond: Math.round(rate('bare')),
    worstRatio: rounded(Math.min(...ratios), 3),
    bestRatio: rounded(Math.max(...ratios), 3),
  };
}

/** The fleet list as the api process serves it, beside a server that does nothing but read and write it out. */
export const listBench: Bench = {
  about:
    'fleet list, 25 rows, session to GraphQL over a million certificates; reference: bare node:http and pg, same rows',
  run: ({ print }) =>
    onBenchDatabase(print, async (database) => {
      const companies = await signInEverywhere(database);
      const api = await database.server.startApi(database.name);
      const bare = await startBare(database);
      try {
        const sides = sidesOf(api.url, bare.url, companies);
        const comparedRows = await compare(sides, companies);
        const result = figures(await measure(sides, print));
        const consoleBody = JSON.stringify({ query: CONSOLE_PAGE, variables: { first: FIRST } });
        const consoleTarget = sidesOf(api.url, bare.url, companies).product;
        const asConsole = await loadFor(
          {
            url: consoleTarget.url,
            question: () => ({ ...consoleTarget.question(), body: consoleBody }),
          },
          { concurrency: CONCURRENCY, ms: 5_000 },
        );
        return {
          ok: result.ratioToBare >= BAR,
          ...result,
          comparedRows,
          ...{ concurrency: CONCURRENCY, rounds: ROUNDS },
          consolePageRequestsPerSecond: Math.round(asConsole.requestsPerSecond),
          consolePageP95Ms: rounded(quantile(asConsole.times, 0.95)),
        };
      } finally {
        bare.stop();
      }
    }),
};
