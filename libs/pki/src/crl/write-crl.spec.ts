import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pem } from '../der/index.js';
import { OpenSsl, ThrowAwayChain, randomSerial, revokedSerials } from '../testing/index.js';
import { countMissing, CrlWriter, listsSerial, readCrl, readEntries, type RevokedSerials } from './index.js';

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

  it('says where it is published and whom it covers, critically (RFC 5280 §5.2.5)', async () => {
    const text = await judge(chain.crl({ number: 1, thisUpdate: now, nextUpdate, entries: [] }));
    expect(text).toMatch(
      /X509v3 Issuing Distribution Point: critical\s+Full Name:\s+URI:http:\/\/pki.exemple.fr\/crl\/issuing.crl\s+Only User Certificates/,
    );
  });

  it('is accepted with the root’s list for a whole chain, strictly', async () => {
    const content = { number: 3, thisUpdate: now, nextUpdate, entries: [] };
    const lists = openssl.file(
      'lists.pem',
      pem('X509 CRL', chain.crl(content)) + pem('X509 CRL', chain.rootCrl(content)),
    );
    const root = openssl.file('root.pem', pem('CERTIFICATE', chain.root));
    const issuing = openssl.file('issuing.pem', pem('CERTIFICATE', chain.issuing));
    const verdict = await openssl.run(
      ...['verify', '-x509_strict', '-crl_check_all', '-CAfile', root, '-untrusted', issuing],
      ...['-CRLfile', lists, openssl.file('leaf.pem', pem('CERTIFICATE', chain.person()))],
    );
    expect(verdict.output).toContain('leaf.pem: OK');
  });

  it('never ends when it is the last one (F58)', async () => {
    const last = new Date('9999-12-31T23:59:59.000Z');
    const crl = chain.crl({ number: 9, thisUpdate: now, nextUpdate: last, entries: [] });
    expect(Buffer.from(crl).includes('99991231235959Z')).toBe(true);
    expect(await judge(crl)).toContain('Next Update: Dec 31 23:59:59 9999 GMT');
    expect(readCrl(crl).nextUpdate).toEqual(last);
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
    // Processor time, not the clock's: another process that takes the core for a moment is not the cost of a list.
    const build = (count: number): number => {
      const revoked = randomly(count);
      const start = process.cpuUsage();
      listOf(revoked);
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1_000;
    };
    const quickest = (count: number) => Math.min(...[1, 2, 3, 4, 5].map(() => build(count)));
    build(10_000);
    const small = quickest(10_000);
    expect(quickest(100_000)).toBeLessThan(20 * Math.max(small, 5));
  });
});

const listOf = (revoked: RevokedSerials, kept?: Uint8Array) => {
  const scope = { only: 'USERS' } as const;
  const writer = new CrlWriter(
    { issuer: chain.issuer, number: 1, thisUpdate: now, nextUpdate, scope },
    { kept },
  );
  writer.add(revoked);
  return writer.finish();
};

const randomly = (count: number): RevokedSerials => ({
  count,
  serials: randomBytes(16 * count),
  revokedAt: Float64Array.from({ length: count }, () => Math.random() * 4_000_000_000_000),
});

describe('the entries of a list', () => {
  const signed = (revoked: RevokedSerials, kept?: Uint8Array) => {
    const list = listOf(revoked, kept);
    return list.signed(chain.issuingKey.sign(list.toBeSigned));
  };

  it('are each found again, whatever their octets, and a missing one is counted', () => {
    const odd = ['00'.repeat(16), `${'00'.repeat(15)}80`, `00${'ff'.repeat(15)}`, 'ff'.repeat(16)];
    const revoked = revokedSerials(
      [...odd, ...Array.from({ length: 500 }, randomSerial)].map((serial) => ({ serial, revokedAt: now })),
    );
    const { entries } = readCrl(signed(revoked));
    expect(countMissing(entries, revoked.serials)).toBe(0);
    for (const serial of odd) expect(listsSerial(entries, serial)).toBe(true);
    expect(listsSerial(entries, randomSerial())).toBe(false);
    const more = Buffer.concat([revoked.serials, Buffer.from(randomSerial(), 'hex')]);
    expect(countMissing(entries, more)).toBe(1);
    expect(countMissing(new Uint8Array(), revoked.serials)).toBe(504);
  });

  it('are the same whether written at once, in parts, or after those of an earlier list', () => {
    const all = randomly(3000);
    const part = (from: number, to: number): RevokedSerials => ({
      count: to - from,
      serials: all.serials.subarray(16 * from, 16 * to),
      revokedAt: all.revokedAt.subarray(from, to),
    });
    const atOnce = listOf(all).toBeSigned;
    const kept = readCrl(signed(part(0, 2999))).entries;
    expect(Buffer.from(listOf(part(2999, 3000), kept).toBeSigned).equals(atOnce)).toBe(true);
    const scope = { only: 'USERS' } as const;
    const writer = new CrlWriter({ issuer: chain.issuer, number: 1, thisUpdate: now, nextUpdate, scope });
    for (const [from, to] of [
      [0, 1],
      [1, 1000],
      [1000, 3000],
    ] as const)
      writer.add(part(from, to));
    expect(Buffer.from(writer.finish().toBeSigned).equals(atOnce)).toBe(true);
  });

  it('are read before the signature as after it', () => {
    const list = listOf(randomly(20));
    const before = Buffer.from(readEntries(list.toBeSigned));
    expect(before.length).toBeGreaterThan(20 * 30);
    expect(before.equals(readCrl(list.signed(chain.issuingKey.sign(list.toBeSigned))).entries)).toBe(true);
    expect(readEntries(listOf(randomly(0)).toBeSigned)).toHaveLength(0);
  });

  it('carry dates that openssl reads as they were, before and after 2050', async () => {
    const instants = ['2049-12-31T23:59:59.900Z', '2050-01-01T00:00:00.000Z', '2026-02-28T07:08:09.000Z'];
    const text = await judge(
      signed(
        revokedSerials(instants.map((instant) => ({ serial: randomSerial(), revokedAt: new Date(instant) }))),
      ),
    );
    expect(text.match(/Revocation Date: .*/g)).toEqual([
      'Revocation Date: Dec 31 23:59:59 2049 GMT',
      'Revocation Date: Jan  1 00:00:00 2050 GMT',
      'Revocation Date: Feb 28 07:08:09 2026 GMT',
    ]);
  });

  it('that are no entries are refused', () => {
    expect(() => countMissing(Uint8Array.of(0x30, 0x03, 0x02, 0x05, 0x01), new Uint8Array(16))).toThrow(
      'list entry',
    );
  });
});
