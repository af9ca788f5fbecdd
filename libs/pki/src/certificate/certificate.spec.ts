import 'reflect-metadata';
import { X509Certificate, webcrypto } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as x509 from '@peculiar/x509';
import { pem } from '../der/index.js';
import { verifierOf } from '../public-key/index.js';
import { DEMO_POLICY, OpenSsl, ThrowAwayChain, aHolder, aProfile, randomSerial } from '../testing/index.js';
import { readCertificate, serialFromRandom, serialToHex } from './index.js';

x509.cryptoProvider.set(webcrypto as never);

const now = new Date();
const chain = new ThrowAwayChain(now);
let openssl: OpenSsl;
let trust: string[];

beforeAll(() => {
  openssl = new OpenSsl();
  trust = [
    '-CAfile',
    openssl.file('root.pem', pem('CERTIFICATE', chain.root)),
    '-untrusted',
    openssl.file('issuing.pem', pem('CERTIFICATE', chain.issuing)),
  ];
});
afterAll(() => openssl.dispose());

describe('certificate templates', () => {
  it('make a chain that openssl accepts in strict mode', async () => {
    const leaf = openssl.file('leaf.pem', pem('CERTIFICATE', chain.person()));
    const verdict = await openssl.run('verify', '-x509_strict', '-policy_check', ...trust, leaf);
    expect(verdict.output).toContain('leaf.pem: OK');
  });

  it('make an OCSP signer that openssl accepts for that purpose alone', async () => {
    const signer = openssl.file('ocsp.pem', pem('CERTIFICATE', chain.ocspSigner));
    const verdict = await openssl.run('verify', '-x509_strict', '-purpose', 'ocsphelper', ...trust, signer);
    expect(verdict.output).toContain('ocsp.pem: OK');
    const text = (await openssl.run('x509', '-in', signer, '-noout', '-text')).output;
    expect(text).toMatch(/OCSP Signing/);
    expect(text).toMatch(/OCSP No Check/);
  });

  it('let no authority stand below the issuing one', async () => {
    const text = (await openssl.run('x509', '-in', trust[3] ?? '', '-noout', '-text')).output;
    expect(text).toMatch(/X509v3 Basic Constraints: critical\s+CA:TRUE, pathlen:0/);
    expect(text).toMatch(/X509v3 Key Usage: critical\s+Certificate Sign, CRL Sign/);
  });

  it('sign the root with P-384 and SHA-384, everything else with P-256 and SHA-256 (D21)', async () => {
    const root = (await openssl.run('x509', '-in', trust[1] ?? '', '-noout', '-text')).output;
    expect(root).toMatch(/ecdsa-with-SHA384/);
    expect(root).toMatch(/NIST CURVE: P-384/);
    const leaf = new x509.X509Certificate(chain.person());
    expect(leaf.signatureAlgorithm).toMatchObject({ name: 'ECDSA', hash: { name: 'SHA-256' } });
  });

  it.each([
    [['AUTHENTICATION'], 'Digital Signature'],
    [['SIGNATURE'], 'Non Repudiation'],
    [['SIGNATURE', 'AUTHENTICATION'], 'Digital Signature, Non Repudiation'],
  ] as const)('turn the usages %j into a critical keyUsage (F36)', async (usages, expected) => {
    const der = chain.person(randomSerial(), aHolder(), aProfile({ usages }));
    const text = (
      await openssl.run('x509', '-in', openssl.file('u.pem', pem('CERTIFICATE', der)), '-noout', '-text')
    ).output;
    expect(text).toMatch(new RegExp(`X509v3 Key Usage: critical\\s+${expected}\\n`));
  });

  it('carry subject, e-mail, policy and status addresses that independent readers see alike', async () => {
    const der = chain.person();
    const judge = new x509.X509Certificate(der);
    expect(judge.subjectName.getField('CN')).toEqual(['Zoé Lefèvre']);
    expect(judge.subjectName.getField('2.5.4.97')).toEqual(['NTRFR-732829320']);
    expect(new X509Certificate(der).subjectAltName).toBe('email:zoe.lefevre@exemple.fr');
    const file = openssl.file('a.pem', pem('CERTIFICATE', der));
    const text = (await openssl.run('x509', '-in', file, '-noout', '-text')).output;
    expect(text).toContain(`Policy: ${DEMO_POLICY}`);
    expect(text).toContain('OCSP - URI:http://pki.exemple.fr/ocsp');
    expect(text).toContain('CA Issuers - URI:http://pki.exemple.fr/ca/issuing.cer');
    expect(text).toContain('URI:http://pki.exemple.fr/crl/issuing.crl');
    expect(text).toMatch(/X509v3 Basic Constraints: critical\s+CA:FALSE/);
    expect(text).not.toMatch(/qcStatements/i);
  });

  it('are read back by our own reader, signature included', () => {
    const serial = randomSerial();
    const view = readCertificate(chain.person(serial));
    expect(serialToHex(view.serial)).toBe(serial);
    expect(verifierOf(chain.issuingKey.publicKey)(view.toBeSigned, view.signature)).toBe(true);
    expect(verifierOf(chain.rootKey.publicKey)(view.toBeSigned, view.signature)).toBe(false);
  });
});

describe('serial number', () => {
  it('has 16 octets and no sign octet whatever the random is (RFC 5280 §4.1.2.2)', () => {
    expect(serialFromRandom(new Uint8Array(16))).toBe(`40${'00'.repeat(15)}`);
    expect(serialFromRandom(new Uint8Array(16).fill(0xff))).toBe(`7f${'ff'.repeat(15)}`);
    expect(() => serialFromRandom(new Uint8Array(8))).toThrow(RangeError);
  });
});
