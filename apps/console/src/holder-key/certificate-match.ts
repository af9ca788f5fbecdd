import * as pkijs from 'pkijs';
import { fromPem } from './pem.js';

/** True when the certificate is for this public key (SubjectPublicKeyInfo, DER): a kept key may be of an older try. */
export function certifiesKey(certificatePem: string, publicKey: Uint8Array): boolean {
  const certificate = pkijs.Certificate.fromBER(fromPem(certificatePem));
  const certified = new Uint8Array(certificate.subjectPublicKeyInfo.toSchema().toBER(false));
  return certified.length === publicKey.length && certified.every((byte, i) => byte === publicKey[i]);
}
