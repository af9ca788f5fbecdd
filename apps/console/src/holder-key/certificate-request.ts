import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { engineOf, type WebCrypto } from './engine.js';
import { toPem } from './pem.js';

const COMMON_NAME = '2.5.4.3';

/**
 * PKCS#10 request, PEM, SHA-256: proves possession of the key. Its subject carries the common name only for those who
 * read the file: the authority takes every name from the verified identity.
 */
export async function makeCertificateRequest(
  keyPair: CryptoKeyPair,
  commonName: string,
  crypto: WebCrypto = globalThis.crypto,
): Promise<string> {
  const engine = engineOf(crypto);
  const request = new pkijs.CertificationRequest();
  request.version = 0;
  request.subject.typesAndValues.push(
    new pkijs.AttributeTypeAndValue({
      type: COMMON_NAME,
      value: new asn1js.Utf8String({ value: commonName }),
    }),
  );
  // RFC 2986 §4.1: the attributes are not optional; an empty set is written.
  request.attributes = [];
  await request.subjectPublicKeyInfo.importKey(keyPair.publicKey, engine);
  await request.sign(keyPair.privateKey, 'SHA-256', engine);
  return toPem('CERTIFICATE REQUEST', request.toSchema(true).toBER(false));
}
