import { createHash } from 'node:crypto';
import type { Issuer } from '../certificate/index.js';
import { keyBits } from '../public-key/index.js';
import { DIGESTS } from './digests.js';
import type { CertificateId } from './ocsp-request.js';

/** Tells whether a CertID names this issuer (RFC 6960 §4.1.1); hashes are computed once per digest. */
export function issuerMatcher(issuer: Issuer): (certificate: CertificateId) => boolean {
  const expected = new Map(
    [...DIGESTS].map(([oid, { name: digest }]) => [
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
