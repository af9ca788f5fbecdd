import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { INITIAL_CATALOGUE } from '@mandataire/domain/catalogue';
import { pem } from '@mandataire/pki';
import {
  OpenSsl,
  PlainOcspRequest,
  ThrowAwayChain,
  randomSerial,
  throwAwayKey,
} from '@mandataire/pki/testing';
import { FakeRevocationFeed } from './revocation-feed.fake.js';
import { FakeOcspKeys, FakeStatusStore } from './status-store.fake.js';
import type { StatusDependencies } from './status-dependencies.js';
import { createStatusServer } from './status-server.js';

const HOUR = 3_600_000;
const chain = new ThrowAwayChain(new Date());
let openssl: OpenSsl;
let files: { root: string; issuing: string };
let server: Server;
let base: string;
let store: FakeStatusStore;
let keys: FakeOcspKeys;
let feed: FakeRevocationFeed;
let now: Date;
let errors: string[];

beforeAll(() => {
  openssl = new OpenSsl();
  files = {
    root: openssl.file('root.pem', pem('CERTIFICATE', chain.root)),
    issuing: openssl.file('issuing.pem', pem('CERTIFICATE', chain.issuing)),
  };
});
afterAll(() => openssl.dispose());

beforeEach(async () => {
  now = new Date();
  errors = [];
  store = new FakeStatusStore(chain);
  keys = new FakeOcspKeys();
  keys.keys.set('ocsp-1', chain.ocspKey);
  feed = new FakeRevocationFeed();
  publish(1, []);
  await serve({ rereadMilliseconds: 0 });
});
afterEach(() => close());

async function serve(settings: Partial<StatusDependencies>): Promise<void> {
  server = createStatusServer({
    reader: store,
    keyStore: keys,
    revocations: feed,
    revocationVisibleMs: 1_000,
    keptSeconds: 600,
    clock: () => now,
    log: { info: () => undefined, error: (_facts, message) => void errors.push(message) },
    ...settings,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** Another server in place of the one of the test. */
async function serveInstead(settings: Partial<StatusDependencies>): Promise<void> {
  await close();
  await serve(settings);
}

function publish(number: number, serials: readonly string[]): void {
  const thisUpdate = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const nextUpdate = new Date(thisUpdate.getTime() + 48 * HOUR);
  const entries = serials.map((serial) => ({ serial, revokedAt: thisUpdate }));
  const dates = { number, thisUpdate, nextUpdate };
  const yearly = { ...dates, nextUpdate: new Date(thisUpdate.getTime() + 366 * 24 * HOUR) };
  store.lists.set(store.issuerId, {
    issuerId: store.issuerId,
    der: chain.crl({ ...dates, entries }),
    ...dates,
  });
  store.lists.set(store.rootId, {
    issuerId: store.rootId,
    der: chain.rootCrl({ ...yearly, entries: [] }),
    ...yearly,
  });
}

async function requestFor(serials: readonly string[], ...more: readonly string[]): Promise<Buffer> {
  const out = openssl.file('request.der', '');
  const asked = serials.flatMap((serial) => ['-serial', `0x${serial}`]);
  await openssl.run('ocsp', ...more, '-issuer', files.issuing, ...asked, '-reqout', out);
  return readFileSync(out);
}

const askOpenssl = async (serials: readonly string[], ...more: readonly string[]): Promise<string> => {
  const asked = serials.flatMap((serial) => ['-serial', `0x${serial}`]);
  const trust = ['-CAfile', files.root, '-verify_other', files.issuing];
  return (
    await openssl.run('ocsp', '-url', `${base}/ocsp`, ...trust, '-issuer', files.issuing, ...asked, ...more)
  ).output;
};

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends the path exactly as written: fetch would normalise the slashes of OCSP by GET. */
function ask(
  path: string,
  method = 'GET',
  body?: Uint8Array,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, path, method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function protocolStatus(answer: Answer): Promise<string> {
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe('application/ocsp-response');
  const response = openssl.file('response.der', answer.body);
  const { output } = await openssl.run('ocsp', '-respin', response, '-noverify', '-resp_text');
  return /OCSP Response Status: (\w+)/.exec(output)?.[1] ?? /Error: (\w+)/.exec(output)?.[1] ?? output;
}

describe('OCSP', () => {
  it('tells reserved and issued good, abandoned and revoked revoked, never reserved unknown (D27)', async () => {
    const [reserved, issued, abandoned, revoked, unknown] = Array.from({ length: 5 }, randomSerial) as [
      string,
      string,
      string,
      string,
      string,
    ];
    store.known.set(reserved, { state: 'RESERVED' });
    store.known.set(issued, { state: 'ISSUED' });
    store.known.set(abandoned, { state: 'ABANDONED' });
    store.known.set(revoked, { state: 'REVOKED', revokedAt: new Date('2026-03-01T10:00:00.500Z') });
    const output = await askOpenssl([reserved, issued, abandoned, revoked, unknown]);
    expect(output).toContain('Response verify OK');
    const said = [...output.matchAll(/^0x[0-9A-F]+: (\w+)/gim)].map((match) => match[1]);
    expect(said).toEqual(['good', 'good', 'revoked', 'revoked', 'unknown']);
    expect(output).toContain('Revocation Time: Mar  1 10:00:00 2026 GMT');
    expect(output).not.toMatch(/Reason/);
  });

  it('echoes the nonce, and works without one and with issuers named by SHA-256', async () => {
    const serial = randomSerial();
    for (const more of [[], ['-no_nonce'], ['-sha256']]) {
      // openssl takes the digest before the issuer it applies to.
      const asked = [
        'ocsp',
        ...more,
        '-issuer',
        files.issuing,
        '-serial',
        `0x${serial}`,
        '-url',
        `${base}/ocsp`,
      ];
      const { output } = await openssl.run(...asked, '-CAfile', files.root, '-verify_other', files.issuing);
      expect(output).toContain('Response verify OK');
      expect(output).not.toMatch(/nonce in response|Nonce Verify error/);
    }
  });

  it('shows a revocation in the very next answer', async () => {
    const serial = randomSerial();
    store.known.set(serial, { state: 'ISSUED' });
    for (const more of [[], ['-no_nonce']]) expect(await askOpenssl([serial], ...more)).toContain(': good');
    store.known.set(serial, { state: 'REVOKED', revokedAt: now });
    feed.revoked(store.issuerId, serial);
    for (const more of [[], ['-no_nonce']])
      expect(await askOpenssl([serial], ...more)).toContain(': revoked');
  });

  describe('kept', () => {
    let serial: string;
    let request: Buffer;
    const post = async () => (await ask('/ocsp', 'POST', request)).body.toString('latin1');

    beforeEach(async () => {
      serial = randomSerial();
      store.known.set(serial, { state: 'ISSUED' });
      request = await requestFor([serial], '-no_nonce');
    });

    it('is signed once and given again, by POST and by GET, as openssl verifies it', async () => {
      const first = await post();
      expect(await post()).toBe(first);
      const path = `/ocsp/${encodeURIComponent(request.toString('base64'))}`;
      const got = await ask(path);
      expect(got.body.toString('latin1')).toBe(first);
      const unchanged = await ask(path, 'GET', undefined, { 'if-none-match': got.headers['etag'] ?? '' });
      expect([unchanged.status, unchanged.body.length]).toEqual([304, 0]);
      expect((await ask(path, 'HEAD')).headers['content-length']).toBe(String(first.length));
      expect(await askOpenssl([serial], '-no_nonce')).toMatch(/: good[\s\S]*Response verify OK/);
    });

    it('has the same head whether it was just signed or kept', async () => {
      const heads = [];
      for (let count = 0; count < 2; count += 1) {
        const {
          'content-length': _length,
          date: _date,
          ...rest
        } = (await ask('/ocsp', 'POST', request)).headers;
        heads.push(rest);
      }
      expect(heads[1]).toEqual(heads[0]);
      expect(heads[0]).toMatchObject({
        'content-type': 'application/ocsp-response',
        'cache-control': 'no-store',
      });
    });

    it('is neither one of a nonce, nor of two certificates, nor of an unknown serial', async () => {
      for (const octets of [
        await requestFor([serial]),
        await requestFor([serial, serial], '-no_nonce'),
        await requestFor([randomSerial()], '-no_nonce'),
      ]) {
        const [one, other] = [await ask('/ocsp', 'POST', octets), await ask('/ocsp', 'POST', octets)];
        expect(one.body.equals(other.body)).toBe(false);
      }
    });

    const asn1 = (at: Date) => `${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
    const eventuallyToldAt = async (at: Date) => {
      while (!(await post()).includes(asn1(at))) await pause(5);
    };
    const countSignatures = () => {
      const signatures = { made: 0 };
      keys.beforeSigning = () => void (signatures.made += 1);
      return signatures;
    };

    it('is signed again when it is as old as the setting, and when the clock jumps or is set back', async () => {
      await post();
      const start = now.getTime();
      for (const shift of [600_000, 3 * 24 * HOUR, -30_000]) {
        now = new Date(start + shift);
        expect(await post()).toContain(asn1(now));
      }
    });

    it('is given while it is signed again in the background before it is old, once', async () => {
      const first = await post();
      const signatures = countSignatures();
      now = new Date(now.getTime() + 598_000);
      store.latency = 20;
      expect(await post()).toBe(first);
      await eventuallyToldAt(now);
      const renewed = await post();
      now = new Date(now.getTime() + 100_000);
      expect(await post()).toBe(renewed);
      expect(signatures.made).toBe(1);
    });

    it('is dropped at its revocation also while it is signed again in the background', async () => {
      const first = await post();
      now = new Date(now.getTime() + 598_000);
      store.latency = 50;
      expect(await post()).toBe(first);
      await pause(10);
      store.known.set(serial, { state: 'REVOKED', revokedAt: now });
      feed.revoked(store.issuerId, serial);
      const plain = new PlainOcspRequest(chain.issuer, serial);
      for (let count = 0; count < 20; count += 1) {
        expect(plain.read(Buffer.from(await post(), 'latin1'))).toBe('revoked');
        await pause(5);
      }
    });

    it('goes on being given when it cannot be signed again, until it is old', async () => {
      const first = await post();
      keys.failing = true;
      now = new Date(now.getTime() + 598_000);
      for (let count = 0; count < 3; count += 1) expect(await post()).toBe(first);
      now = new Date(now.getTime() + 2_000);
      expect(await protocolStatus(await ask('/ocsp', 'POST', request))).toBe('internalerror');
    });

    it('is one signature for a burst of the same question, also of one that grew old', async () => {
      const signatures = countSignatures();
      store.latency = 100;
      for (const expected of [1, 2]) {
        const answers = await Promise.all(Array.from({ length: 30 }, post));
        expect([new Set(answers).size, signatures.made]).toEqual([1, expected]);
        now = new Date(now.getTime() + 600_000);
      }
    });

    it('is told revoked to a whole burst that began before the revocation was told', async () => {
      store.latency = 100;
      let signed = 0;
      keys.beforeSigning = () => {
        signed += 1;
        if (signed > 1) return;
        store.known.set(serial, { state: 'REVOKED', revokedAt: now });
        feed.revoked(store.issuerId, serial);
      };
      const burst = await Promise.all(Array.from({ length: 10 }, post));
      expect(signed).toBe(2);
      const plain = new PlainOcspRequest(chain.issuer, serial);
      for (const body of burst) expect(plain.read(Buffer.from(body, 'latin1'))).toBe('revoked');
    });

    it('is read anew for each while the feed is silent: what was read for another one may be too old', async () => {
      feed.silentFor(1_001);
      const signatures = countSignatures();
      store.latency = 50;
      await Promise.all(Array.from({ length: 5 }, post));
      expect(signatures.made).toBe(5);
    });

    it('is not given once the feed is silent for longer than promised, nor while it is lost', async () => {
      const first = await post();
      feed.silentFor(1_001);
      expect(await post()).not.toBe(first);
      store.condition = 'down';
      expect(await protocolStatus(await ask('/ocsp', 'POST', request))).toBe('trylater');
      feed.silentFor(0);
      // Everything revoked meanwhile would have been told on this very connection.
      expect(await protocolStatus(await ask('/ocsp', 'POST', request))).toBe('successful');
      feed.lost();
      expect(await protocolStatus(await ask('/ocsp', 'POST', request))).toBe('trylater');
      store.condition = 'up';
      store.known.set(serial, { state: 'REVOKED', revokedAt: now });
      feed.silentFor(0);
      expect(await askOpenssl([serial], '-no_nonce')).toContain(': revoked');
    });

    it('is not made of a status that was read before the revocation was told', async () => {
      // The row is read, then the revocation is committed and told, then the answer is signed.
      keys.beforeSigning = () => {
        keys.beforeSigning = undefined;
        store.known.set(serial, { state: 'REVOKED', revokedAt: now });
        feed.revoked(store.issuerId, serial);
      };
      expect(await askOpenssl([serial], '-no_nonce')).toContain(': revoked');
      expect(await askOpenssl([serial], '-no_nonce')).toContain(': revoked');
    });

    it('is not made of what was read before the feed was lost, even when it listens again', async () => {
      let signed = 0;
      keys.beforeSigning = () => {
        signed += 1;
        feed.lost();
        feed.silentFor(0);
      };
      await post();
      const before = signed;
      await post();
      expect(signed).toBeGreaterThan(before);
    });
  });

  it('answers GET with the request in the path in every form that clients send (RFC 6960 appendix A.1)', async () => {
    const forms = new Set<string>();
    // Requests differ by their nonce until one has each of the characters that trouble paths.
    for (let tries = 0; tries < 200 && !(forms.has('+') && forms.has('//')); tries += 1) {
      const base64 = (await requestFor([randomSerial(), randomSerial(), randomSerial()])).toString('base64');
      const troubles = ['+', '/', '//'].filter((trouble) => base64.includes(trouble) && !forms.has(trouble));
      if (troubles.length === 0) continue;
      troubles.forEach((trouble) => forms.add(trouble));
      for (const path of [base64, encodeURIComponent(base64), `/${base64}`]) {
        expect(await protocolStatus(await ask(`/ocsp/${path}`))).toBe('successful');
      }
    }
    expect([...forms].sort()).toEqual(['+', '/', '//']);
  });

  it('answers the same GET however its path is written: bare, encoded in either case, doubled, with a query', async () => {
    // Such a serial that its request has + and / next to each other.
    let base64 = '';
    while (!(base64.includes('+') && base64.includes('/')))
      base64 = new PlainOcspRequest(chain.issuer, randomSerial()).der.toString('base64');
    const encoded = encodeURIComponent(base64);
    const forms = [
      ...[
        base64,
        encoded,
        encoded.replace(/%../g, (octet) => octet.toLowerCase()),
        base64.replace(/=+$/, ''),
      ],
      ...[`/${base64}`, `//${encoded}`, `${encoded}?at=1`],
    ];
    for (const form of forms) expect(await protocolStatus(await ask(`/ocsp/${form}`))).toBe('successful');
    const whole = await ask(`${base}/ocsp/${encoded}`);
    expect(await protocolStatus(whole)).toBe('successful');
  });

  it('answers a body that comes after its head, in parts, and requests that come together in their order', async () => {
    const requests = [randomSerial(), randomSerial()].map((serial) => {
      store.known.set(serial, { state: 'ISSUED' });
      return new PlainOcspRequest(chain.issuer, serial);
    });
    const [first, second] = requests as [PlainOcspRequest, PlainOcspRequest];
    await ask('/ocsp', 'POST', first.der);
    const head = ({ der }: PlainOcspRequest) =>
      Buffer.from(`POST /ocsp HTTP/1.1\r\nhost: x\r\ncontent-length: ${der.length}\r\n\r\n`);
    const socket = connect(Number(new URL(base).port), '127.0.0.1');
    const received: Buffer[] = [];
    socket.on('data', (part) => received.push(part));
    // The one that must be signed first, then two of the one that is kept: the order is that of the requests.
    socket.write(Buffer.concat([head(second), second.der, head(first), first.der, head(first)]));
    await pause(20);
    socket.write(first.der.subarray(0, 10));
    await pause(20);
    socket.write(first.der.subarray(10));
    const responses = () => Buffer.concat(received).toString('latin1').split('HTTP/1.1 200 OK').slice(1);
    while (responses().length < 3 || !responses()[2]?.includes('\r\n\r\n')) await pause(5);
    await pause(20);
    socket.destroy();
    const said = responses().map((response) =>
      requests.map((each) => each.read(Buffer.from(response, 'latin1'))).map((state) => state === 'good'),
    );
    expect(said).toEqual([
      [false, true],
      [true, false],
      [true, false],
    ]);
  });

  it('takes a POST in pieces, under any type, at a whole address', async () => {
    const request = await requestFor([randomSerial()], '-no_nonce');
    const types: Record<string, string>[] = [
      {},
      { 'content-type': 'text/plain' },
      { 'transfer-encoding': 'chunked' },
    ];
    for (const headers of types)
      expect(await protocolStatus(await ask('/ocsp', 'POST', request, headers))).toBe('successful');
    expect(await protocolStatus(await ask(`${base}/ocsp/?x=1`, 'POST', request))).toBe('successful');
  });

  it('says malformedRequest to a path beyond the limit, and HTTP refuses what is no request line', async () => {
    expect(await protocolStatus(await ask(`/ocsp/${'MIIB'.repeat(3_600)}`))).toBe('malformedrequest');
    expect((await ask(`/ocsp/${'MIIB'.repeat(20_000)}`)).status).toBe(431);
  });

  it('never gives an answer, nor lets it be kept, beyond the end of the signer', async () => {
    await serveInstead({ rereadMilliseconds: 0, revocationVisibleMs: 10_000 });
    const signer = store.certificates.find(({ kind }) => kind === 'OCSP_SIGNER');
    now = new Date((signer?.notAfter.getTime() ?? 0) - 3_000);
    const serial = randomSerial();
    store.known.set(serial, { state: 'ISSUED' });
    const path = `/ocsp/${new PlainOcspRequest(chain.issuer, serial).der.toString('base64')}`;
    const { headers, body } = await ask(path);
    expect(headers['cache-control']).toMatch(/^max-age=3,/);
    const end = signer?.notAfter.toISOString().slice(0, 19).replace(/[-:T]/g, '') ?? '';
    expect(body.toString('latin1')).toContain(`${end}Z`);
    now = new Date(now.getTime() + 2_000);
    expect((await ask(path)).headers['cache-control']).toMatch(/^max-age=1,/);
  });

  it.each([
    [999, 0],
    [1_000, 1],
    [3_500, 3],
    [60_000, 5],
  ])('lets no cache keep an answer for longer than a revocation may take to show: %d ms', async (ms, age) => {
    await serveInstead({ rereadMilliseconds: 0, revocationVisibleMs: ms });
    const path = `/ocsp/${new PlainOcspRequest(chain.issuer, randomSerial()).der.toString('base64')}`;
    expect((await ask(path)).headers['cache-control']).toMatch(new RegExp(`^max-age=${age},`));
  });

  it('lets caches keep a GET without nonce for five seconds at most, and nothing else', async () => {
    await serveInstead({ rereadMilliseconds: 0, revocationVisibleMs: 5_000 });
    const plain = (await requestFor([randomSerial()], '-no_nonce')).toString('base64');
    const nonced = (await requestFor([randomSerial()])).toString('base64');
    const { headers } = await ask(`/ocsp/${encodeURIComponent(plain)}`);
    expect(headers['cache-control']).toBe('max-age=5, public, no-transform, must-revalidate');
    expect(Date.parse(headers['expires'] ?? '') - Math.floor(now.getTime() / 1000) * 1000).toBe(5000);
    expect(Date.parse(headers['last-modified'] ?? '')).toBe(Math.floor(now.getTime() / 1000) * 1000);
    expect((await ask(`/ocsp/${encodeURIComponent(nonced)}`)).headers['cache-control']).toBe('no-store');
    const posted = await ask('/ocsp', 'POST', await requestFor([randomSerial()], '-no_nonce'));
    expect(posted.headers['cache-control']).toBe('no-store');
  });

  it('gives an answer of one hour whose times have no fractions', async () => {
    now = new Date(Math.floor(Date.now() / 1000) * 1000 + 987);
    const asn1 = (at: Date) => `${at.toISOString().slice(0, 19).replace(/[-:T]/g, '')}Z`;
    const { body } = await ask('/ocsp', 'POST', await requestFor([randomSerial()], '-no_nonce'));
    const text = body.toString('latin1');
    expect(text).toContain(asn1(now));
    expect(text).toContain(asn1(new Date(now.getTime() + HOUR)));
    expect(text).not.toMatch(/\d{14}\./);
  });

  it('says malformedRequest to octets that are no request, in POST and GET', async () => {
    const answers = [
      await ask('/ocsp', 'POST', Buffer.from('bonjour')),
      await ask('/ocsp', 'POST'),
      await ask('/ocsp/%%%'),
      await ask('/ocsp/'),
      await ask('/ocsp/TUlJ'),
    ];
    for (const answer of answers) expect(await protocolStatus(answer)).toBe('malformedrequest');
  });

  it.each([10 * 1024 + 1, 300_000])('says malformedRequest to a body of %d octets', async (length) => {
    const answer = await ask('/ocsp', 'POST', Buffer.alloc(length, 0x30));
    expect(await protocolStatus(answer)).toBe('malformedrequest');
    expect(answer.headers['connection']).toBe('close');
  });

  it('stops reading a body after a mebibyte and goes on serving the others', async () => {
    const endless = await new Promise<number>((resolve) => {
      const socket = connect(Number(new URL(base).port), '127.0.0.1');
      let written = 0;
      const write = (): void => {
        for (let more = true; more && !socket.destroyed; written += 65_536)
          more = socket.write(Buffer.alloc(65_536));
      };
      socket.on('connect', () => {
        socket.write('POST /ocsp HTTP/1.1\r\nhost: x\r\ncontent-length: 1000000000\r\n\r\n');
        write();
      });
      socket.on('drain', write).on('error', () => undefined);
      socket.on('close', () => resolve(written));
    });
    expect(endless).toBeLessThan(100_000_000);
    expect((await ask('/health')).status).toBe(200);
  });

  it('answers before the end of a body that it stops reading', async () => {
    const length = 3 * 1024 * 1024;
    const received = await new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(base).port), '127.0.0.1');
      let text = '';
      socket.on('data', (part) => (text += part.toString('latin1')));
      socket.on('error', () => undefined).on('close', () => resolve(text));
      socket.write(`POST /ocsp HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n\r\n`);
      socket.write(Buffer.alloc(length - 1, 0x30));
    });
    expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(received).toMatch(/connection: close/i);
    expect(received.endsWith('\x30\x03\x0a\x01\x01')).toBe(true);
  });

  it('reads the store once for all the certificates of a request, and of twenty at most', async () => {
    const serials = Array.from({ length: 20 }, randomSerial);
    for (const serial of serials) store.known.set(serial, { state: 'ISSUED' });
    expect(await askOpenssl(serials)).toMatch(/(: good[\s\S]*){20}/);
    expect(store.readings.statuses).toBe(1);
    const more = await ask('/ocsp', 'POST', await requestFor([...serials, randomSerial()]));
    expect(await protocolStatus(more)).toBe('malformedrequest');
  });

  it('says tryLater at once to what comes when two hundred readings are under way, and gives what is kept', async () => {
    const serial = randomSerial();
    const kept = new PlainOcspRequest(chain.issuer, serial);
    store.known.set(serial, { state: 'ISSUED' });
    await ask('/ocsp', 'POST', kept.der);
    store.latency = 1_500;
    const started = performance.now();
    const flood = Array.from({ length: 260 }, async () => {
      const { body } = await ask('/ocsp', 'POST', new PlainOcspRequest(chain.issuer, randomSerial()).der);
      return { isLater: body.equals(Buffer.from([0x30, 3, 0x0a, 1, 3])), after: performance.now() - started };
    });
    expect(kept.read((await ask('/ocsp', 'POST', kept.der)).body)).toBe('good');
    const answers = await Promise.all(flood);
    const later = answers.filter(({ isLater }) => isLater);
    expect(later).toHaveLength(60);
    for (const { after } of later) expect(after).toBeLessThan(1_500);
    store.latency = 0;
    expect(await askOpenssl([serial])).toContain(': good');
  });

  it('says unauthorized for a certificate of another authority, unknown beside one of ours', async () => {
    const other = new ThrowAwayChain(new Date());
    const foreign = openssl.file('other.pem', pem('CERTIFICATE', other.issuing));
    const out = openssl.file('request.der', '');
    const foreignOnly = ['-issuer', foreign, '-serial', '0x01'];
    await openssl.run('ocsp', ...foreignOnly, '-reqout', out);
    expect(await protocolStatus(await ask('/ocsp', 'POST', readFileSync(out)))).toBe('unauthorized');
    await openssl.run(
      'ocsp',
      ...foreignOnly,
      '-issuer',
      files.issuing,
      '-serial',
      `0x${randomSerial()}`,
      '-reqout',
      out,
    );
    expect(await protocolStatus(await ask('/ocsp', 'POST', readFileSync(out)))).toBe('successful');
  });

  it('says unauthorized for certificates of two of our authorities: one signature cannot speak for both', async () => {
    const other = new ThrowAwayChain(new Date());
    const otherId = store.add('ISSUING', store.rootId, 'signature', other.issuing);
    store.add('OCSP_SIGNER', otherId, 'ocsp-signature-1', other.ocspSigner);
    keys.keys.set('ocsp-signature-1', other.ocspKey);
    const [ours, theirs] = [randomSerial(), randomSerial()];
    store.known.set(ours, { state: 'REVOKED', revokedAt: now });
    const foreign = openssl.file('other.pem', pem('CERTIFICATE', other.issuing));
    const out = openssl.file('request.der', '');
    const about = {
      ours: ['-issuer', files.issuing, '-serial', `0x${ours}`],
      theirs: ['-issuer', foreign, '-serial', `0x${theirs}`],
    };
    const statusOf = async (...asked: readonly string[]) => {
      await openssl.run('ocsp', ...asked, '-reqout', out);
      return protocolStatus(await ask('/ocsp', 'POST', readFileSync(out)));
    };
    expect(await statusOf(...about.ours, ...about.theirs)).toBe('unauthorized');
    expect(await statusOf(...about.theirs, ...about.ours)).toBe('unauthorized');
    expect([await statusOf(...about.ours), await statusOf(...about.theirs)]).toEqual([
      'successful',
      'successful',
    ]);
  });

  it('says tryLater while the store is down or hangs, and recovers', async () => {
    const request = await requestFor([randomSerial()]);
    store.condition = 'down';
    expect(await protocolStatus(await ask('/ocsp', 'POST', request))).toBe('trylater');
    store.condition = 'hanging';
    expect(await protocolStatus(await ask('/ocsp', 'POST', request))).toBe('trylater');
    store.condition = 'up';
    expect(await protocolStatus(await ask('/ocsp', 'POST', request))).toBe('successful');
  });

  it('logs a store that is down once, not once a request', async () => {
    const request = await requestFor([randomSerial()]);
    store.condition = 'down';
    for (let count = 0; count < 10; count += 1) await ask('/ocsp', 'POST', request);
    expect(errors).toEqual(['OCSP: the store does not answer']);
  });

  it('says internalError when nothing can be signed', async () => {
    const request = await requestFor([randomSerial()]);
    keys.failing = true;
    expect(await protocolStatus(await ask('/ocsp', 'POST', request))).toBe('internalerror');
    keys.failing = false;
    keys.keys.clear();
    expect(await protocolStatus(await ask('/ocsp', 'POST', request))).toBe('internalerror');
  });

  it('signs with a renewed signer as soon as its certificate and its key are there', async () => {
    const renewed = throwAwayKey();
    // Same authority, a day longer.
    store.add('OCSP_SIGNER', store.issuerId, 'ocsp-2', chain.newOcspSigner(renewed, 31));
    const signerOf = async () => {
      const { body } = await ask('/ocsp', 'POST', await requestFor([randomSerial()]));
      return [renewed, chain.ocspKey].findIndex((key) => body.includes(Buffer.from(key.publicKey)));
    };
    expect(await signerOf()).toBe(1);
    keys.keys.set('ocsp-2', renewed);
    expect(await signerOf()).toBe(0);
    expect(await askOpenssl([randomSerial()])).toContain('Response verify OK');
  });

  it.each([
    ['does not open', () => void keys.sealed.set('ocsp-2', 0)],
    ['is not the one in its certificate', () => void keys.keys.set('ocsp-2', throwAwayKey())],
  ])('signs with the signer before when the key of the newest %s', async (_what, spoil) => {
    const renewed = throwAwayKey();
    store.add('OCSP_SIGNER', store.issuerId, 'ocsp-2', chain.newOcspSigner(renewed, 31));
    keys.keys.set('ocsp-2', renewed);
    spoil();
    for (let count = 0; count < 3; count += 1)
      expect(await askOpenssl([randomSerial()])).toContain('Response verify OK');
    expect(errors).toEqual(['OCSP: the key of a signer cannot be used']);
    expect(keys.sealed.get('ocsp-2') ?? 1).toBe(1);
    expect((await ask('/health')).status).toBe(200);
  });
});

describe('revocation list', () => {
  it('is given in DER as openssl reads and verifies it', async () => {
    const serial = randomSerial();
    publish(7, [serial]);
    const { body, headers, status } = await ask('/crl/dual.crl');
    expect([status, headers['content-type']]).toEqual([200, 'application/pkix-crl']);
    const list = openssl.file('list.crl', body);
    const verdict = await openssl.run(
      'crl',
      '-inform',
      'DER',
      '-in',
      list,
      '-CAfile',
      files.issuing,
      '-noout',
      '-text',
    );
    expect(verdict.output).toContain('verify OK');
    expect(verdict.output).toContain(serial.toUpperCase());
    expect((await ask('/crl/root.crl')).status).toBe(200);
  });

  it('can be kept a minute, never beyond nextUpdate, and is sent again only when it changed (RFC 9111)', async () => {
    const first = await ask('/crl/dual.crl');
    expect(first.headers['cache-control']).toBe('max-age=60, public, no-transform, must-revalidate');
    expect(first.headers['last-modified']).toBe(store.lists.get(store.issuerId)?.thisUpdate.toUTCString());
    const etag = first.headers['etag'] ?? '';
    const again = await ask('/crl/dual.crl', 'GET', undefined, { 'if-none-match': `"x", ${etag}` });
    expect([again.status, again.body.length, again.headers['etag']]).toEqual([304, 0, etag]);
    publish(2, [randomSerial()]);
    const since = { 'if-modified-since': first.headers['last-modified'] ?? '' };
    const second = await ask('/crl/dual.crl', 'GET', undefined, since);
    // Made in the same second as the first one: a date can't tell them apart.
    expect(second.headers['last-modified']).toBe(first.headers['last-modified']);
    expect([second.status, second.body.equals(first.body)]).toEqual([200, false]);
    expect((await ask('/crl/dual.crl', 'GET', undefined, { 'if-none-match': etag })).status).toBe(200);
    now = new Date(now.getTime() + 48 * HOUR - 20_000);
    expect((await ask('/crl/dual.crl')).headers['cache-control']).toMatch(/^max-age=(19|20),/);
    now = new Date(now.getTime() + HOUR);
    expect((await ask('/crl/dual.crl')).headers['cache-control']).toMatch(/^max-age=0,/);
  });

  it('goes on being served while the store is down', async () => {
    await ask('/crl/dual.crl');
    store.condition = 'down';
    expect((await ask('/crl/dual.crl')).status).toBe(200);
  });

  it('is given at once while the store is silent, and read again behind when it speaks', async () => {
    await ask('/');
    const first = await ask('/crl/dual.crl');
    publish(2, [randomSerial()]);
    store.condition = 'hanging';
    const started = performance.now();
    for (let count = 0; count < 10; count += 1)
      for (const path of ['/crl/dual.crl', '/ca/dual.cer', '/']) {
        const { status, body } = await ask(path);
        expect(status).toBe(200);
        if (path === '/crl/dual.crl') expect(body.equals(first.body)).toBe(true);
      }
    // Whoever waited for the store even once a round would have waited two seconds, ten times.
    expect(performance.now() - started).toBeLessThan(10 * 2_000);
    store.condition = 'up';
    await pause(2_100);
    while ((await ask('/crl/dual.crl')).body.equals(first.body)) await pause(5);
  });

  it('is unavailable before the first publication', async () => {
    store.lists.clear();
    const { status, headers } = await ask('/crl/dual.crl');
    expect([status, headers['retry-after']]).toEqual([503, '10']);
  });
});

describe('certificates of the authority', () => {
  it.each([
    ['/ca/root.cer', 'application/pkix-cert', () => chain.root],
    ['/ca/dual.cer', 'application/pkix-cert', () => chain.issuing],
    ['/ca/root.pem', 'application/x-pem-file', () => Buffer.from(pem('CERTIFICATE', chain.root))],
    ['/ca/dual.pem', 'application/x-pem-file', () => Buffer.from(pem('CERTIFICATE', chain.issuing))],
  ])('are at %s as %s', async (path, type, expected) => {
    const { status, headers, body } = await ask(path);
    expect([status, headers['content-type']]).toEqual([200, type]);
    expect(body.equals(expected())).toBe(true);
  });

  it.each([
    ['/ca/dual.p7c', () => [chain.issuing, chain.root]],
    ['/ca/root.p7c', () => [chain.root]],
  ])('are at %s with their chain, as openssl reads it', async (path, expected) => {
    const { status, headers, body } = await ask(path);
    expect([status, headers['content-type']]).toEqual([200, 'application/pkcs7-mime; smime-type=certs-only']);
    const file = openssl.file('chain.p7c', body);
    const { ok, output } = await openssl.run('pkcs7', '-inform', 'DER', '-in', file, '-print_certs');
    expect(ok).toBe(true);
    const shown = output.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
    const lines = (text: string) => text.trim().replace(/\s+/g, ' ');
    const wished = expected().map((der) => lines(pem('CERTIFICATE', der)));
    expect(shown.map(lines).sort()).toEqual(wished.sort());
  });

  it('of an earlier generation stay, with its list, after a rollover', async () => {
    const next = new ThrowAwayChain(new Date(now.getTime() + 1000));
    const nextId = store.add('ISSUING', store.rootId, 'dual-2', next.issuing);
    const list = { issuerId: nextId, number: 1, thisUpdate: now, nextUpdate: now };
    store.lists.set(nextId, { ...list, der: next.crl({ ...list, entries: [] }) });
    const bodies = [];
    for (const path of ['/ca/dual.cer', '/ca/dual-2.cer', '/crl/dual.crl', '/crl/dual-2.crl'])
      bodies.push((await ask(path)).body);
    expect(bodies[0]?.equals(chain.issuing)).toBe(true);
    expect(bodies[1]?.equals(next.issuing)).toBe(true);
    expect(bodies[2]?.equals(bodies[3] ?? Buffer.alloc(0))).toBe(false);
    for (const path of ['/ca/dual-3.cer', '/crl/signature.crl', '/ca/dual.der', '/ca/Dual.cer'])
      expect((await ask(path)).status).toBe(404);
  });

  it('are described on a page with their fingerprints and the notice of the demonstration (D14)', async () => {
    const { status, headers, body } = await ask('/');
    const page = body.toString('utf8');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(page).toContain('<html lang="fr">');
    expect(page).toContain('DÉMO – SANS VALEUR');
    const shown = page.replaceAll(' ', '');
    for (const der of [chain.root, chain.issuing]) {
      expect(shown).toContain(createHash('sha256').update(der).digest('hex').toUpperCase());
    }
    expect(page).toContain('href="/crl/root.crl"');
    for (const [, link] of page.matchAll(/href="([^"]+)"/g)) expect((await ask(link ?? '')).status).toBe(200);
  });

  it('are shown under a policy that allows no script and just this style', async () => {
    const { headers, body } = await ask('/');
    const style = /<style>([\s\S]*)<\/style>/.exec(body.toString('utf8'))?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers['content-security-policy']).toContain(`style-src 'sha256-${hash}'`);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('policies', () => {
  it('say in French and in English that they hold for the demonstration only (D14)', async () => {
    for (const { name, profile } of INITIAL_CATALOGUE) {
      const [oid = ''] = profile.policyOids;
      const { status, body } = await ask(`/policy/${oid}`);
      const page = body.toString('utf8');
      expect(status).toBe(200);
      expect(page).toContain(`<code>${oid}</code>`);
      expect(page).toContain(`Politique de démonstration « ${name} »`);
      expect(page).toMatch(/<section lang="en">[\s\S]*holds for the demonstration only/);
      expect(page).toContain('DÉMO – SANS VALEUR');
    }
  });

  it('of before are still explained: certificates that name them are valid (I-32)', async () => {
    const { status, body } = await ask('/policy/2.25.286124171391146423106353216932183740203.1.1');
    expect(status).toBe(200);
    expect(body.toString('utf8')).toContain('Politique de démonstration « Initio RGS* »');
  });

  it('name the very keys that are accepted, and no larger one (D21)', async () => {
    const page = (await ask('/policy/1.3.6.1.4.1.32473.1.1.1')).body.toString('utf8');
    expect(page).toContain('RSA de 3072 bits ou ECDSA P-256');
    expect(page).toContain('RSA of 3072 bits or ECDSA P-256');
  });

  it('of somebody else are not found', async () => {
    for (const oid of ['0.4.0.194112.1.2', '1.2.250.1.137', '', '__proto__'])
      expect((await ask(`/policy/${oid}`)).status).toBe(404);
  });
});

describe('health', () => {
  const health = async () => {
    const { status, body } = await ask('/health');
    return {
      code: status,
      ...(JSON.parse(body.toString()) as {
        status: string;
        checks: Record<string, string>;
        authorities?: Record<string, Record<string, unknown>>;
      }),
    };
  };

  it('is green while everything lasts', async () => {
    const checks = { store: 'ok', crl: 'ok', ocspSigner: 'ok' };
    expect(await health()).toMatchObject({ code: 200, status: 'ok', checks });
  });

  it('is red twelve hours before the end of the list, not only after it', async () => {
    const start = now.getTime();
    now = new Date(start + 35 * HOUR);
    expect((await ask('/health')).status).toBe(200);
    now = new Date(start + 36 * HOUR + 1000);
    expect((await ask('/health')).status).toBe(503);
    const { checks, authorities } = await health();
    expect(checks['crl']).toBe('late');
    expect(authorities).toMatchObject({
      root: { crl: 'ok' },
      dual: {
        crl: 'late',
        crlNumber: 1,
        crlNextUpdate: store.lists.get(store.issuerId)?.nextUpdate.toISOString(),
      },
    });
    expect((await ask('/crl/dual.crl')).status).toBe(200);
  });

  it('is red while a list is from the future, made by a clock that was ahead', async () => {
    const list = store.lists.get(store.issuerId);
    if (list) store.lists.set(store.issuerId, { ...list, thisUpdate: new Date(now.getTime() + 72 * HOUR) });
    expect(await health()).toMatchObject({ code: 503, checks: { crl: 'late' } });
  });

  it('is red a fortnight before the end of the root’s list, for which people must meet', async () => {
    publish(2, []);
    now = new Date(now.getTime() + 352 * 24 * HOUR + 2000);
    const list = store.lists.get(store.issuerId);
    if (list) store.lists.set(store.issuerId, { ...list, nextUpdate: new Date(now.getTime() + 48 * HOUR) });
    expect((await health()).authorities).toMatchObject({ root: { crl: 'late' }, dual: { crl: 'ok' } });
  });

  it('is red two days before the last signer of any issuing authority ends, and names it', async () => {
    const other = new ThrowAwayChain(now);
    const otherId = store.add('ISSUING', store.rootId, 'signature', other.issuing);
    store.add('OCSP_SIGNER', otherId, 'ocsp-signature-1', other.newOcspSigner(other.ocspKey, 60));
    keys.keys.set('ocsp-signature-1', other.ocspKey);
    const end = store.certificates.find(({ name }) => name === 'ocsp-1')?.notAfter.getTime() ?? 0;
    const published = (at: number) => {
      now = new Date(at);
      publish(1, []);
      const list = store.lists.get(store.issuerId);
      if (list) store.lists.set(otherId, list);
    };
    published(end - 48 * HOUR - 1000);
    expect(await health()).toMatchObject({ code: 200, checks: { ocspSigner: 'ok' } });
    published(end - 48 * HOUR);
    expect(await health()).toMatchObject({
      code: 503,
      checks: { crl: 'ok', ocspSigner: 'late' },
      authorities: { dual: { ocspSigner: 'late' }, signature: { ocspSigner: 'ok' } },
    });
  });

  it('is red without a list, without a signer key, and as soon as the store is down or hangs', async () => {
    keys.keys.clear();
    expect((await health()).checks['ocspSigner']).toBe('missing');
    keys.keys.set('ocsp-1', throwAwayKey());
    expect((await health()).authorities).toMatchObject({ dual: { ocspSigner: 'unusable' } });
    store.lists.clear();
    expect((await health()).checks['crl']).toBe('missing');
    store.condition = 'down';
    expect((await health()).checks).toEqual({ store: 'unreachable' });
    store.condition = 'hanging';
    expect((await ask('/health')).status).toBe(503);
  });

  it('is red under a secret that opens no key, and says so', async () => {
    keys.sealed.set('ocsp-1', 0);
    expect(await health()).toMatchObject({ code: 503, checks: { crl: 'ok', ocspSigner: 'unusable' } });
    expect(errors).toEqual(['OCSP: the key of a signer cannot be used']);
    expect(await protocolStatus(await ask('/ocsp', 'POST', await requestFor([randomSerial()])))).toBe(
      'internalerror',
    );
    // To open a key takes a tenth of a second: not for every request that comes.
    expect(keys.sealed.get('ocsp-1')).toBe(1);
  });

  it('is one look for everybody who asks within half a second', async () => {
    await serveInstead({});
    const before = store.readings.certificates;
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask('/health')));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(store.readings.certificates - before).toBeLessThan(4);
    keys.keys.clear();
    store.lists.clear();
    store.condition = 'down';
    await pause(600);
    expect((await health()).checks).toEqual({ store: 'unreachable' });
  });
});

describe('status server', () => {
  it('answers HEAD like GET without the body', async () => {
    const { status, headers, body } = await ask('/crl/dual.crl', 'HEAD');
    expect([status, body.length]).toEqual([200, 0]);
    expect(Number(headers['content-length'])).toBeGreaterThan(100);
  });

  it('refuses other methods and other addresses', async () => {
    const { status, headers } = await ask('/ca/root.cer', 'DELETE');
    expect([status, headers['allow']]).toEqual([405, 'GET, HEAD']);
    expect((await ask('/nulle-part')).status).toBe(404);
    expect((await ask('/ca/../health')).status).toBe(404);
  });

  it('survives a client that leaves in the middle of its request', async () => {
    const port = Number(new URL(base).port);
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write('POST /ocsp HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nabc', () =>
          socket.destroy(),
        );
      });
      socket.on('close', () => resolve());
    });
    expect((await ask('/health')).status).toBe(200);
    expect(errors).toEqual([]);
  });

  it('is unavailable, not broken, when the store was never reached', async () => {
    store.condition = 'down';
    const { status, headers } = await ask('/ca/root.cer');
    expect([status, headers['retry-after']]).toEqual([503, '5']);
  });
});
