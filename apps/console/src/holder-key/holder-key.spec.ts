import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  assemblePkcs12,
  certifiesKey,
  makeCertificateRequest,
  makeKeyPair,
  pkcs12FileName,
  readPrivateKey,
  type KeyAlgorithm,
} from './index.js';

const folder = mkdtempSync(path.join(tmpdir(), 'mandataire-holder-key-'));
const at = (name: string) => path.join(folder, name);

function openssl(...parameters: string[]): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    execFile('openssl', parameters, { cwd: folder, timeout: 20_000 }, (error, stdout, stderr) =>
      resolve({ ok: error === null, output: `${stdout}${stderr}` }),
    );
  });
}

const PASSWORD = 'Tournesol-47!';

beforeAll(async () => {
  const made = [
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout root.key -out root.pem -subj /CN=Racine -days 30',
    'req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.csr -subj /CN=Emettrice',
  ];
  for (const line of made) expect((await openssl(...line.split(' '))).ok).toBe(true);
  writeFileSync(at('ca.ext'), 'basicConstraints=critical,CA:TRUE\n');
  const signed = await openssl(
    ...'x509 -req -in ca.csr -CA root.pem -CAkey root.key -CAcreateserial -out ca.pem -days 20 -extfile ca.ext'.split(
      ' ',
    ),
  );
  expect(signed.ok).toBe(true);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each<KeyAlgorithm>(['RSA-3072', 'P-256'])('a holder’s %s key', (algorithm) => {
  let pair: CryptoKeyPair;
  let certificatePem: string;

  beforeAll(async () => {
    pair = await makeKeyPair(algorithm);
    writeFileSync(at('holder.csr'), await makeCertificateRequest(pair, 'Hélène Lefèvre'));
    const issued = await openssl(
      ...'x509 -req -in holder.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out holder.pem -days 10'.split(
        ' ',
      ),
    );
    expect(issued.output).toContain('ok');
    certificatePem = readFileSync(at('holder.pem'), 'utf8');
  });

  it('is asked for with a request that openssl verifies', async () => {
    const verdict = await openssl('req', '-in', 'holder.csr', '-verify', '-noout', '-text', '-utf8');
    expect(verdict.output).toContain('verify OK');
    expect(verdict.output).toContain(algorithm === 'P-256' ? 'prime256v1' : '3072 bit');
    expect(verdict.output).toMatch(/sha256/i);
    const subject = await openssl('req', '-in', 'holder.csr', '-noout', '-subject', '-nameopt', 'utf8');
    expect(subject.output).toContain('Hélène Lefèvre');
  });

  it('is recognised in its certificate, and another key is not', async () => {
    const own = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
    const other = await makeKeyPair('P-256');
    const foreign = new Uint8Array(await crypto.subtle.exportKey('spki', other.publicKey));
    expect(certifiesKey(certificatePem, own)).toBe(true);
    expect(certifiesKey(certificatePem, foreign)).toBe(false);
  });

  it('becomes a PKCS#12 with AES-256, PBKDF2 and SHA-256 that openssl opens with the password only', async () => {
    const kept = await crypto.subtle.exportKey('pkcs8', pair.privateKey);
    const file = await assemblePkcs12({
      privateKey: await readPrivateKey(kept, algorithm),
      certificatePem,
      chainPem: [readFileSync(at('ca.pem'), 'utf8'), readFileSync(at('root.pem'), 'utf8')],
      password: PASSWORD,
      friendlyName: 'Hélène Lefèvre (Initio RGS*)',
    });
    writeFileSync(at('holder.p12'), file);
    const info = await openssl(
      'pkcs12',
      '-in',
      'holder.p12',
      '-passin',
      `pass:${PASSWORD}`,
      '-info',
      '-noout',
    );
    expect(info.ok).toBe(true);
    expect(info.output).toMatch(/MAC: sha256/);
    expect(
      info.output.match(/PBES2, PBKDF2, AES-256-CBC, Iteration (\d+), PRF hmacWithSHA256/g),
    ).toHaveLength(2);
    const rounds = [...info.output.matchAll(/AES-256-CBC, Iteration (\d+)/g)].map(([, n]) => Number(n));
    expect(Math.min(...rounds)).toBeGreaterThanOrEqual(100_000);
    const wrong = await openssl('pkcs12', '-in', 'holder.p12', '-passin', 'pass:Tournesol-48!', '-noout');
    expect(wrong.ok).toBe(false);
  });

  it('leaves the PKCS#12 as the same key, with the whole chain', async () => {
    const all = await openssl(
      'pkcs12',
      '-in',
      'holder.p12',
      '-passin',
      `pass:${PASSWORD}`,
      '-nodes',
      '-out',
      'all.pem',
    );
    expect(all.ok).toBe(true);
    expect(readFileSync(at('all.pem'), 'utf8').match(/BEGIN CERTIFICATE/g)).toHaveLength(3);
    const [fromFile, fromCertificate] = await Promise.all([
      openssl('pkey', '-in', 'all.pem', '-pubout'),
      openssl('x509', '-in', 'holder.pem', '-pubkey', '-noout'),
    ]);
    expect(fromFile.output).toBe(fromCertificate.output);
    const verified = await openssl('verify', '-CAfile', 'root.pem', '-untrusted', 'ca.pem', 'holder.pem');
    expect(verified.output).toContain('holder.pem: OK');
  });
});

describe('an accented password', () => {
  it('opens the file without any fallback of openssl, and a character it cannot carry is refused', async () => {
    const pair = await makeKeyPair('P-256');
    writeFileSync(at('accent.csr'), await makeCertificateRequest(pair, 'Zoé'));
    await openssl(
      ...'x509 -req -in accent.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out accent.pem'.split(' '),
    );
    const content = {
      privateKey: pair.privateKey,
      certificatePem: readFileSync(at('accent.pem'), 'utf8'),
      chainPem: [],
      friendlyName: 'Zoé',
    };
    writeFileSync(at('accent.p12'), await assemblePkcs12({ ...content, password: 'Journée-47!' }));
    const opened = await openssl(
      'pkcs12',
      '-in',
      'accent.p12',
      '-passin',
      'pass:Journée-47!',
      '-noout',
      '-info',
    );
    expect(opened.ok).toBe(true);
    expect(opened.output).not.toMatch(/broken/i);
    await expect(assemblePkcs12({ ...content, password: 'Prix-47€A' })).rejects.toThrow(/Latin-1/);
  });
});

describe('the name of the file', () => {
  it('keeps first given name and surname, without accents or spaces', () => {
    expect(pkcs12FileName({ givenNames: ['Hélène', 'Marie'], surname: 'Lefèvre d’Arc' })).toBe(
      'helene-lefevre-d-arc-initio.p12',
    );
    expect(pkcs12FileName({ givenNames: ['Œdipe'], surname: 'Lœwenstein-Ægir' })).toBe(
      'oedipe-loewenstein-aegir-initio.p12',
    );
    expect(pkcs12FileName({ givenNames: ['李'], surname: '王' })).toBe('certificat-initio.p12');
  });
});
