import 'reflect-metadata';
import { generateKeyPairSync, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as x509 from '@peculiar/x509';
import fc from 'fast-check';
import { bitString, integer, pem, readPem, sequence } from '../der/index.js';
import { publicKeyHash, readPublicKey, writePublicKey, ECDSA_SHA256 } from '../public-key/index.js';
import { OpenSsl, throwAwayKey } from '../testing/index.js';
import { checkHolderKey } from './holder-key.js';
import { REQUEST_SIZE_LIMIT, inspectCertificateRequest } from './inspect-certificate-request.js';

x509.cryptoProvider.set(webcrypto as never);
let openssl: OpenSsl;
beforeAll(() => {
  openssl = new OpenSsl();
});
afterAll(() => openssl.dispose());

const EC = (curve: string) => ['ec', '-pkeyopt', `ec_paramgen_curve:${curve}`];

async function opensslRequest(
  key: readonly string[],
  ...more: readonly string[]
): Promise<{ csr: string; key: string }> {
  const paths = { csr: openssl.file('r.csr', ''), key: openssl.file('r.key', '') };
  const common = ['req', '-new', '-nodes', '-subj', '/CN=ignored', '-keyout', paths.key, '-out', paths.csr];
  const verdict = await openssl.run(...common, '-newkey', ...key, ...more);
  if (!verdict.ok) throw new Error(verdict.output);
  return { csr: readFileSync(paths.csr, 'utf8'), key: readFileSync(paths.key, 'utf8') };
}

const reasonOf = (text: string): string | undefined => {
  const inspection = inspectCertificateRequest(text);
  return inspection.ok ? undefined : inspection.reason;
};

describe('inspection of a certificate request', () => {
  it.each([
    ['P-256', EC('P-256'), 'EC', 256],
    ['RSA-3072', ['rsa:3072'], 'RSA', 3072],
  ] as const)('accepts %s and returns the key that openssl made (D21)', async (_, kind, algorithm, bits) => {
    const { csr } = await opensslRequest(kind);
    const inspection = inspectCertificateRequest(csr);
    expect(inspection).toMatchObject({ ok: true, algorithm, bits });
    if (!inspection.ok) return;
    const judge = new x509.Pkcs10CertificateRequest(csr);
    expect(Buffer.from(judge.publicKey.rawData).equals(inspection.publicKey)).toBe(true);
    expect(inspection.publicKeyHash).toBe(publicKeyHash(new Uint8Array(judge.publicKey.rawData)));
  });

  it('accepts a request made by WebCrypto as in the browser (D20)', async () => {
    const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const request = await x509.Pkcs10CertificateRequestGenerator.create({
      name: 'CN=x',
      keys,
      signingAlgorithm,
    });
    expect(inspectCertificateRequest(request.toString('pem')).ok).toBe(true);
  });

  it('accepts Windows line ends, the older label, text around it and bare base64', async () => {
    const { csr } = await opensslRequest(EC('P-256'), '-text');
    const { csr: older } = await opensslRequest(EC('P-256'), '-newhdr');
    const [block] = readPem(csr);
    expect(inspectCertificateRequest(csr.replaceAll('\n', '\r\n')).ok).toBe(true);
    expect(inspectCertificateRequest(older).ok).toBe(true);
    expect(inspectCertificateRequest(Buffer.from(block?.der ?? []).toString('base64')).ok).toBe(true);
  });

  it.each([
    ['RSA-2048 (D21)', ['rsa:2048'], [], 'CSR_KEY_TOO_WEAK'],
    [
      'RSA with the exponent 3 (F74)',
      ['rsa:3072', '-pkeyopt', 'rsa_keygen_pubexp:3'],
      [],
      'CSR_KEY_TOO_WEAK',
    ],
    ['RSA-4096 (D21)', ['rsa:4096'], [], 'CSR_KEY_ALGORITHM_REFUSED'],
    ['P-384 (D21)', EC('P-384'), [], 'CSR_KEY_ALGORITHM_REFUSED'],
    ['P-521', EC('P-521'), [], 'CSR_KEY_ALGORITHM_REFUSED'],
    ['secp256k1', EC('secp256k1'), [], 'CSR_KEY_ALGORITHM_REFUSED'],
    ['Ed25519', ['ed25519'], [], 'CSR_KEY_ALGORITHM_REFUSED'],
    ['a request signed with SHA-1', EC('P-256'), ['-sha1'], 'CSR_KEY_ALGORITHM_REFUSED'],
  ] as const)('refuses %s', async (_, kind, more, reason) => {
    expect(reasonOf((await opensslRequest(kind, ...more)).csr)).toBe(reason);
  });

  it('refuses a false signature: nobody has shown the private key (RFC 2986 §4.2)', async () => {
    const { csr } = await opensslRequest(EC('P-256'));
    const der = Buffer.from(readPem(csr)[0]?.der ?? []);
    der[der.length - 1] = (der[der.length - 1] ?? 0) ^ 1;
    expect(reasonOf(pem('CERTIFICATE REQUEST', der))).toBe('CSR_SIGNATURE_FALSE');
  });

  it('refuses a public key that is not a point of its curve', () => {
    const key = writePublicKey({ kind: 'EC', bits: 256, curve: 'P-256', point: new Uint8Array(65).fill(4) });
    const info = sequence(integer(0), sequence(), key, Uint8Array.of(0xa0, 0));
    const der = sequence(info, ECDSA_SHA256.der, bitString(sequence(integer(1), integer(1))));
    expect(reasonOf(pem('CERTIFICATE REQUEST', der))).toBe('CSR_SIGNATURE_FALSE');
  });

  it('refuses a request above 16 kB', () => {
    expect(reasonOf('A'.repeat(REQUEST_SIZE_LIMIT + 1))).toBe('CSR_TOO_LARGE');
  });

  it('calls a pasted private key by its name, whatever its form (invariant 11)', async () => {
    const { csr, key } = await opensslRequest(EC('P-256'));
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const encryption = { cipher: 'aes-256-cbc', passphrase: 'x' } as const;
    const base64 = (octets: Uint8Array): string => Buffer.from(octets).toString('base64');
    const forms = [
      key,
      `${csr}${key}`,
      ec.export({ type: 'sec1', format: 'pem' }).toString(),
      ec.export({ type: 'pkcs8', format: 'pem', ...encryption }).toString(),
      base64(ec.export({ type: 'pkcs8', format: 'der' })),
      base64(ec.export({ type: 'sec1', format: 'der' })),
      base64(rsa.export({ type: 'pkcs1', format: 'der' })),
      base64(ec.export({ type: 'pkcs8', format: 'der', ...encryption })),
      JSON.stringify(ec.export({ format: 'jwk' })),
      pem('CERTIFICATE REQUEST', ec.export({ type: 'pkcs8', format: 'der' })),
    ];
    expect(forms.map(reasonOf)).toEqual(forms.map(() => 'CSR_IS_PRIVATE_KEY'));
  });

  it('calls a pasted PKCS#12 a private key, as base64 and as PEM (invariant 11)', async () => {
    const key = openssl.file('k.pem', '');
    const certificate = openssl.file('c.pem', '');
    const store = openssl.file('s.p12', '');
    await openssl.run(
      'req',
      '-x509',
      '-nodes',
      '-newkey',
      'rsa:2048',
      '-subj',
      '/CN=x',
      '-keyout',
      key,
      '-out',
      certificate,
    );
    const made = await openssl.run(
      'pkcs12',
      '-export',
      '-inkey',
      key,
      '-in',
      certificate,
      '-passout',
      'pass:x',
      '-out',
      store,
    );
    expect(made.ok).toBe(true);
    const octets = readFileSync(store);
    expect(reasonOf(octets.toString('base64'))).toBe('CSR_IS_PRIVATE_KEY');
    expect(reasonOf(pem('PKCS12', octets))).toBe('CSR_IS_PRIVATE_KEY');
    expect(reasonOf(pem('CERTIFICATE REQUEST', octets))).toBe('CSR_IS_PRIVATE_KEY');
    // Opened in an editor and pasted: octets above 127 are lost in one way or another.
    const der = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    for (const file of [octets, der.export({ type: 'pkcs8', format: 'der' })])
      for (const charset of ['utf8', 'latin1'] as const)
        expect(reasonOf(file.toString(charset))).toBe('CSR_IS_PRIVATE_KEY');
    // Windows and NSS write BER with indefinite lengths.
    const indefinite = Buffer.from('3080020103308006092a864886f70d010701a080', 'hex');
    expect(reasonOf(indefinite.toString('base64'))).toBe('CSR_IS_PRIVATE_KEY');
  });

  it('refuses a certificate, several requests and anything else as unreadable', async () => {
    const { csr } = await opensslRequest(EC('P-256'));
    const [block] = readPem(csr);
    const certificate = pem('CERTIFICATE', block?.der ?? new Uint8Array());
    for (const text of [
      '',
      'bonjour',
      certificate,
      csr + csr,
      '-----BEGIN CERTIFICATE REQUEST-----',
      'MAA=',
      Buffer.from(block?.der ?? []).toString('utf8'),
      Buffer.from(block?.der ?? []).toString('latin1'),
    ]) {
      expect(reasonOf(text)).toBe('CSR_UNREADABLE');
    }
  });

  it('never throws, whatever octets a request is replaced by', async () => {
    const { csr } = await opensslRequest(EC('P-256'));
    const der = Buffer.from(readPem(csr)[0]?.der ?? []);
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.nat(255), (position, octet) => {
        const changed = Buffer.from(der);
        changed[position] = octet;
        inspectCertificateRequest(pem('CERTIFICATE REQUEST', changed));
      }),
      { numRuns: 1000 },
    );
    fc.assert(fc.property(fc.string(), (text) => void inspectCertificateRequest(text)));
  });
});

/** As openssl makes one, and a number of half its size that no small prime divides, nor the odd number after it. */
const SOUND_MODULUS = readModulus(throwAwayKey('RSA-3072').publicKey);
const NEIGHBOURS = (3n << 1534n) + 77n;

function readModulus(publicKey: Uint8Array): bigint {
  const key = readPublicKey(publicKey);
  if (key.kind !== 'RSA') throw new Error('not RSA');
  return key.modulus;
}

describe('key of a holder', () => {
  const exponent = 65537n;
  const rsa = (modulus: bigint) =>
    checkHolderKey({ kind: 'RSA', bits: modulus.toString(2).length, modulus, exponent });

  it('is refused when a small prime divides it or its primes are neighbours (F57)', () => {
    const sound = SOUND_MODULUS;
    expect(rsa(sound)).toBeUndefined();
    expect(rsa((sound / 3n) * 3n)).toBe('CSR_KEY_TOO_WEAK');
    expect(rsa(NEIGHBOURS * (NEIGHBOURS + 2n))).toBe('CSR_KEY_TOO_WEAK');
  });

  it('is refused above 3072 bits, below, and with an even exponent (D21, F74)', () => {
    const modulus = SOUND_MODULUS;
    expect(rsa(modulus << 1n)).toBe('CSR_KEY_ALGORITHM_REFUSED');
    expect(rsa(modulus >> 1n)).toBe('CSR_KEY_TOO_WEAK');
    expect(checkHolderKey({ kind: 'RSA', bits: 3072, modulus, exponent: 65538n })).toBe('CSR_KEY_TOO_WEAK');
  });

  it('has one encoding and so one hash, in whatever form it came', () => {
    const { publicKey } = throwAwayKey();
    expect(publicKeyHash(publicKey)).toMatch(/^[0-9a-f]{64}$/);
  });
});
