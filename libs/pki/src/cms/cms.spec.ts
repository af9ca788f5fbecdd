import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from '@jest/globals';
import { authorityName, sealToBeSigned } from '../certificate/index.js';
import { pem } from '../der/index.js';
import { OpenSsl, signedBy, ThrowAwayChain, throwAwayKey } from '../testing/index.js';
import { certificatePath, readCms, signCms, verifyCms, type CmsSigner } from './index.js';

const NOW = new Date();
const chain = new ThrowAwayChain(NOW);
const openssl = new OpenSsl();
afterAll(() => openssl.dispose());

const TEXT = Buffer.from('{"mandat":"à signer"}', 'utf8');
const sha256 = (octets: Uint8Array) => createHash('sha256').update(octets).digest();

function signer(kind: 'P-256' | 'RSA-2048' = 'P-256'): CmsSigner {
  const key = throwAwayKey(kind);
  const certificate = signedBy(
    chain.issuingKey,
    sealToBeSigned(
      chain.basis(key.publicKey, 300),
      authorityName('DÉMO – SANS VALEUR', 'Cachet'),
      chain.issuer,
      chain.addresses(),
    ),
  );
  return { certificate, chain: [chain.issuing, chain.root], sign: async (data) => key.sign(data) };
}

const seal = (who = signer(), signingTime: Date | undefined = NOW) =>
  signCms({ sha256: sha256(TEXT), signingTime }, who);

const opensslSays = async (cms: Uint8Array, content: Uint8Array) =>
  openssl.run(
    ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', openssl.file('seal.p7s', cms)],
    ...['-content', openssl.file('text', content), '-cades'],
    ...['-CAfile', openssl.file('root.pem', pem('CERTIFICATE', chain.root))],
  );

describe('a detached CMS (RFC 5652, CAdES baseline B)', () => {
  it.each(['P-256', 'RSA-2048'] as const)(
    'of a key %s is accepted by openssl and read here',
    async (kind) => {
      const who = signer(kind);
      const cms = await seal(who);
      expect(await opensslSays(cms, TEXT)).toMatchObject({ ok: true });
      const verified = verifyCms(cms, TEXT);
      expect(verified).toMatchObject({
        ok: true,
        signingTime: new Date(Math.floor(NOW.getTime() / 1000) * 1000),
      });
      expect(verified.ok && Buffer.compare(verified.certificate, who.certificate)).toBe(0);
    },
  );

  it('that openssl made is read here, unless it does not bind its certificate', async () => {
    const key = throwAwayKey();
    const own = { ...chain.basis(key.publicKey, 300) };
    const name = authorityName('DÉMO – SANS VALEUR', 'Personne');
    const certificate = signedBy(
      chain.issuingKey,
      sealToBeSigned(own, name, chain.issuer, chain.addresses()),
    );
    const make = async (...options: string[]) => {
      const out = openssl.file('made.p7s', '');
      const keyFile = openssl.file('key.pem', key.privateKey.export({ type: 'pkcs8', format: 'pem' }));
      await openssl.run(
        ...['cms', '-sign', '-binary', '-outform', 'DER', '-in', openssl.file('text', TEXT), '-out', out],
        ...[
          '-signer',
          openssl.file('signer.pem', pem('CERTIFICATE', certificate)),
          '-inkey',
          keyFile,
          ...options,
        ],
      );
      return (await import('node:fs')).readFileSync(out);
    };
    expect(verifyCms(await make('-cades'), TEXT)).toMatchObject({ ok: true });
    expect(verifyCms(await make(), TEXT)).toEqual({ ok: false, fault: 'CERTIFICATE_NOT_BOUND' });
  });

  it('is refused over other octets, by openssl too', async () => {
    const cms = await seal();
    const other = Buffer.from(TEXT);
    other[3] = (other[3] ?? 0) ^ 1;
    expect(verifyCms(cms, other)).toEqual({ ok: false, fault: 'OTHER_CONTENT' });
    expect(await opensslSays(cms, other)).toMatchObject({ ok: false });
  });

  it('is refused with any octet of its signed part changed', async () => {
    const cms = await seal();
    const { signedAttributes, signature } = readCms(cms);
    const whole = Buffer.from(cms);
    for (const part of [signedAttributes.subarray(1), signature]) {
      const start = whole.indexOf(part);
      for (let at = 0; at < part.length; at += 7) {
        const changed = Buffer.from(cms);
        changed[start + at] = (changed[start + at] ?? 0) ^ 0x20;
        expect(verifyCms(changed, TEXT).ok).toBe(false);
      }
    }
  });

  it.each([0, 1, 20, 400])('of %i octets of something else is no CMS', (length) => {
    expect(verifyCms(Buffer.alloc(length, 0x30), TEXT)).toEqual({ ok: false, fault: 'NOT_CMS' });
  });
});

describe('a certificate path', () => {
  const { certificate } = signer();
  const others = [chain.issuing];

  it('goes up to an anchor', () => {
    const path = certificatePath(certificate, others, [chain.root], NOW);
    expect(path.ok && path.path).toEqual([certificate, chain.issuing, chain.root]);
  });

  it.each([
    ['of somebody else’s root', [new ThrowAwayChain(NOW).root], NOW, 'UNKNOWN_ISSUER'],
    ['before it began', [chain.root], new Date(0), 'NOT_VALID_THEN'],
    ['after it ended', [chain.root], new Date(NOW.getTime() + 400 * 86_400_000), 'NOT_VALID_THEN'],
  ])('is none %s', (_, anchors, at, fault) => {
    expect(certificatePath(certificate, others, anchors, at)).toEqual({ ok: false, fault });
  });

  it('is none through a certificate that is no authority', () => {
    const person = chain.person();
    expect(certificatePath(certificate, [person], [chain.root], NOW).ok).toBe(false);
  });
});
