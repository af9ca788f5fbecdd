import { webcrypto, type webcrypto as types } from 'node:crypto';
import 'reflect-metadata';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';

type Algorithm = types.RsaHashedKeyGenParams | types.EcKeyGenParams;

const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const rsa = (modulusLength: number) => ({
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength,
  publicExponent: Uint8Array.of(1, 0, 1),
  hash: 'SHA-256',
});

async function requestWith(
  algorithm: Algorithm,
): Promise<{ pem: string; der: Buffer; keys: types.CryptoKeyPair }> {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as types.CryptoKeyPair;
  const request = await Pkcs10CertificateRequestGenerator.create(
    // What the holder writes here is ignored: the name comes from the verified identity.
    { name: 'CN=Somebody Else', keys: keys as never, signingAlgorithm: algorithm as never },
    webcrypto as never,
  );
  return { pem: request.toString('pem'), der: Buffer.from(request.rawData), keys };
}

const armour = (label: string, der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;

/** A right request with a new P-256 key. */
export const goodRequest = async (): Promise<string> => (await requestWith(P256 as Algorithm)).pem;

export const weakRequest = async (): Promise<string> => (await requestWith(rsa(2048))).pem;

/** Of a curve that authorities use and holders do not (D21). */
export const otherCurveRequest = async (): Promise<string> =>
  (await requestWith({ ...P256, namedCurve: 'P-384' } as Algorithm)).pem;

/** Signed by another key than the one in it: no proof of possession. */
export async function forgedRequest(): Promise<string> {
  const { der } = await requestWith(P256 as Algorithm);
  der[der.length - 1] = (der[der.length - 1] ?? 0) ^ 1;
  return armour('CERTIFICATE REQUEST', der);
}

/** What must never be sent: the private key. */
export async function privateKey(): Promise<string> {
  const { keys } = await requestWith(P256 as Algorithm);
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return armour('PRIVATE KEY', new Uint8Array(pkcs8));
}

/**
 * The beginning of a PKCS#12 file, in base64 as a form would send it: version 3 and an authenticated safe of type data
 * (RFC 7292 §4). It holds nothing, and must be refused by its looks alone.
 */
export function emptyPkcs12(): string {
  const data = Buffer.from('300b06092a864886f70d010701', 'hex');
  return Buffer.concat([Buffer.from([0x30, data.length + 3, 0x02, 0x01, 0x03]), data]).toString('base64');
}
