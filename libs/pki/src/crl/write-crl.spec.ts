import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pem, readDer, children } from '../der/index.js';
import { OpenSsl, ThrowAwayChain, randomSerial } from '../testing/index.js';
import { crlToBeSigned } from './index.js';

const now = new Date();
const nextUpdate = new Date(now.getTime() + 48 * 3_600_000);
const chain = new ThrowAwayChain(now);
let openssl: OpenSsl;
beforeAll(() => {
  openssl = new OpenSsl();
});
afterAll(() => openssl.dispose());

async function judge(crl: Uint8Array): Promise<string> {
  const issuing = openssl.file('issuing.pem', pem('CERTIFICATE', chain.issuing));
  const list = openssl.file('list.crl', crl);
  const verdict = await openssl.run(
    'crl',
    '-inform',
    'DER',
    '-in',
    list,
    '-CAfile',
    issuing,
    '-noout',
    '-text',
  );
  return verdict.output;
}

describe('certificate revocation list', () => {
  it('is a version 2 list with number and authority key that openssl verifies', async () => {
    const serial = randomSerial();
    const text = await judge(
      chain.crl({ number: 4097, thisUpdate: now, nextUpdate, entries: [{ serial, revokedAt: now }] }),
    );
    expect(text).toContain('verify OK');
    expect(text).toContain('Version 2 (0x1)');
    expect(text).toMatch(/X509v3 CRL Number:\s+4097/);
    expect(text).toContain('X509v3 Authority Key Identifier');
    expect(text).toContain(`Serial Number: ${serial.toUpperCase()}`);
  });

  it('has no reason code, since a reason is confidential (F31)', async () => {
    const entries = [{ serial: randomSerial(), revokedAt: now }];
    const text = await judge(chain.crl({ number: 1, thisUpdate: now, nextUpdate, entries }));
    expect(text).not.toMatch(/Reason|CRL entry extensions/);
  });

  it('leaves the entries out when nothing is revoked (RFC 5280 §5.1.2.6)', async () => {
    const text = await judge(chain.crl({ number: 1, thisUpdate: now, nextUpdate, entries: [] }));
    expect(text).toContain('verify OK');
    expect(text).toContain('No Revoked Certificates');
  });

  it('makes openssl refuse a revoked certificate and accept the others', async () => {
    const serial = randomSerial();
    const crl = chain.crl({ number: 2, thisUpdate: now, nextUpdate, entries: [{ serial, revokedAt: now }] });
    const root = openssl.file('root.pem', pem('CERTIFICATE', chain.root));
    const issuing = openssl.file('issuing.pem', pem('CERTIFICATE', chain.issuing));
    const list = openssl.file('crl.pem', pem('X509 CRL', crl));
    const check = (name: string, der: Uint8Array) =>
      openssl.run(
        ...['verify', '-x509_strict', '-crl_check', '-CAfile', root, '-untrusted', issuing, '-CRLfile', list],
        openssl.file(name, pem('CERTIFICATE', der)),
      );
    expect((await check('revoked.pem', chain.person(serial))).output).toContain('certificate revoked');
    expect((await check('good.pem', chain.person())).output).toContain('good.pem: OK');
  });

  it('is built in linear time: 100,000 entries cost no more than twenty times 10,000', async () => {
    const build = (count: number): { milliseconds: number; tbs: Uint8Array } => {
      const entries = Array.from({ length: count }, () => ({
        serial: `40${randomBytes(15).toString('hex')}`,
        revokedAt: now,
      }));
      const start = process.hrtime.bigint();
      const tbs = crlToBeSigned({ issuer: chain.issuer, number: 1, thisUpdate: now, nextUpdate, entries });
      return { milliseconds: Number(process.hrtime.bigint() - start) / 1e6, tbs };
    };
    // The quickest of three: another process that takes the core for a moment is not the cost of a list.
    const quickest = (count: number) => Math.min(...[1, 2, 3].map(() => build(count).milliseconds));
    build(10_000);
    const small = quickest(10_000);
    expect(quickest(100_000)).toBeLessThan(20 * Math.max(small, 10));
    expect(children(readDer(build(100_000).tbs)).length).toBe(7);
  });
});
