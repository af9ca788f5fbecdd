import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HttpTimeStamper } from './index.js';

const folder = mkdtempSync(path.join(tmpdir(), 'mandataire-tsa-'));
const at = (name: string) => path.join(folder, name);
const openssl = (...parameters: string[]) =>
  execFileSync('openssl', parameters, { cwd: folder, stdio: 'pipe' });

const CONFIG = `
[tsa]
default_tsa = t
[t]
serial = ${at('serial')}
signer_digest = sha256
default_policy = 1.3.6.1.4.1.32473.1
digests = sha256
ess_cert_id_chain = no
[usage]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
`;

/** A certificate authority and, below it, a stamper of that purpose. */
function makePeer(): void {
  writeFileSync(at('tsa.cnf'), CONFIG);
  writeFileSync(at('serial'), '01');
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.pem'),
    '-subj',
    '/CN=AC horodatage',
    '-days',
    '30',
  );
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    at('x.key'),
    '-out',
    at('other.pem'),
    '-subj',
    '/CN=Autre',
    '-days',
    '30',
  );
  openssl(
    'req',
    '-new',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    at('tsa.key'),
    '-out',
    at('tsa.csr'),
    '-subj',
    '/CN=Horodatage',
  );
  openssl(
    'x509',
    '-req',
    '-in',
    at('tsa.csr'),
    '-CA',
    at('ca.pem'),
    '-CAkey',
    at('ca.key'),
    '-CAcreateserial',
    '-out',
    at('tsa.pem'),
    '-days',
    '20',
    '-extfile',
    at('tsa.cnf'),
    '-extensions',
    'usage',
  );
}

/** What `openssl ts -reply` answers. */
function reply(query: Buffer): Buffer {
  writeFileSync(at('query.tsq'), query);
  openssl(
    'ts',
    '-reply',
    '-config',
    at('tsa.cnf'),
    '-section',
    't',
    '-queryfile',
    at('query.tsq'),
    '-signer',
    at('tsa.pem'),
    '-inkey',
    at('tsa.key'),
    '-out',
    at('reply.tsr'),
  );
  return readFileSync(at('reply.tsr'));
}

let server: Server;
let url: string;
let answer: (query: Buffer) => Buffer | number;

beforeAll(async () => {
  makePeer();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = answer(Buffer.concat(chunks));
      response.writeHead(typeof body === 'number' ? body : 200, {
        'content-type': 'application/timestamp-reply',
      });
      response.end(typeof body === 'number' ? '' : body);
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const DATA = Buffer.from('le cachet', 'utf8');
const stamper = (ca = 'ca.pem') => new HttpTimeStamper({ url, caFile: at(ca) });

describe('time-stamps of a real authority (RFC 3161, openssl ts)', () => {
  it('are verified and kept as tokens that openssl verifies again', async () => {
    answer = reply;
    const { token, at: stampedAt } = await stamper().stamp(DATA);
    expect(Math.abs(stampedAt.getTime() - Date.now())).toBeLessThan(120_000);
    writeFileSync(at('token.tst'), token);
    writeFileSync(at('data'), DATA);
    const said = openssl(
      'ts',
      '-verify',
      '-data',
      at('data'),
      '-in',
      at('token.tst'),
      '-token_in',
      '-CAfile',
      at('ca.pem'),
    );
    expect(said.toString()).toContain('OK');
  });

  it('are refused when they answer another question: nonce or imprint', async () => {
    answer = reply;
    const { token } = await stamper().stamp(DATA);
    const first = readFileSync(at('reply.tsr'));
    expect(token.length).toBeGreaterThan(100);
    answer = () => first;
    await expect(stamper().stamp(DATA)).rejects.toThrow('OTHER_NONCE');
    await expect(stamper().stamp(Buffer.from('autre'))).rejects.toThrow('OTHER_CONTENT');
  });

  it('are refused from an authority that nobody named, changed, or not granted', async () => {
    answer = reply;
    await expect(stamper('other.pem').stamp(DATA)).rejects.toThrow('UNTRUSTED');
    answer = (query) => {
      const changed = reply(query);
      changed[changed.length - 5] = (changed[changed.length - 5] ?? 0) ^ 1;
      return changed;
    };
    await expect(stamper().stamp(DATA)).rejects.toThrow('FALSE_SIGNATURE');
    answer = () => Buffer.from('30053003020102', 'hex');
    await expect(stamper().stamp(DATA)).rejects.toThrow('refused with status 2');
    answer = () => 503;
    await expect(stamper().stamp(DATA)).rejects.toThrow('HTTP 503');
  });
});
