import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pem, sequence, tlv, octetString, objectIdentifier, constructed } from '../der/index.js';
import { ECDSA_SHA256 } from '../public-key/index.js';
import { OpenSsl, ThrowAwayChain, randomSerial } from '../testing/index.js';
import {
  OCSP_NONCE,
  OCSP_REQUEST_LIMIT,
  decodeOcspPath,
  isPlainOcspRequest,
  issuerMatcher,
  ocspToBeSigned,
  readOcspRequest,
  writeOcspError,
  writeOcspResponse,
  type OcspRequest,
  type OcspStatus,
} from './index.js';

const now = new Date(Math.floor(Date.now() / 1000) * 1000 + 123);
const chain = new ThrowAwayChain(now);
let openssl: OpenSsl;
let files: { root: string; issuing: string; signer: string };

beforeAll(() => {
  openssl = new OpenSsl();
  files = {
    root: openssl.file('root.pem', pem('CERTIFICATE', chain.root)),
    issuing: openssl.file('issuing.pem', pem('CERTIFICATE', chain.issuing)),
    signer: openssl.file('signer.pem', pem('CERTIFICATE', chain.ocspSigner)),
  };
});
afterAll(() => openssl.dispose());

async function requestFor(serials: readonly string[], ...more: readonly string[]): Promise<Buffer> {
  const out = openssl.file('request.der', '');
  const asked = serials.flatMap((serial) => ['-serial', `0x${serial}`]);
  const verdict = await openssl.run('ocsp', ...more, '-issuer', files.issuing, ...asked, '-reqout', out);
  if (!verdict.ok) throw new Error(verdict.output);
  return readFileSync(out);
}

function read(der: Uint8Array): OcspRequest {
  const reading = readOcspRequest(der);
  if (!reading.ok) throw new Error(reading.status);
  return reading.request;
}

function respond(der: Uint8Array, status: (serial: string) => OcspStatus): Uint8Array {
  const { certificates, nonce } = read(der);
  const toBeSigned = ocspToBeSigned({
    responderPublicKey: chain.ocspKey.publicKey,
    thisUpdate: now,
    nextUpdate: new Date(now.getTime() + 3_600_000),
    answers: certificates.map((certificate) => ({ certificate, status: status(certificate.serial) })),
    nonce,
  });
  return writeOcspResponse(toBeSigned, ECDSA_SHA256, chain.ocspKey.sign(toBeSigned), chain.ocspSigner);
}

async function judge(request: Uint8Array, response: Uint8Array): Promise<string> {
  const verdict = await openssl.run(
    ...['ocsp', '-reqin', openssl.file('q.der', request), '-respin', openssl.file('a.der', response)],
    ...['-CAfile', files.root, '-verify_other', files.issuing, '-issuer', files.issuing, '-resp_text'],
  );
  return verdict.output;
}

describe('OCSP response', () => {
  it('says good, revoked and unknown in one answer that openssl verifies', async () => {
    const [good, revoked, unknown] = [randomSerial(), randomSerial(), randomSerial()];
    const request = await requestFor([good, revoked, unknown]);
    const revokedAt = new Date('2026-03-01T10:00:00.789Z');
    const status = (serial: string): OcspStatus =>
      serial === good
        ? { state: 'good' }
        : serial === revoked
          ? { state: 'revoked', revokedAt }
          : { state: 'unknown' };
    const text = await judge(request, respond(request, status));
    expect(text).toContain('Response verify OK');
    expect(text).not.toContain('WARNING: no nonce');
    expect(text).toMatch(/Cert Status: good[\s\S]*Cert Status: revoked[\s\S]*Cert Status: unknown/);
    expect(text).toContain('Revocation Time: Mar  1 10:00:00 2026 GMT');
    expect(text).not.toMatch(/Reason/);
  });

  it('names the responder by its key and has no fractions of a second (RFC 6960 §4.2.2.1)', async () => {
    const request = await requestFor([randomSerial()]);
    const response = respond(request, () => ({ state: 'good' }));
    const text = await judge(request, response);
    expect(text).toMatch(/Responder Id: [0-9A-F]{40}/);
    expect(Buffer.from(response).toString('latin1')).not.toMatch(/\d{14}\.\d/);
  });

  it('does not verify with a nonce of another request', async () => {
    const serial = randomSerial();
    const [first, second] = [await requestFor([serial]), await requestFor([serial])];
    const text = await judge(
      second,
      respond(first, () => ({ state: 'good' })),
    );
    expect(text).toContain('Nonce Verify error');
  });

  it('verifies against issuers named with SHA-256 as well', async () => {
    const request = await requestFor([randomSerial()], '-sha256');
    expect(issuerMatcher(chain.issuer)(read(request).certificates[0] ?? fail())).toBe(true);
    expect(
      await judge(
        request,
        respond(request, () => ({ state: 'good' })),
      ),
    ).toContain('Response verify OK');
  });

  it.each([
    ['malformedRequest', 'malformedrequest (1)'],
    ['internalError', 'internalerror (2)'],
    ['tryLater', 'trylater (3)'],
    ['unauthorized', 'unauthorized (6)'],
  ] as const)('says %s in the form that openssl knows', async (error, expected) => {
    const verdict = await openssl.run(
      'ocsp',
      '-respin',
      openssl.file('e.der', writeOcspError(error)),
      '-noverify',
    );
    expect(verdict.output).toContain(expected);
  });
});

const fail = (): never => {
  throw new Error('nothing there');
};

describe('OCSP request', () => {
  it('gives serials in the form of the registers, nonce and issuer', async () => {
    const serials = [randomSerial(), '01', `00${randomSerial().slice(2)}`];
    const { certificates, nonce } = read(await requestFor(serials));
    expect(certificates.map(({ serial }) => serial)).toEqual(
      serials.map((serial) => serial.padStart(32, '0')),
    );
    expect(nonce).toHaveLength(18);
    expect(read(await requestFor(serials, '-no_nonce')).nonce).toBeUndefined();
    expect(certificates.every(issuerMatcher(chain.issuer))).toBe(true);
    expect(certificates.some(issuerMatcher({ ...chain.issuer, publicKey: chain.rootKey.publicKey }))).toBe(
      false,
    );
  });

  it('is malformed when it is not DER, empty, too long or asks for more than fifty', async () => {
    const many = await requestFor(Array.from({ length: 51 }, randomSerial));
    for (const octets of [
      new Uint8Array(),
      Buffer.from('GET'),
      new Uint8Array(OCSP_REQUEST_LIMIT + 1),
      many,
      sequence(),
    ]) {
      expect(readOcspRequest(octets)).toEqual({ ok: false, status: 'malformedRequest' });
    }
  });

  it('is malformed with a nonce of 0 or 129 octets, or an unknown critical extension (RFC 9654 §2.1)', async () => {
    const plain = await requestFor([randomSerial()], '-no_nonce');
    const list = Buffer.from(plain).subarray(4); // two short headers
    const withExtension = (...parts: Uint8Array[]) =>
      sequence(sequence(list, constructed(2, sequence(sequence(...parts)))));
    const nonce = (length: number) =>
      withExtension(objectIdentifier(OCSP_NONCE), octetString(octetString(new Uint8Array(length))));
    const critical = withExtension(
      objectIdentifier('1.2.3.4'),
      tlv(1, Uint8Array.of(0xff)),
      octetString(sequence()),
    );
    expect([nonce(1), nonce(128)].map((der) => readOcspRequest(der).ok)).toEqual([true, true]);
    expect([nonce(0), nonce(129), critical].map((der) => readOcspRequest(der).ok)).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('never throws on changed octets', async () => {
    const request = await requestFor([randomSerial(), randomSerial()]);
    fc.assert(
      fc.property(fc.nat(request.length - 1), fc.nat(255), (position, octet) => {
        const changed = Buffer.from(request);
        changed[position] = octet;
        readOcspRequest(changed);
      }),
      { numRuns: 2000 },
    );
  });

  it('is plain with one certificate and nothing else, in DER: then its octets alone decide the answer', async () => {
    const serial = randomSerial();
    const isPlain = (der: Buffer) => isPlainOcspRequest(der, read(der));
    const plain = await requestFor([serial], '-no_nonce');
    expect(isPlain(plain)).toBe(true);
    expect(isPlain(await requestFor([serial]))).toBe(false);
    expect(isPlain(await requestFor([serial, serial], '-no_nonce'))).toBe(false);
    const version = constructed(0, tlv(2, Uint8Array.of(0)));
    const list = plain.subarray(4); // two short headers
    expect(isPlain(Buffer.from(sequence(sequence(version, list))))).toBe(false);
  });

  it('is found in a path, encoded or not, with slashes doubled at the front (RFC 6960 appendix A.1)', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 120 }), (tail) => {
        const der = Buffer.from(sequence(tail));
        const base64 = der.toString('base64');
        const forms = [
          base64,
          encodeURIComponent(base64),
          `/${base64}`,
          base64.replaceAll('+', ' '),
          der.toString('base64url'),
        ];
        for (const form of forms) expect(der.equals(decodeOcspPath(form) ?? new Uint8Array())).toBe(true);
      }),
    );
    expect([decodeOcspPath('%zz'), decodeOcspPath(''), decodeOcspPath('a!b')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
