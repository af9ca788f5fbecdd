import { createHash } from 'node:crypto';
import type { Issuer } from '../certificate/index.js';
import { keyBits } from '../public-key/index.js';
import type { CertificateId } from './ocsp-request.js';

/** Digests in which a client may name an issuer; SHA-1 is what most clients send, and no security rests on it here. */
const DIGEST = new Map([
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

/** Tells whether a CertID names this issuer (RFC 6960 §4.1.1); hashes are computed once per digest. */
export function issuerMatcher(issuer: Issuer): (certificate: CertificateId) => boolean {
  const expected = new Map(
    [...DIGEST].map(([oid, digest]) => [
      oid,
      {
        name: createHash(digest).update(issuer.name).digest(),
        key: createHash(digest).update(keyBits(issuer.publicKey)).digest(),
      },
    ]),
  );
  return (certificate) => {
    const hashes = expected.get(certificate.hashAlgorithm);
    return (
      hashes !== undefined &&
      hashes.name.equals(certificate.issuerNameHash) &&
      hashes.key.equals(certificate.issuerKeyHash)
    );
  };
}
