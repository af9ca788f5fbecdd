import { X509Certificate } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EmbeddedCertificateAuthority } from '@mandataire/adapters/certificate-authority';
import { Pkcs11KeyStore } from '@mandataire/adapters/key-store';
import { KeyStoreUnavailableError } from '@mandataire/application/key-store';
import { pem } from '@mandataire/pki';
import { OpenSsl, aProfile } from '@mandataire/pki/testing';
import { FakeAuthorityRegister } from '../../../libs/adapters/src/certificate-authority/authority-register.fake.js';
import { anIssueRequest } from '../../../libs/adapters/src/certificate-authority/certificate-authority.contract.js';
import { hasSoftToken, SoftToken } from './soft-token.js';

(hasSoftToken ? describe : describe.skip)('embedded authority with its keys in an HSM (D14)', () => {
  const now = new Date();
  let token: SoftToken;
  let openssl: OpenSsl;
  let register: FakeAuthorityRegister;
  let issuerId: string;
  let authority: EmbeddedCertificateAuthority;

  beforeEach(async () => {
    openssl = new OpenSsl();
    token = await SoftToken.make();
    register = new FakeAuthorityRegister();
    const caKeys = new Pkcs11KeyStore(token.settings());
    const ocspKeys = new Pkcs11KeyStore(token.settings());
    authority = new EmbeddedCertificateAuthority({
      ...{ register, rootKeys: caKeys, caKeys, ocspKeys, pkiBaseUrl: 'http://pki.example.org' },
    });
    await authority.initialise(now);
    issuerId = await authority.issuerId(aProfile());
  });
  afterEach(() => {
    token.dispose();
    openssl.dispose();
  });

  /** openssl's verdict on a certificate with its whole chain and every list. */
  async function verdict(der: Uint8Array, chain: readonly Uint8Array[]): Promise<string> {
    const [issuing, root] = chain.map((each) => pem('CERTIFICATE', each));
    const lists = register.lists.map((list) => pem('X509 CRL', list.der)).join('');
    const { output } = await openssl.run(
      ...['verify', '-x509_strict', '-crl_check', '-CRLfile', openssl.file('lists.pem', lists)],
      ...['-CAfile', openssl.file('root.pem', root ?? '')],
      ...['-untrusted', openssl.file('issuing.pem', issuing ?? '')],
      openssl.file('leaf.pem', pem('CERTIFICATE', der)),
    );
    return output;
  }

  it('issues certificates and lists that openssl accepts, also several at a time', async () => {
    const requests = Array.from({ length: 8 }, () => anIssueRequest(now, issuerId));
    const issued = await Promise.all(requests.map((request) => authority.issue(request)));
    await authority.publish(now);
    for (const { der, chain } of issued) expect(await verdict(der, chain)).toContain('leaf.pem: OK');
    expect(token.privateKeys().length).toBeGreaterThanOrEqual(3);
  });

  it('signs nothing while the HSM is away, and the same request once it is back', async () => {
    const request = anIssueRequest(now, issuerId);
    token.pullOut();
    await expect(authority.issue(request)).rejects.toThrow(KeyStoreUnavailableError);
    await expect(authority.publish(now)).rejects.toThrow(KeyStoreUnavailableError);
    token.putBack();
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const { der, chain } = await authority.issue(request);
    await authority.publish(now);
    expect(await verdict(der, chain)).toContain('leaf.pem: OK');
    expect(new X509Certificate(der).serialNumber.toLowerCase()).toBe(request.serial);
  });
});
