import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TAG, pem, sequence, tlv, octetString, objectIdentifier, constructed } from '../der/index.js';
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

  it('is malformed when it is not DER, empty, too long or asks for more than twenty', async () => {
    const many = await requestFor(Array.from({ length: 21 }, randomSerial));
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

  describe('in whose elements one is too many', () => {
    const serial = tlv(TAG.INTEGER, Buffer.from(randomSerial(), 'hex'));
    const hash = (octets = 20) => octetString(new Uint8Array(octets));
    const sha1 = objectIdentifier('1.3.14.3.2.26');
    const none = tlv(TAG.NULL, new Uint8Array());
    const plain = [sequence(sha1, none), hash(), hash(), serial];
    const about = (...fields: Uint8Array[]) => sequence(sequence(...fields));
    const tagged = (tag: number, ...extensions: Uint8Array[]) => constructed(tag, sequence(...extensions));
    const extension = (oid: string, ...more: Uint8Array[]) =>
      sequence(objectIdentifier(oid), ...more, octetString(octetString(new Uint8Array(8))));
    const critical = tlv(TAG.BOOLEAN, Uint8Array.of(0xff));
    const nonce = extension(OCSP_NONCE);
    const asked = sequence(about(...plain));
    const isRead = (...toBeSigned: Uint8Array[]) => readOcspRequest(sequence(sequence(...toBeSigned))).ok;

    it('takes a CertID with and without NULL, and extensions that it need not know', () => {
      expect(isRead(asked)).toBe(true);
      expect(isRead(sequence(about(sequence(sha1), hash(), hash(), serial)))).toBe(true);
      expect(isRead(asked, tagged(2, nonce, extension('1.2.3.4')))).toBe(true);
      const single = sequence(sequence(...plain), tagged(0, extension('1.2.3.4')));
      expect(isRead(sequence(single))).toBe(true);
    });

    it.each([
      ['digest parameters', [sequence(sha1, octetString(new Uint8Array(9_700))), hash(), hash(), serial]],
      ['a NULL with content', [sequence(sha1, tlv(TAG.NULL, Uint8Array.of(1))), hash(), hash(), serial]],
      ['two parameters', [sequence(sha1, none, none), hash(), hash(), serial]],
      ['a name hash of another length', [sequence(sha1, none), hash(32), hash(), serial]],
      ['a key hash of another length', [sequence(sha1, none), hash(), hash(21), serial]],
      ['a fifth field', [...plain, octetString(new Uint8Array(1))]],
      [
        'a digest named at length',
        [sequence(tlv(TAG.OID, Buffer.alloc(9_000, 1)), none), hash(), hash(), serial],
      ],
    ])('is malformed with %s in its CertID', (_what, fields) => {
      expect(isRead(sequence(about(...fields)))).toBe(false);
    });

    it.each([
      ['two nonces', [asked, tagged(2, nonce, nonce)]],
      ['an extension twice', [asked, tagged(2, extension('1.2.3.4'), extension('1.2.3.4'))]],
      ['two lists of extensions', [asked, tagged(2, nonce), tagged(2, nonce)]],
      ['extensions before the list', [tagged(2, nonce), asked]],
      ['two lists of certificates', [asked, asked]],
      ['something after all', [asked, none]],
      [
        'a critical unknown extension of one certificate',
        [sequence(sequence(sequence(...plain), tagged(0, extension('1.2.3.4', critical))))],
      ],
    ])('is malformed with %s', (_what, fields) => {
      expect(isRead(...fields)).toBe(false);
    });

    it('is malformed with anything but a signature after what would be signed', () => {
      expect(readOcspRequest(sequence(sequence(asked), constructed(0, sequence()))).ok).toBe(true);
      expect(readOcspRequest(sequence(sequence(asked), sequence())).ok).toBe(false);
    });
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
