import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { bitString, namedBits, sequence } from '../der/index.js';
import { ThrowAwayChain, aHolder } from '../testing/index.js';
import { describeCertificate, extension, EXTENSION, writeToBeSigned } from './index.js';
import { ECDSA_SHA256 } from '../public-key/index.js';

const chain = new ThrowAwayChain(new Date());

describe('description of a certificate', () => {
  it('says what node reads in it', () => {
    const der = chain.person();
    const described = describeCertificate(der);
    const judge = new X509Certificate(der);
    expect(described.sha256).toBe(judge.fingerprint256.replaceAll(':', '').toLowerCase());
    expect(described.sha1).toBe(judge.fingerprint.replaceAll(':', '').toLowerCase());
    expect(described.version).toBe(3);
    const names = (attributes: typeof described.subject) =>
      attributes.map(({ name, value }) => [name, value]);
    expect(names(described.subject)).toContainEqual(['commonName', 'Zoé Lefèvre']);
    expect(names(described.subject)).toContainEqual(['organizationIdentifier', `NTRFR-${aHolder().siren}`]);
    expect(names(described.issuer).at(-1)?.[0]).toBe('commonName');
    expect(described).toMatchObject({ keyAlgorithm: 'EC', keyBits: 256, keyCurve: 'P-256' });
  });

  it('names every extension that we write, with its values', () => {
    const { extensions } = describeCertificate(chain.person());
    const of = (name: string) => extensions.find((each) => each.name === name);
    expect(extensions.every(({ name }) => name !== null)).toBe(true);
    expect(of('keyUsage')).toMatchObject({
      critical: true,
      values: [
        { kind: null, value: 'digitalSignature' },
        { kind: null, value: 'nonRepudiation' },
      ],
    });
    expect(of('subjectAlternativeName')?.values).toEqual([
      { kind: 'rfc822Name', value: 'zoe.lefevre@exemple.fr' },
    ]);
    expect(
      of('authorityInformationAccess')
        ?.values.map(({ kind }) => kind)
        .sort(),
    ).toEqual(['caIssuers', 'ocsp']);
    expect(of('crlDistributionPoints')?.values[0]?.value).toMatch(/^http:\/\/pki\.exemple\.fr\//);
    expect(of('basicConstraints')?.values).toEqual([{ kind: 'endEntity', value: '' }]);
    const issuing = describeCertificate(chain.issuing).extensions;
    expect(issuing.find(({ name }) => name === 'basicConstraints')?.values).toEqual([
      { kind: 'authority', value: '' },
      { kind: 'pathLength', value: '0' },
    ]);
  });

  it('shows the octets of an extension that it does not know, or that is malformed', () => {
    const toBeSigned = writeToBeSigned({
      serial: '40'.repeat(16),
      publicKey: chain.issuer.publicKey,
      validity: { notBefore: new Date(0), notAfter: new Date(1000) },
      algorithm: ECDSA_SHA256,
      issuerName: chain.issuer.name,
      subjectName: chain.issuer.name,
      extensions: [
        extension('1.2.3.4', Uint8Array.of(5, 0)),
        extension(EXTENSION.extendedKeyUsage, namedBits([0])),
      ],
    });
    const der = sequence(toBeSigned, ECDSA_SHA256.der, bitString(Uint8Array.of(1)));
    const [unknown, malformed] = describeCertificate(der).extensions;
    expect(unknown).toMatchObject({ oid: '1.2.3.4', name: null, values: [{ kind: null, value: '0500' }] });
    expect(malformed).toMatchObject({
      name: 'extendedKeyUsage',
      values: [{ kind: null, value: '03020780' }],
    });
  });
});
