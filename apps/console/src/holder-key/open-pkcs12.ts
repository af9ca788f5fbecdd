import * as pkijs from 'pkijs';
import { engineOf, type WebCrypto } from './engine.js';

/** What a signature needs of a person's own file; neither key nor password leaves the browser. */
export interface OpenedPkcs12 {
  readonly privateKey: CryptoKey;
  readonly certificate: pkijs.Certificate;
  /** The other certificates of the file. */
  readonly others: readonly pkijs.Certificate[];
  readonly commonName: string;
}

/** WRONG_PASSWORD: wrong, or the file is damaged. UNSUPPORTED: no key for signing that this browser can open. */
export type Pkcs12Fault = 'NOT_PKCS12' | 'WRONG_PASSWORD' | 'UNSUPPORTED';

export class Pkcs12Error extends Error {
  override readonly name = 'Pkcs12Error';
  constructor(readonly fault: Pkcs12Fault) {
    super(fault);
  }
}

const RSA = '1.2.840.113549.1.1.1';
const COMMON_NAME = '2.5.4.3';
const CURVES: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
};

/** 1.2.840.113549.1.12.1.x, DER: RC2 and triple DES by PKCS#12's own derivation, which no browser knows. */
const OLD_ENCRYPTION = [0x06, 0x0a, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01];

function parse(octets: ArrayBuffer): pkijs.PFX {
  try {
    return pkijs.PFX.fromBER(octets);
  } catch {
    throw new Pkcs12Error('NOT_PKCS12');
  }
}

/** Opens a person's PKCS#12 here, in this browser (RFC 7292, PBES2). @throws Pkcs12Error */
export async function openPkcs12(
  octets: ArrayBuffer,
  password: string,
  crypto: WebCrypto = globalThis.crypto,
): Promise<OpenedPkcs12> {
  const engine = engineOf(crypto);
  const pfx = parse(octets);
  try {
    const bags = await openBags(pfx, new TextEncoder().encode(password).buffer, engine);
    const certificates = bags.flatMap((bag) => {
      const value = bag.bagValue instanceof pkijs.CertBag ? (bag.bagValue.parsedValue as unknown) : undefined;
      return value instanceof pkijs.Certificate ? [value] : [];
    });
    const key = bags.map(keyOf).find((found) => found !== undefined);
    if (!key) throw new Pkcs12Error('UNSUPPORTED');
    return await matched(key, certificates, crypto);
  } catch (error) {
    if (error instanceof Pkcs12Error) throw error;
    throw new Pkcs12Error(isOld(octets) ? 'UNSUPPORTED' : 'WRONG_PASSWORD');
  }
}

async function openBags(
  pfx: pkijs.PFX,
  password: ArrayBuffer,
  engine: pkijs.CryptoEngine,
): Promise<readonly pkijs.SafeBag[]> {
  await pfx.parseInternalValues({ password, checkIntegrity: false }, engine);
  const safe = pfx.parsedValue?.authenticatedSafe;
  if (!safe) throw new Pkcs12Error('NOT_PKCS12');
  await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) }, engine);
  const contents = (safe.parsedValue as { safeContents: { value: pkijs.SafeContents }[] }).safeContents;
  const bags = contents.flatMap(({ value }) => value.safeBags);
  for (const { bagValue } of bags) {
    if (bagValue instanceof pkijs.PKCS8ShroudedKeyBag)
      await (
        bagValue as unknown as {
          parseInternalValues(given: { password: ArrayBuffer }, engine: pkijs.CryptoEngine): Promise<void>;
        }
      ).parseInternalValues({ password }, engine);
  }
  return bags;
}

function keyOf({ bagValue }: pkijs.SafeBag): pkijs.PrivateKeyInfo | undefined {
  const value: unknown = bagValue instanceof pkijs.PKCS8ShroudedKeyBag ? bagValue.parsedValue : bagValue;
  return value instanceof pkijs.PrivateKeyInfo ? value : undefined;
}

/** The certificate of this very key: what the key signs, the certificate verifies. */
async function matched(
  key: pkijs.PrivateKeyInfo,
  certificates: readonly pkijs.Certificate[],
  crypto: WebCrypto,
): Promise<OpenedPkcs12> {
  const privateKey = await importKey(key, crypto);
  const probe = new Uint8Array(32);
  const algorithm = { ...privateKey.algorithm, hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(algorithm, privateKey, probe);
  for (const certificate of certificates) {
    const spki = certificate.subjectPublicKeyInfo.toSchema().toBER();
    const isHis = await crypto.subtle
      .importKey('spki', spki, algorithm, false, ['verify'])
      .then((publicKey) => crypto.subtle.verify(algorithm, publicKey, signature, probe))
      .catch(() => false);
    if (!isHis) continue;
    const name = certificate.subject.typesAndValues.find(({ type }) => type === COMMON_NAME);
    return {
      privateKey,
      certificate,
      others: certificates.filter((other) => other !== certificate),
      commonName: String(name?.value.valueBlock.value ?? ''),
    };
  }
  throw new Pkcs12Error('UNSUPPORTED');
}

async function importKey(key: pkijs.PrivateKeyInfo, crypto: WebCrypto): Promise<CryptoKey> {
  const { algorithmId, algorithmParams } = key.privateKeyAlgorithm;
  const namedCurve = CURVES[String((algorithmParams as { valueBlock?: unknown })?.valueBlock ?? '')];
  const algorithm =
    algorithmId === RSA
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : namedCurve && { name: 'ECDSA', namedCurve };
  if (!algorithm) throw new Pkcs12Error('UNSUPPORTED');
  return crypto.subtle.importKey('pkcs8', key.toSchema().toBER(), algorithm, false, ['sign']);
}

/** Whether the file names one of the old encryptions anywhere. */
function isOld(octets: ArrayBuffer): boolean {
  const bytes = new Uint8Array(octets);
  return bytes.some((_, at) => OLD_ENCRYPTION.every((octet, i) => bytes[at + i] === octet));
}
