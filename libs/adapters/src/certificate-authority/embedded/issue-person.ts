import { generateKeyPairSync, sign } from 'node:crypto';
import { CertificateLintError, type IssueRequest } from '@mandataire/application/certificate';
import {
  DEMO_ORGANISATION,
  DerError,
  checkCertifiedData,
  expectedPerson,
  lintPersonCertificate,
  personToBeSigned,
  signatureAlgorithmOf,
  wholeSecond,
  writeSigned,
  type IssuingContext,
} from '@mandataire/pki';
import type { IssuingAuthority } from './hierarchy.js';
import { statusAddresses, type ResolvedSettings } from './settings.js';

/** Signs only what is going to be linted, never what is delivered: made with the process, lost with it. */
const throwAway = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/**
 * Certificate of a person, DER. The octets that the authority will sign are first signed with the throw-away key and
 * linted as a certificate, so that a faulty one never exists with a real signature.
 * @throws CertificateLintError
 */
export async function issuePerson(
  authority: IssuingAuthority,
  settings: ResolvedSettings,
  request: IssueRequest,
): Promise<Uint8Array> {
  return authority.key.signed(rehearsePerson(contextOf(authority, settings), request).toBeSigned);
}

/** What is to be signed, and the linted certificate that the throw-away key made of it. @throws CertificateLintError */
export function rehearsePerson(
  context: IssuingContext,
  request: IssueRequest,
): { toBeSigned: Uint8Array; rehearsal: Uint8Array } {
  const { data, profile } = request;
  refuse(checkCertifiedData(data));
  const toBeSigned = writePerson(context, request);
  const algorithm = signatureAlgorithmOf(context.issuer.publicKey);
  const rehearsal = writeSigned(
    toBeSigned,
    algorithm,
    sign(algorithm.digest, toBeSigned, throwAway.privateKey),
  );
  refuse(lintPersonCertificate(rehearsal, expectedPerson(data, profile, context)));
  return { toBeSigned, rehearsal };
}

const contextOf = (
  { issuer, family, certificate }: IssuingAuthority,
  { pkiBaseUrl, names }: ResolvedSettings,
): IssuingContext => ({
  issuer,
  family,
  issuerValidity: certificate,
  addresses: statusAddresses(pkiBaseUrl, certificate.name),
  demonstration: names.organisation === DEMO_ORGANISATION,
});

/** What can't be encoded at all (a malformed policy identifier, octets that are no key) is a finding like any other. */
function writePerson({ issuer, addresses }: IssuingContext, request: IssueRequest): Uint8Array {
  const { serial, publicKey, data, profile, notBefore, notAfter } = request;
  const validity = { notBefore: wholeSecond(notBefore), notAfter: wholeSecond(notAfter) };
  try {
    return personToBeSigned({ serial, publicKey, validity }, { data, profile }, issuer, addresses);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof DerError)) throw error;
    throw new CertificateLintError([
      { clause: 'RFC 5280 §4.1', message: `cannot be written: ${error.message}` },
    ]);
  }
}

function refuse(findings: CertificateLintError['findings']): void {
  if (findings.length > 0) throw new CertificateLintError(findings);
}
