import { EXTENSION, extensionOf, type CertificateView } from '../certificate/index.js';
import { TAG, children, childrenOf, octetString, readDer } from '../der/index.js';
import { keyIdentifier } from '../public-key/index.js';
import { unless, type Lint } from './lint.js';

const REQUIRED = ['authorityKeyIdentifier', 'subjectKeyIdentifier', 'basicConstraints', 'keyUsage'] as const;

/** Extensions that every end-entity certificate has, once each; the subject is no authority. */
export const extensionsLint: Lint = {
  clause: 'RFC 5280 §4.2',
  check(certificate) {
    const oids = certificate.extensions.map(({ oid }) => oid);
    return [
      ...REQUIRED.filter((name) => !oids.includes(EXTENSION[name])).map((name) => `${name} is missing`),
      ...unless(new Set(oids).size === oids.length, 'an extension appears twice'),
      ...unless(!isAuthority(certificate), 'basicConstraints makes the subject an authority'),
      ...unless(namesOwnKey(certificate), 'subjectKeyIdentifier is not that of the key'),
    ];
  },
};

function isAuthority(certificate: CertificateView): boolean {
  const constraints = extensionOf(certificate, EXTENSION.basicConstraints);
  return (
    constraints !== undefined && children(readDer(constraints.value)).some(({ tag }) => tag === TAG.BOOLEAN)
  );
}

function namesOwnKey(certificate: CertificateView): boolean {
  const identifier = extensionOf(certificate, EXTENSION.subjectKeyIdentifier);
  const expected = octetString(keyIdentifier(certificate.publicKey));
  return identifier !== undefined && Buffer.from(expected).equals(identifier.value);
}

/** SubjectAltName is exactly the holder's e-mail as rfc822Name (R34, RFC 5280 §4.2.1.6). */
export const emailLint: Lint = {
  clause: 'RFC 5280 §4.2.1.6',
  check(certificate, expected) {
    const names = extensionOf(certificate, EXTENSION.subjectAlternativeName);
    const [email, ...others] = names ? childrenOf(readDer(names.value), TAG.SEQUENCE) : [];
    const isExpected =
      email?.tag === 0x81 && Buffer.from(email.content).toString('latin1') === expected.email;
    return unless(isExpected && others.length === 0, 'subjectAltName is not the e-mail alone');
  },
};
