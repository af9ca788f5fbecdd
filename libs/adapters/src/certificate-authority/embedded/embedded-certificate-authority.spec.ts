import { X509Certificate, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { CertificateLintError } from '@mandataire/application/certificate';
import type { KeyAlgorithm, KeyStore } from '@mandataire/application/key-store';
import { pem, readCertificate } from '@mandataire/pki';
import { OpenSsl, aHolder, aProfile, randomSerial } from '@mandataire/pki/testing';
import { FakeAuthorityRegister } from '../authority-register.fake.js';
import { anIssueRequest, certificateAuthorityContract } from '../certificate-authority.contract.js';
import {
  AuthorityNotFoundedError,
  EmbeddedCertificateAuthority,
  FalseSignatureError,
  KeyMismatchError,
  OtherPublicAddressError,
  RootKeyAbsentError,
  endingAuthorities,
  isDemonstration,
} from './index.js';

const DAY = 86_400_000;
const FAMILIES = ['authentication', 'signature', 'dual', 'service'];

/** Keys in memory that count their signatures and can be made to lie. */
class MemoryKeyStore implements KeyStore {
  readonly signatures: string[] = [];
  lying = false;
  private readonly keys = new Map<string, { privateKey: KeyObject; publicKey: Uint8Array; digest: string }>();

  async generate(keyRef: string, algorithm: KeyAlgorithm): Promise<Uint8Array> {
    if (this.keys.has(keyRef)) throw new Error('exists');
    const pair = generateKeyPairSync('ec', { namedCurve: algorithm });
    const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' });
    const digest = algorithm === 'P-384' ? 'sha384' : 'sha256';
    this.keys.set(keyRef, { privateKey: pair.privateKey, publicKey, digest });
    return publicKey;
  }

  async has(keyRef: string): Promise<boolean> {
    return this.keys.has(keyRef);
  }

  async publicKey(keyRef: string): Promise<Uint8Array> {
    return this.key(keyRef).publicKey;
  }

  async sign(keyRef: string, data: Uint8Array): Promise<Uint8Array> {
    this.signatures.push(keyRef);
    const { privateKey, digest } = this.key(keyRef);
    return sign(digest, this.lying ? Buffer.from('something else') : data, privateKey);
  }

  lose(keyRef: string): void {
    this.keys.delete(keyRef);
  }

  /** Something else stands under this name, as when a key is sealed under another secret or comes from another backup. */
  async spoil(keyRef: string): Promise<void> {
    this.lose(keyRef);
    await this.generate(keyRef, 'P-256');
  }

  names(): string[] {
    return [...this.keys.keys()];
  }

  private key(keyRef: string) {
    const key = this.keys.get(keyRef);
    if (!key) throw new Error(`no key ${keyRef}`);
    return key;
  }
}

function workshop(now = new Date()) {
  const register = new FakeAuthorityRegister();
  const [rootKeys, caKeys, ocspKeys] = [new MemoryKeyStore(), new MemoryKeyStore(), new MemoryKeyStore()];
  const keys = { rootKeys, caKeys, ocspKeys };
  const settings = { register, ...keys, pkiBaseUrl: 'http://127.0.0.1:3001/' };
  return { now, register, ...keys, settings, authority: new EmbeddedCertificateAuthority(settings) };
}

async function founded(now = new Date()) {
  const made = workshop(now);
  await made.authority.initialise(now);
  return { ...made, issuerId: await made.authority.issuerId(aProfile()) };
}

describe('embedded certification authority', () => {
  certificateAuthorityContract(async () => {
    const { authority, register, now } = await founded();
    return {
      authority,
      now,
      currentCrl: async (issuerId) => (await register.currentCrl(issuerId))?.der,
      reserve: async ({ issuerId, serial }) => register.reserve(issuerId, serial),
    };
  });

  it('makes a root, an issuing authority per family with its OCSP signer, and the list of the root at its first start', async () => {
    const { register, now } = await founded();
    const certificates = await register.authorityCertificates();
    expect(certificates.map(({ kind, keyRef }) => `${kind} ${keyRef}`)).toEqual([
      'ROOT root',
      ...FAMILIES.map((name) => `ISSUING issuing-${name}`),
      ...FAMILIES.map((name) => `OCSP_SIGNER ocsp-${name}-1`),
    ]);
    expect(certificates.slice(0, 5).map(({ name }) => name)).toEqual(['root', ...FAMILIES]);
    const [root, issuing, , , , signer] = certificates;
    expect([root?.issuerId, issuing?.issuerId, signer?.issuerId]).toEqual([root?.id, root?.id, issuing?.id]);
    const days = (signer?.notAfter.getTime() ?? 0) - Math.floor(now.getTime() / 1000) * 1000;
    expect(days / DAY).toBe(30);
    expect(register.lists.map(({ issuerId, number }) => [issuerId, number])).toEqual([[root?.id, 1]]);
  });

  it('makes a chain whose every status openssl can check, the root list included', async () => {
    const { authority, register, now, issuerId } = await founded();
    await authority.publish(now);
    const { der, chain } = await authority.issue(anIssueRequest(now, issuerId));
    const openssl = new OpenSsl();
    try {
      const [issuing, root] = chain.map((each) => pem('CERTIFICATE', each));
      const lists = register.lists.map((list) => pem('X509 CRL', list.der)).join('');
      const verdict = await openssl.run(
        ...[
          'verify',
          '-x509_strict',
          '-crl_check_all',
          '-policy_check',
          '-CRLfile',
          openssl.file('lists.pem', lists),
        ],
        ...[
          '-CAfile',
          openssl.file('root.pem', root ?? ''),
          '-untrusted',
          openssl.file('issuing.pem', issuing ?? ''),
        ],
        openssl.file('leaf.pem', pem('CERTIFICATE', der)),
      );
      expect(verdict.output).toContain('leaf.pem: OK');
      const crl = await register.currentCrl(issuerId);
      expect((crl?.nextUpdate.getTime() ?? 0) - (crl?.thisUpdate.getTime() ?? 0)).toBe(2 * DAY);
    } finally {
      openssl.dispose();
    }
  });

  it('carries DÉMO – SANS VALEUR in the names of its own certificates (D14)', async () => {
    const { register } = await founded();
    for (const { der } of await register.authorityCertificates()) {
      expect(readCertificate(der).subject.find(({ name }) => name === 'commonName')?.value).toMatch(
        /^DÉMO – SANS VALEUR/,
      );
    }
  });

  it('signs each profile with the authority of its family, whose name and addresses say so (F35)', async () => {
    const { authority, register, now } = await founded();
    const names = new Map((await register.authorityCertificates()).map(({ id, name }) => [id, name]));
    const common = new Set<string>();
    for (const [usages, name] of [
      [['AUTHENTICATION'], 'authentication'],
      [['SIGNATURE'], 'signature'],
      [['AUTHENTICATION', 'SIGNATURE'], 'dual'],
    ] as const) {
      const profile = aProfile({ usages });
      const issuerId = await authority.issuerId(profile);
      expect(names.get(issuerId)).toBe(name);
      const { der } = await authority.issue(anIssueRequest(now, issuerId, { profile }));
      const { infoAccess, issuer } = new X509Certificate(der);
      expect(infoAccess).toContain(`http://127.0.0.1:3001/ca/${name}.cer`);
      expect(Buffer.from(der).toString('latin1')).toContain(`http://127.0.0.1:3001/crl/${name}.crl`);
      common.add(issuer);
    }
    expect(common.size).toBe(3);
  });

  it('publishes the list of the authority asked for, or each one', async () => {
    const { authority, register, now, issuerId } = await founded();
    await authority.publish(now, issuerId);
    expect(register.lists.slice(1).map((list) => list.issuerId)).toEqual([issuerId]);
    await authority.publish(now);
    const issuing = (await register.authorityCertificates()).filter(({ kind }) => kind === 'ISSUING');
    expect(new Set(register.lists.slice(2).map((list) => list.issuerId))).toEqual(
      new Set(issuing.map(({ id }) => id)),
    );
  });

  it('publishes one list after the other, so that the lists are not in memory together', async () => {
    const { authority, register, now } = await founded();
    const exclusively = register.exclusively.bind(register);
    let [under, most] = [0, 0];
    register.exclusively = async (issuerId, publish) => {
      most = Math.max(most, (under += 1));
      return exclusively(issuerId, publish).finally(() => (under -= 1));
    };
    await authority.publish(now);
    expect(most).toBe(1);
  });

  it('makes nothing new when it starts again or in several processes at the same time', async () => {
    const { settings, register, now } = workshop();
    const processes = [1, 2, 3].map(() => new EmbeddedCertificateAuthority(settings));
    await Promise.all(processes.map((each) => each.initialise(now)));
    await new EmbeddedCertificateAuthority(settings).initialise(new Date(now.getTime() + DAY));
    expect(await register.authorityCertificates()).toHaveLength(9);
  });

  it('goes on after a start that was interrupted between key and certificate', async () => {
    const { authority, rootKeys, ocspKeys, register, now } = workshop();
    const publicKey = await rootKeys.generate('root', 'P-384');
    await ocspKeys.generate('ocsp-dual-1', 'P-256');
    await authority.initialise(now);
    const [root] = await register.authorityCertificates();
    expect(Buffer.from(publicKey).equals(readCertificate(root?.der ?? new Uint8Array()).publicKey)).toBe(
      true,
    );
  });

  it('says that it was never initialised, and works once another process has done it', async () => {
    const { authority, settings, now } = workshop();
    await expect(authority.issuerId(aProfile())).rejects.toThrow(AuthorityNotFoundedError);
    await new EmbeddedCertificateAuthority(settings).initialise(now);
    await expect(authority.issuerId(aProfile())).resolves.toMatch(/^[0-9a-f]{64}$/);
  });

  it('keeps the keys of authority and OCSP apart', async () => {
    const { rootKeys, caKeys, ocspKeys } = await founded();
    expect([
      await caKeys.has('ocsp-dual-1'),
      await caKeys.has('root'),
      await ocspKeys.has('issuing-dual'),
      await rootKeys.has('issuing-dual'),
    ]).toEqual([false, false, false, false]);
    expect(ocspKeys.signatures).toEqual([]);
  });

  it('renews the OCSP signer with a new key when less than ten days are left', async () => {
    const { authority, register, now, issuerId } = await founded(new Date('2026-03-01T10:00:00Z'));
    const signers = async () =>
      (await register.authorityCertificates()).filter(
        (each) => each.kind === 'OCSP_SIGNER' && each.issuerId === issuerId,
      );
    expect(await authority.renewOcspSigner(new Date(now.getTime() + 20 * DAY))).toBe(false);
    expect(await authority.renewOcspSigner(new Date(now.getTime() + 20 * DAY + 1000))).toBe(true);
    expect(await authority.renewOcspSigner(new Date(now.getTime() + 21 * DAY))).toBe(false);
    const [first, second] = await signers();
    expect([first?.keyRef, second?.keyRef]).toEqual(['ocsp-dual-1', 'ocsp-dual-2']);
    expect(first?.id).not.toBe(second?.id);
  });

  it('renews the OCSP signer at once when its key is lost', async () => {
    const { authority, ocspKeys, now } = await founded();
    ocspKeys.lose('ocsp-dual-1');
    expect(await authority.renewOcspSigner(now)).toBe(true);
    expect(await ocspKeys.has('ocsp-dual-2')).toBe(true);
  });

  it('tells until when every issuing authority has a signer with its key', async () => {
    const { authority, ocspKeys, now } = await founded();
    const start = Math.floor(now.getTime() / 1000) * 1000;
    expect(await authority.ocspSignersEnd(now)).toEqual(new Date(start + 30 * DAY));
    ocspKeys.lose('ocsp-dual-1');
    expect(await authority.ocspSignersEnd(now)).toBeUndefined();
    await authority.renewOcspSigner(new Date(start + 5 * DAY));
    // That of the one authority lasts longer now; the others' ends are the first.
    expect(await authority.ocspSignersEnd(now)).toEqual(new Date(start + 30 * DAY));
    await authority.rotateOcspSigners(new Date(start + 6 * DAY));
    expect(await authority.ocspSignersEnd(now)).toEqual(new Date(start + 36 * DAY));
  });

  it('never uses the key of the authority for a certificate that a lint refuses', async () => {
    const { authority, caKeys, now, issuerId } = await founded();
    const before = caKeys.signatures.length;
    const faulty = [
      anIssueRequest(now, issuerId, { data: aHolder({ siren: '12' }) }),
      anIssueRequest(now, issuerId, { serial: `00${randomSerial().slice(2)}` }),
    ];
    for (const request of faulty)
      await expect(authority.issue(request)).rejects.toThrow(CertificateLintError);
    expect(caKeys.signatures).toHaveLength(before);
    await authority.issue(anIssueRequest(now, issuerId));
    expect(caKeys.signatures.slice(before)).toEqual(['issuing-dual']);
  });

  it('delivers nothing when the key store signs falsely', async () => {
    const { authority, caKeys, register, now, issuerId } = await founded();
    caKeys.lying = true;
    await expect(authority.issue(anIssueRequest(now, issuerId))).rejects.toThrow(FalseSignatureError);
    await expect(authority.publish(now)).rejects.toThrow(FalseSignatureError);
    expect(register.lists).toHaveLength(1);
    caKeys.lying = false;
    // The number of the failed list is never given again (RFC 5280 §5.2.3).
    expect((await authority.publish(now, issuerId)).number).toBe(2);
  });

  it('lists abandoned serials like revoked ones (D27)', async () => {
    const { authority, register, now, issuerId } = await founded();
    const serial = randomSerial();
    register.markAbandoned(issuerId, serial, now);
    await authority.publish(now);
    const crl = await register.currentCrl(issuerId);
    expect(Buffer.from(crl?.der ?? []).toString('hex')).toContain(serial);
  });

  it('rolls a family over: the next authority issues, the one before it goes on signing its list', async () => {
    const { authority, register, now, issuerId } = await founded();
    const [made, signer] = await authority.rollover('DUAL', now);
    expect([made?.name, signer?.name]).toEqual(['dual-2', 'ocsp-dual-2-1']);
    const next = await authority.issuerId(aProfile());
    expect([next, next === issuerId]).toEqual([made?.id, false]);
    expect(register.lists.at(-1)?.issuerId).toBe(next);
    const { der } = await authority.issue(anIssueRequest(now, next));
    expect(new X509Certificate(der).issuer).toContain('double usage 2');
    expect((await authority.publish(now, issuerId)).number).toBe(1);
    // What was reserved before the rollover is still signed by the authority it was reserved for.
    const late = await authority.issue(anIssueRequest(now, issuerId));
    expect(new X509Certificate(late.der).issuer).not.toContain('double usage 2');
  });

  it('rotates the signers of every issuing authority at once', async () => {
    const { authority, register, now } = await founded();
    const made = await authority.rotateOcspSigners(now);
    expect(made.map(({ name }) => name)).toEqual(FAMILIES.map((name) => `ocsp-${name}-2`));
    expect(await register.authorityCertificates()).toHaveLength(13);
    expect(await authority.renewOcspSigner(now)).toBe(false);
  });

  it('does all but ceremonies while the key of the root is away, and says what a ceremony lacks', async () => {
    const { settings, register, rootKeys, now, issuerId } = await founded();
    const before = rootKeys.signatures.length;
    const { rootKeys: _, ...online } = settings;
    const process = new EmbeddedCertificateAuthority(online);
    await process.initialise(now);
    await process.issue(anIssueRequest(now, issuerId));
    await process.publish(now);
    expect(await process.renewOcspSigner(new Date(now.getTime() + 21 * DAY))).toBe(true);
    await expect(process.rollover('DUAL', now)).rejects.toThrow(RootKeyAbsentError);
    rootKeys.lose('root');
    const ceremony = new EmbeddedCertificateAuthority(settings);
    await expect(ceremony.rollover('DUAL', now)).rejects.toThrow(RootKeyAbsentError);
    expect(settings.caKeys.names()).not.toContain('issuing-dual-2');
    expect(rootKeys.signatures).toHaveLength(before);
    expect(await register.authorityCertificates()).toHaveLength(13);
  });

  it('renews the list of the root at half of its life, within twelve months, and not before', async () => {
    const made = await founded(new Date('2026-03-01T10:00:00Z'));
    const { authority, settings, register, rootKeys, now } = made;
    const [list] = register.lists;
    expect(list && (list.nextUpdate.getTime() - list.thisUpdate.getTime()) / DAY).toBe(365);
    const before = rootKeys.signatures.length;
    await authority.initialise(new Date(now.getTime() + 182 * DAY));
    expect(rootKeys.signatures).toHaveLength(before);
    const { rootKeys: _, ...online } = settings;
    const late = new Date(now.getTime() + 183 * DAY);
    await expect(new EmbeddedCertificateAuthority(online).initialise(late)).rejects.toThrow(
      RootKeyAbsentError,
    );
    await authority.initialise(late);
    expect(rootKeys.signatures).toHaveLength(before + 1);
  });

  it('writes no key below an authority whose own key is wrong', async () => {
    const { authority, rootKeys, caKeys, ocspKeys, register, now } = await founded();
    await caKeys.spoil('issuing-authentication');
    await expect(authority.rotateOcspSigners(now)).rejects.toThrow(KeyMismatchError);
    await rootKeys.spoil('root');
    await expect(authority.rollover('SERVICE', now)).rejects.toThrow(KeyMismatchError);
    expect(caKeys.names()).not.toContain('issuing-service-2');
    expect(ocspKeys.names()).toHaveLength(4);
    expect(await register.authorityCertificates()).toHaveLength(9);
  });

  it('renews the OCSP signer whose key is not that of its certificate', async () => {
    const { authority, ocspKeys, now } = await founded();
    await ocspKeys.spoil('ocsp-dual-1');
    expect(await authority.renewOcspSigner(now)).toBe(true);
    expect(ocspKeys.names()).toContain('ocsp-dual-2');
  });

  it('refuses to work under another address than the certificates name', async () => {
    const { settings, register, now, issuerId } = await founded();
    const elsewhere = new EmbeddedCertificateAuthority({
      ...settings,
      pkiBaseUrl: 'http://autre.example.org',
    });
    const lists = register.lists.length;
    await expect(elsewhere.publish(now)).rejects.toThrow(OtherPublicAddressError);
    await expect(elsewhere.issue(anIssueRequest(now, issuerId))).rejects.toThrow(OtherPublicAddressError);
    await expect(elsewhere.initialise(now)).rejects.toThrow(OtherPublicAddressError);
    await expect(elsewhere.ending(now)).rejects.toThrow(OtherPublicAddressError);
    expect(register.lists).toHaveLength(lists);
  });

  it('makes the same generation after a rollover that was interrupted, and shows none without list and signer', async () => {
    const { authority, caKeys, register, now, issuerId } = await founded();
    caKeys.lying = true;
    await expect(authority.rollover('DUAL', now)).rejects.toThrow(FalseSignatureError);
    caKeys.lying = false;
    expect(await authority.issuerId(aProfile())).toBe(issuerId);
    expect(await register.authorityCertificates()).toHaveLength(9);
    const [made] = await authority.rollover('DUAL', now);
    expect(made?.name).toBe('dual-2');
    expect(register.lists.at(-1)?.issuerId).toBe(made?.id);
  });

  it('ends nothing after its issuer, and signs nothing for an authority that has ended', async () => {
    const { authority, register, now, issuerId } = await founded(new Date('2026-03-01T10:00:00Z'));
    const [root, ...others] = await register.authorityCertificates();
    expect(others.every(({ notBefore }) => notBefore >= (root?.notBefore ?? now))).toBe(true);
    const late = new Date('2037-06-01T10:00:00Z');
    const [next] = await authority.rollover('DUAL', late);
    expect(next?.notAfter).toEqual(root?.notAfter);
    const last = new Date((next?.notAfter.getTime() ?? 0) - 5 * DAY);
    await authority.renewOcspSigner(last);
    const signers = async () =>
      (await register.authorityCertificates()).filter(({ kind }) => kind === 'OCSP_SIGNER');
    const known = await signers();
    expect(known.at(-1)?.notAfter).toEqual(root?.notAfter);
    expect(known.filter(({ issuerId: by, notBefore }) => by === issuerId && notBefore > late)).toEqual([]);
    expect(await authority.renewOcspSigner(last)).toBe(false);
    await authority.rotateOcspSigners(last);
    expect(await signers()).toHaveLength(known.length + 1);
    await expect(authority.rollover('DUAL', new Date('2046-06-01T10:00:00Z'))).rejects.toThrow('ended');
  });

  it('begins its certificates some minutes ago, for clients that are behind', async () => {
    const { register, now } = await founded();
    for (const { notBefore } of await register.authorityCertificates())
      expect(now.getTime() - notBefore.getTime()).toBeGreaterThanOrEqual(10 * 60_000);
  });

  it('names the authorities that end before the longest certificate would', async () => {
    const { authority, register, now } = await founded(new Date('2026-03-01T10:00:00Z'));
    const years = (count: number) => new Date(now.getTime() + count * 365 * DAY);
    expect(await authority.ending(years(6))).toEqual([]);
    expect(await authority.ending(years(7))).toEqual(FAMILIES);
    await authority.rollover('DUAL', years(7));
    const ending = endingAuthorities(await register.authorityCertificates(), years(7));
    expect(ending.map(({ name }) => name)).toEqual(['authentication', 'signature', 'service']);
    expect(await authority.ending(years(17))).toContain('root');
  });

  it('takes its names from its root, whatever the settings say later', async () => {
    const { settings, register, now } = workshop();
    const names = { organisation: 'Exemple SA', commonName: 'Exemple' };
    await new EmbeddedCertificateAuthority({ ...settings, names }).initialise(now);
    await new EmbeddedCertificateAuthority(settings).rollover('DUAL', now);
    const certificates = await register.authorityCertificates();
    expect(certificates.some(isDemonstration)).toBe(false);
    const subjects = certificates.map(({ der }) =>
      readCertificate(der).subject.flatMap(({ name, value }) => (name === 'countryName' ? [] : [value])),
    );
    expect(subjects[0]).toEqual(['Exemple SA', 'Exemple – AC racine']);
    expect(subjects.slice(-2)).toEqual(
      expect.arrayContaining([
        ['Exemple SA', 'Exemple – AC double usage 2'],
        ['Exemple SA', 'Exemple – Répondeur OCSP double usage 2'],
      ]),
    );
  });

  describe('in several processes', () => {
    afterEach(() => void jest.useRealTimers());

    it('issues from the authority that another one has made within half a minute', async () => {
      jest.useFakeTimers({ doNotFake: ['performance'] });
      const { settings, authority, now, issuerId } = await founded();
      const [next] = await new EmbeddedCertificateAuthority(settings).rollover('DUAL', now);
      expect(await authority.issuerId(aProfile())).toBe(issuerId);
      await jest.advanceTimersByTimeAsync(30_000);
      // The very first certificate after that, however long nobody asked for one.
      expect(await authority.issuerId(aProfile())).toBe(next?.id);
    });
  });

  it('refuses a public address that is no URL', () => {
    const { settings } = workshop();
    expect(() => new EmbeddedCertificateAuthority({ ...settings, pkiBaseUrl: 'pki.exemple.fr' })).toThrow(
      RangeError,
    );
  });
});
