import http from 'node:http';

/** One request to send; made anew each time, so that no two ask the same by accident. */
export interface Question {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Target {
  readonly url: string;
  readonly question: () => Question;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface Load {
  readonly requestsPerSecond: number;
  /** Milliseconds of each request, in ascending order. */
  readonly times: readonly number[];
}

/** One request over a kept connection. */
export function ask(url: string, { headers, body }: Question, agent?: http.Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        ...headers,
      },
    };
    const request = http.request(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
      response.once('error', reject);
    });
    request.once('error', reject);
    request.end(body);
  });
}

/**
 * So many requests under way at any moment, on as many kept connections, until the time is over. Loopback only.
 * @throws for an answer other than 200: a fast refusal is no result.
 */
export async function loadFor(
  { url, question }: Target,
  { concurrency, ms }: { readonly concurrency: number; readonly ms: number },
): Promise<Load> {
  if (new URL(url).hostname !== '127.0.0.1') throw new Error(`Not a loopback address: ${url}`);
  const agent = new http.Agent({ keepAlive: true, maxSockets: concurrency });
  const times: number[] = [];
  const start = performance.now();
  const end = start + ms;
  const client = async () => {
    while (performance.now() < end) {
      const sent = performance.now();
      const { status, body } = await ask(url, question(), agent);
      if (status !== 200 || body.startsWith('{"errors"'))
        throw new Error(`${url}: ${status} ${body.slice(0, 300)}`);
      times.push(performance.now() - sent);
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, client));
    const seconds = (performance.now() - start) / 1000;
    return { requestsPerSecond: times.length / seconds, times: times.sort((a, b) => a - b) };
  } finally {
    agent.destroy();
  }
}

export const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

export const median = (values: readonly number[]): number =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** A reproducible stream of numbers in [0, 1) (mulberry32): every run asks the same. */
export function randomStream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
