import { X509Certificate, generateKeyPairSync, randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  AuthorityRefusedError,
  CertificateLintError,
  type AuthorityCapabilities,
  type CertificateAuthority,
  type IssueRequest,
  type SerialRevocation,
} from '@mandataire/application/certificate';
import { OpenSsl, aHolder, aProfile, randomSerial } from '@mandataire/pki/testing';
import { pem, publicKeyHash } from '@mandataire/pki';

/** An authority ready to issue, and the list that an issuing authority published last, DER. */
export interface AuthorityUnderTest {
  readonly authority: CertificateAuthority;
  readonly now: Date;
  currentCrl(issuerId: string): Promise<Uint8Array | undefined>;
  /** What the application does before `issue`. */
  reserve(request: IssueRequest): Promise<void>;
}

const revocationOf = ({ issuerId, serial }: IssueRequest, revokedAt: Date): SerialRevocation => ({
  ...{ issuerId, serial, revokedAt },
});

/** A request that the authority of this identifier accepts, for a new P-256 key. */
export function anIssueRequest(
  now: Date,
  issuerId: string,
  changes: Partial<IssueRequest> = {},
): IssueRequest {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    issuerId,
    serial: randomSerial(),
    data: aHolder(),
    profile: aProfile(),
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
    notBefore: now,
    notAfter: new Date(now.getTime() + 365 * 86_400_000),
    ...changes,
  };
}

/** What every adapter of the port CertificateAuthority holds to, with openssl as the judge. */
export function certificateAuthorityContract(
  make: () => Promise<AuthorityUnderTest>,
  capabilities: AuthorityCapabilities = { publish: true },
): void {
  describe('as a certification authority', () => {
    let under: AuthorityUnderTest;
    beforeEach(async () => {
      under = await make();
    });

    const issued = async (changes: Partial<IssueRequest> = {}) => {
      const issuerId = await under.authority.issuerId(changes.profile ?? aProfile());
      const request = anIssueRequest(under.now, issuerId, changes);
      await under.reserve(request);
      return { request, result: await under.authority.issue(request) };
    };

    it('issues a certificate and a chain that openssl verifies', async () => {
      const { request, result } = await issued();
      await judging(async (openssl) => {
        const verdict = await openssl.run(
          ...verification(openssl, result.chain),
          leafFile(openssl, result.der),
        );
        expect(verdict.output).toContain('leaf.pem: OK');
      });
      const certificate = new X509Certificate(result.der);
      expect(certificate.serialNumber.toLowerCase()).toBe(request.serial);
      expect(certificate.publicKey.export({ type: 'spki', format: 'der' }).equals(request.publicKey)).toBe(
        true,
      );
      expect(certificate.subjectAltName).toBe(`email:${request.data.email}`);
    });

    it('has one identifier per profile, whatever it signs, and signs with that authority', async () => {
      const before = await under.authority.issuerId(aProfile());
      const { result } = await issued();
      expect(before).toMatch(/^[0-9a-f]{64}$/);
      expect(await under.authority.issuerId(aProfile())).toBe(before);
      const { publicKey } = new X509Certificate(result.chain[0] ?? new Uint8Array());
      expect(publicKeyHash(publicKey.export({ type: 'spki', format: 'der' }))).toBe(before);
    });

    it('signs with no authority that it does not have', async () => {
      await expect(issued({ issuerId: 'f'.repeat(64) })).rejects.toThrow();
    });

    it('repeats a certificate for the same serial: same octets signed, same chain', async () => {
      const { request, result } = await issued();
      const again = await under.authority.issue(request);
      const facts = ({ der }: { der: Uint8Array }) => {
        const { subject, serialNumber, validFrom, validTo, infoAccess } = new X509Certificate(der);
        return { subject, serialNumber, validFrom, validTo, infoAccess };
      };
      expect(facts(again)).toEqual(facts(result));
    });

    it.each<[string, Partial<IssueRequest>, string]>([
      ['a company name above its bound', { data: aHolder({ companyName: 'x'.repeat(65) }) }, 'V10'],
      ['a serial that could be guessed', { serial: '0001' }, 'RFC 5280 §4.1.2.2'],
      ['a qualified policy', { profile: aProfile({ policyOids: ['0.4.0.194112.1.2'] }) }, 'D14'],
      [
        'a policy that is no object identifier',
        { profile: aProfile({ policyOids: ['demo'] }) },
        'RFC 5280 §4.1',
      ],
      ['a profile without usages', { profile: aProfile({ usages: [] }) }, 'F36'],
      ['octets that are no key', { publicKey: randomBytes(40) }, 'RFC 5280 §4.1'],
    ])('refuses %s by lint and names the clause', async (_, changes, clause) => {
      const refusal: unknown = await issued(changes).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(CertificateLintError);
      expect((refusal as CertificateLintError).findings.map((finding) => finding.clause)).toContain(clause);
    });

    it('refuses more than three years (R13, F34)', async () => {
      const notAfter = new Date(under.now.getTime() + 1097 * 86_400_000);
      await expect(issued({ notAfter })).rejects.toThrow(/F34/);
    });

    it('says what it can do', () => {
      expect(under.authority.capabilities).toEqual(capabilities);
    });

    it('revokes, and a second time changes nothing (F55)', async () => {
      const { request } = await issued();
      await under.authority.revoke([revocationOf(request, under.now)]);
      await under.authority.revoke([revocationOf(request, under.now)]);
    });

    if (capabilities.publish) publicationContract(() => under, issued);
    else {
      it('refuses to publish', async () => {
        await expect(under.authority.publish(under.now)).rejects.toThrow(AuthorityRefusedError);
      });
    }
  });
}

type Issued = { request: IssueRequest; result: Awaited<ReturnType<CertificateAuthority['issue']>> };

/** The lists of an authority that publishes them itself. */
function publicationContract(current: () => AuthorityUnderTest, issued: () => Promise<Issued>): void {
  describe('that publishes', () => {
    let under: AuthorityUnderTest;
    beforeEach(() => {
      under = current();
    });

    it('lists a revoked certificate in the next CRL, and openssl refuses it then', async () => {
      const { request, result } = await issued();
      const other = await issued();
      await under.authority.revoke([revocationOf(request, under.now)]);
      const { nextUpdate } = await under.authority.publish(under.now, request.issuerId);
      expect(nextUpdate.getTime()).toBeGreaterThan(under.now.getTime());
      const crl = (await under.currentCrl(request.issuerId)) ?? new Uint8Array();
      await judging(async (openssl) => {
        const list = openssl.file('list.pem', pem('X509 CRL', crl));
        const check = [...verification(openssl, result.chain), '-crl_check', '-CRLfile', list];
        expect((await openssl.run(...check, leafFile(openssl, result.der))).output).toContain(
          'certificate revoked',
        );
        expect((await openssl.run(...check, leafFile(openssl, other.result.der))).output).toContain(
          'leaf.pem: OK',
        );
        const text = (await openssl.run('crl', '-in', list, '-noout', '-text')).output;
        expect(text).not.toMatch(/Reason/);
      });
    });

    it('revokes and lists several at once, also when one of them is revoked already', async () => {
      const [one, other] = [(await issued()).request, (await issued()).request];
      await under.authority.revoke([revocationOf(one, under.now)]);
      await under.authority.revoke([one, other].map((request) => revocationOf(request, under.now)));
      await under.authority.publish(under.now, one.issuerId);
      const crl = Buffer.from((await under.currentCrl(one.issuerId)) ?? []);
      for (const { serial } of [one, other]) expect(crl.includes(Buffer.from(serial, 'hex'))).toBe(true);
    });

    it('keeps the first date of a revocation: the second call changes nothing (F55)', async () => {
      const { request } = await issued();
      await under.authority.revoke([revocationOf(request, new Date(under.now.getTime() - 3_600_000))]);
      await under.authority.revoke([revocationOf(request, under.now)]);
      await under.authority.publish(under.now);
      const crl = (await under.currentCrl(request.issuerId)) ?? new Uint8Array();
      await judging(async (openssl) => {
        const list = openssl.file('list.pem', pem('X509 CRL', crl));
        const text = (await openssl.run('crl', '-in', list, '-noout', '-text')).output;
        expect(text.match(/Serial Number:/g)).toHaveLength(1);
      });
    });

    it('numbers its lists upwards, also when they are published at the same time (RFC 5280 §5.2.3)', async () => {
      const issuerId = await under.authority.issuerId(aProfile());
      const first = await under.authority.publish(under.now, issuerId);
      const more = await Promise.all([1, 2, 3].map(() => under.authority.publish(under.now, issuerId)));
      const numbers = [first, ...more].map(({ number }) => number);
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(Math.min(...more.map(({ number }) => number))).toBeGreaterThan(first.number);
    });
  });
}

async function judging(judge: (openssl: OpenSsl) => Promise<void>): Promise<void> {
  const openssl = new OpenSsl();
  try {
    await judge(openssl);
  } finally {
    openssl.dispose();
  }
}

function verification(openssl: OpenSsl, chain: readonly Uint8Array[]): string[] {
  const untrusted = chain.slice(0, -1).map((der) => pem('CERTIFICATE', der));
  return [
    ...[
      'verify',
      '-x509_strict',
      '-CAfile',
      openssl.file('root.pem', pem('CERTIFICATE', chain.at(-1) ?? new Uint8Array())),
    ],
    ...['-untrusted', openssl.file('untrusted.pem', untrusted.join(''))],
  ];
}

const leafFile = (openssl: OpenSsl, der: Uint8Array): string =>
  openssl.file('leaf.pem', pem('CERTIFICATE', der));
