import { readCertificate, type CertificateView } from '../certificate/index.js';
import { DerError } from '../der/index.js';
import type { Finding } from '../finding/index.js';
import { demonstrationLint } from './d14-demonstration.lint.js';
import { publicKeyLint } from './d21-public-key.lint.js';
import { opaqueSerialNumberLint } from './d23-opaque-serial-number.lint.js';
import { validityLint } from './f34-validity.lint.js';
import { familyLint } from './f35-family.lint.js';
import { keyUsageLint } from './f36-key-usage.lint.js';
import { subjectLint } from './f37-subject.lint.js';
import { naturalPersonLint } from './f68-natural-person.lint.js';
import { organizationIdentifierLint } from './f69-organization-identifier.lint.js';
import { keyUsageSettingLint } from './f70-key-usage-setting.lint.js';
import { statusAddressesLint } from './f71-status-addresses.lint.js';
import { qualifiedStatementsLint } from './f72-qualified-statements.lint.js';
import { qualifiedPolicyLint } from './f73-qualified-policy.lint.js';
import { cryptographyLint } from './f74-cryptography.lint.js';
import type { ExpectedPerson, Lint } from './lint.js';
import { emailLint, extensionsLint } from './rfc5280-extensions.lint.js';
import { issuerLint } from './rfc5280-issuer.lint.js';
import { objectIdentifiersLint } from './rfc5280-object-identifiers.lint.js';
import { serialLint } from './rfc5280-serial.lint.js';
import { signatureAlgorithmLint } from './rfc5280-signature-algorithm.lint.js';
import { stringsLint } from './rfc5280-strings.lint.js';
import { validityFormLint } from './rfc5280-validity-form.lint.js';
import { upperBoundsLint } from './v10-upper-bounds.lint.js';

/** Every clause that a person certificate is held to. */
export const PERSON_LINTS: readonly Lint[] = [
  serialLint,
  signatureAlgorithmLint,
  issuerLint,
  validityFormLint,
  validityLint,
  familyLint,
  keyUsageLint,
  keyUsageSettingLint,
  subjectLint,
  naturalPersonLint,
  organizationIdentifierLint,
  opaqueSerialNumberLint,
  upperBoundsLint,
  stringsLint,
  emailLint,
  publicKeyLint,
  cryptographyLint,
  extensionsLint,
  objectIdentifiersLint,
  statusAddressesLint,
  qualifiedStatementsLint,
  qualifiedPolicyLint,
  demonstrationLint,
];

/**
 * All findings on a person certificate, DER, whoever signed it: meant for the certificate signed with a throw-away key
 * before the authority's key is used. Octets that can't be read are a finding, not an exception.
 */
export function lintPersonCertificate(der: Uint8Array, expected: ExpectedPerson): Finding[] {
  const certificate = reading('RFC 5280 §4.1', () => readCertificate(der));
  return 'findings' in certificate
    ? certificate.findings
    : PERSON_LINTS.flatMap((lint) => runLint(lint, certificate.value, expected));
}

function runLint(lint: Lint, certificate: CertificateView, expected: ExpectedPerson): Finding[] {
  const messages = reading(lint.clause, () => lint.check(certificate, expected));
  return 'findings' in messages
    ? messages.findings
    : messages.value.map((message) => ({ clause: lint.clause, message }));
}

function reading<T>(clause: string, read: () => T): { value: T } | { findings: Finding[] } {
  try {
    return { value: read() };
  } catch (error) {
    if (error instanceof DerError)
      return { findings: [{ clause, message: `cannot be read: ${error.message}` }] };
    throw error;
  }
}
