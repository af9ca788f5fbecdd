import { EXTENSION, extensionOf, type CertificateView } from '../certificate/index.js';
import { TAG, children, childrenOf, octetString, readDer } from '../der/index.js';
import { keyIdentifier } from '../public-key/index.js';
import { unless, type Lint } from './lint.js';

const REQUIRED = ['authorityKeyIdentifier', 'subjectKeyIdentifier', 'basicConstraints', 'keyUsage'] as const;

/** What a person's certificate may have beside; each has its own clause, which says when it must be there. */
const POSSIBLE = [
  'subjectAlternativeName',
  'certificatePolicies',
  'extendedKeyUsage',
  'crlDistributionPoints',
  'authorityInformationAccess',
  'qcStatements',
] as const;

const EXPECTED = new Set<string>([...REQUIRED, ...POSSIBLE].map((name) => EXTENSION[name]));

/** A verifier that doesn't know a critical extension refuses the certificate: only these two, which all know. */
const CRITICAL: readonly string[] = [EXTENSION.keyUsage, EXTENSION.basicConstraints];

/** Extensions that every end-entity certificate has, once each and no unknown one; the subject is no authority. */
export const extensionsLint: Lint = {
  clause: 'RFC 5280 §4.2',
  check(certificate) {
    const oids = certificate.extensions.map(({ oid }) => oid);
    return [
      ...REQUIRED.filter((name) => !oids.includes(EXTENSION[name])).map((name) => `${name} is missing`),
      ...oids.filter((oid) => !EXPECTED.has(oid)).map((oid) => `extension ${oid} is not expected`),
      ...certificate.extensions
        .filter(({ oid, critical }) => critical && !CRITICAL.includes(oid))
        .map(({ oid }) => `extension ${oid} is critical`),
      ...unless(hasCriticalConstraints(certificate), 'basicConstraints is not critical'),
      ...unless(new Set(oids).size === oids.length, 'an extension appears twice'),
      ...unless(!isAuthority(certificate), 'basicConstraints makes the subject an authority'),
      ...unless(namesOwnKey(certificate), 'subjectKeyIdentifier is not that of the key'),
    ];
  },
};

/** Its absence is told elsewhere. */
const hasCriticalConstraints = (certificate: CertificateView): boolean =>
  extensionOf(certificate, EXTENSION.basicConstraints)?.critical !== false;

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
