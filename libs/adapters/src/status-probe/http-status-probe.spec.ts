import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FixedClock } from '@mandataire/application/testing';
import {
  ECDSA_SHA256,
  ocspToBeSigned,
  publicKeyHash,
  readOcspRequest,
  writeOcspError,
  writeOcspResponse,
  type OcspStatus,
} from '@mandataire/pki';
import { randomSerial, ThrowAwayChain, throwAwayKey } from '@mandataire/pki/testing';
import { HttpStatusProbe } from './index.js';

const now = new Date('2026-11-22T10:00:00.000Z');
const chain = new ThrowAwayChain(now);
const issuerId = publicKeyHash(chain.issuingKey.publicKey);
const revoked = randomSerial();
const hour = (n: number) => new Date(now.getTime() + n * 3_600_000);

/** How the served answers differ from right ones. */
let twist: {
  status?: OcspStatus;
  signer?: { key: typeof chain.ocspKey; certificate: Uint8Array };
  nextUpdate?: Date;
  nonce?: Uint8Array;
  error?: boolean;
  issuing?: Uint8Array;
  crl?: Uint8Array;
};
/** Status of each answer about the list. */
let crlAnswers: number[];
let server: Server;
let base: string;

function ocsp(body: Buffer): Uint8Array {
  if (twist.error) return writeOcspError('tryLater');
  const reading = readOcspRequest(body);
  if (!reading.ok) return writeOcspError('malformedRequest');
  const { certificates, nonce } = reading.request;
  const signer = twist.signer ?? { key: chain.ocspKey, certificate: chain.ocspSigner };
  const toBeSigned = ocspToBeSigned({
    responderPublicKey: signer.key.publicKey,
    thisUpdate: now,
    nextUpdate: twist.nextUpdate ?? hour(1),
    answers: certificates.map((certificate) => ({
      certificate,
      status:
        twist.status ??
        (certificate.serial === revoked ? { state: 'revoked', revokedAt: now } : { state: 'good' }),
    })),
    nonce: twist.nonce ?? nonce,
  });
  return writeOcspResponse(toBeSigned, ECDSA_SHA256, signer.key.sign(toBeSigned), signer.certificate);
}

/** As the status service does: a list with its tag, or 304. */
function answerCrl(request: IncomingMessage, response: ServerResponse): void {
  const list = twist.crl ?? crlOf([revoked]);
  const etag = `"${createHash('sha256').update(list).digest('hex')}"`;
  const isKnown = request.headers['if-none-match'] === etag;
  crlAnswers.push(isKnown ? 304 : 200);
  response.writeHead(isKnown ? 304 : 200, { etag }).end(isKnown ? undefined : list);
}

const crlOf = (serials: readonly string[], nextUpdate = hour(48)) =>
  chain.crl({
    number: 7,
    thisUpdate: now,
    nextUpdate,
    entries: serials.map((serial) => ({ serial, revokedAt: now })),
  });

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (request.url === '/ocsp') response.end(ocsp(Buffer.concat(parts)));
      else if (request.url === '/ca/dual.cer') response.end(twist.issuing ?? chain.issuing);
      else if (request.url === '/crl/dual.crl') answerCrl(request, response);
      else response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  twist = {};
  crlAnswers = [];
});

const probe = (listAddress = chain.addresses().crl) =>
  new HttpStatusProbe({
    statusUrl: base,
    authority: async () => ({ name: 'dual', der: chain.issuing, listAddress }),
    clock: new FixedClock(now),
  });

describe('HttpStatusProbe, OCSP', () => {
  it('tells revoked, good and unknown', async () => {
    expect(await probe().ocsp(issuerId, revoked)).toBe('REVOKED');
    expect(await probe().ocsp(issuerId, randomSerial())).toBe('GOOD');
    twist.status = { state: 'unknown' };
    expect(await probe().ocsp(issuerId, revoked)).toBe('UNKNOWN');
  });

  it('refuses an answer that is signed by another key than the certified one', async () => {
    twist.signer = { key: throwAwayKey(), certificate: chain.ocspSigner };
    await expect(probe().ocsp(issuerId, revoked)).rejects.toThrow('signature is false');
  });

  it('refuses a responder that the issuer has not certified, and one not certified for OCSP', async () => {
    const other = new ThrowAwayChain(now);
    twist.signer = { key: other.ocspKey, certificate: other.ocspSigner };
    await expect(probe().ocsp(issuerId, revoked)).rejects.toThrow('not certified by the issuer');
    twist.signer = { key: chain.ocspKey, certificate: chain.person() };
    await expect(probe().ocsp(issuerId, revoked)).rejects.toThrow('not certified for OCSP');
  });

  it('refuses a stale answer, one for another question, and an error', async () => {
    twist.nextUpdate = hour(-1);
    await expect(probe().ocsp(issuerId, revoked)).rejects.toThrow('stale');
    twist = { nonce: Buffer.from('0402abcd', 'hex') };
    await expect(probe().ocsp(issuerId, revoked)).rejects.toThrow('another question');
    twist = { error: true };
    await expect(probe().ocsp(issuerId, revoked)).rejects.toThrow('error 3');
  });

  it('refuses a published issuer that is not the register’s', async () => {
    twist.issuing = new ThrowAwayChain(now).issuing;
    await expect(probe().ocsp(issuerId, revoked)).rejects.toThrow('not the one in the register');
  });

  it('asks again after a failure', async () => {
    const asked = probe();
    twist.issuing = new ThrowAwayChain(now).issuing;
    await expect(asked.ocsp(issuerId, revoked)).rejects.toThrow();
    twist = {};
    expect(await asked.ocsp(issuerId, revoked)).toBe('REVOKED');
  });
});

describe('HttpStatusProbe, CRL', () => {
  it('finds a listed serial, and no other, also in an empty list', async () => {
    expect(await probe().crlLists(issuerId, revoked)).toBe(true);
    expect(await probe().crlLists(issuerId, randomSerial())).toBe(false);
    twist.crl = crlOf([]);
    expect(await probe().crlLists(issuerId, revoked)).toBe(false);
  });

  it('downloads a list once until it changes, and judges it each time', async () => {
    const clock = new FixedClock(now);
    const listAddress = chain.addresses().crl;
    const authority = async () => ({ name: 'dual', der: chain.issuing, listAddress });
    const asked = new HttpStatusProbe({ statusUrl: base, authority, clock });
    twist.crl = crlOf([revoked]);
    expect([await asked.crlLists(issuerId, revoked), await asked.crlLists(issuerId, randomSerial())]).toEqual(
      [true, false],
    );
    twist.crl = crlOf([]);
    expect(await asked.crlLists(issuerId, revoked)).toBe(false);
    expect(crlAnswers).toEqual([200, 304, 200]);
    clock.set(hour(49));
    await expect(asked.crlLists(issuerId, revoked)).rejects.toThrow('stale');
  });

  it('does not keep a list that is not right', async () => {
    const asked = probe();
    twist.crl = new ThrowAwayChain(now).crl({ number: 1, thisUpdate: now, nextUpdate: hour(1), entries: [] });
    await expect(asked.crlLists(issuerId, revoked)).rejects.toThrow('signature is false');
    await expect(asked.crlLists(issuerId, revoked)).rejects.toThrow('signature is false');
    expect(crlAnswers).toEqual([200, 200]);
  });

  it('refuses a stale list, a false signature, another issuer and what is no list', async () => {
    twist.crl = crlOf([revoked], hour(-1));
    await expect(probe().crlLists(issuerId, revoked)).rejects.toThrow('stale');
    const forged = Buffer.from(crlOf([revoked]));
    forged[forged.length - 1] = (forged[forged.length - 1] ?? 0) ^ 1;
    twist.crl = forged;
    await expect(probe().crlLists(issuerId, revoked)).rejects.toThrow('signature is false');
    twist.crl = new ThrowAwayChain(now).crl({ number: 1, thisUpdate: now, nextUpdate: hour(1), entries: [] });
    await expect(probe().crlLists(issuerId, revoked)).rejects.toThrow('signature is false');
    twist = {};
    const elsewhere = probe('http://autre.example.org/crl/issuing.crl');
    await expect(elsewhere.crlLists(issuerId, revoked)).rejects.toThrow('another scope');
    twist.crl = Buffer.from('<html>');
    await expect(probe().crlLists(issuerId, revoked)).rejects.toThrow('unreadable');
  });
});
