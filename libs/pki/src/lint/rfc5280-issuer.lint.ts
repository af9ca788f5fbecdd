import { EXTENSION, authorityKeyIdentifier, extensionOf } from '../certificate/index.js';
import { TAG, childrenOf, readDer, readOctets } from '../der/index.js';
import { unless, type Lint } from './lint.js';

/** Issuer name and key identifier are those of the issuing authority, octet for octet (RFC 5280 §4.1.2.4, §4.2.1.1). */
export const issuerLint: Lint = {
  clause: 'RFC 5280 §4.1.2.4',
  check(certificate, { issuer }) {
    const named = extensionOf(certificate, EXTENSION.authorityKeyIdentifier);
    const written = childrenOf(readDer(authorityKeyIdentifier(issuer.publicKey)), TAG.SEQUENCE).at(-1);
    return [
      ...unless(certificate.issuer.length > 0, 'the issuer has no name'),
      ...unless(
        Buffer.from(certificate.issuerName).equals(issuer.name),
        'issuer is not the subject of the issuing authority',
      ),
      ...unless(
        named !== undefined && Buffer.from(named.value).equals(readOctets(written)),
        'authorityKeyIdentifier is not that of the issuing authority',
      ),
    ];
  },
};
