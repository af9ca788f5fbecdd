import { generateKeyPairSync, sign } from 'node:crypto';
import { CertificateLintError, type IssueRequest } from '@mandataire/application/certificate';
import {
  DerError,
  checkCertifiedData,
  lintPersonCertificate,
  personToBeSigned,
  signatureAlgorithmOf,
  wholeSecond,
  writeSigned,
  type ExpectedPerson,
} from '@mandataire/pki';
import type { SigningAuthority } from './hierarchy.js';
import { statusAddresses } from './settings.js';

/** Signs only what is going to be linted, never what is delivered: made with the process, lost with it. */
const throwAway = generateKeyPairSync('ec', { namedCurve: 'P-256' });

/**
 * Certificate of a person, DER. The octets that the authority will sign are first signed with the throw-away key and
 * linted as a certificate, so that a faulty one never exists with a real signature.
 * @throws CertificateLintError
 */
export async function issuePerson(
  authority: SigningAuthority,
  pkiBaseUrl: string,
  request: IssueRequest,
): Promise<Uint8Array> {
  refuse(checkCertifiedData(request.data));
  const toBeSigned = writePerson(authority, pkiBaseUrl, request);
  const algorithm = signatureAlgorithmOf(authority.issuer.publicKey);
  const rehearsal = writeSigned(
    toBeSigned,
    algorithm,
    sign(algorithm.digest, toBeSigned, throwAway.privateKey),
  );
  refuse(lintPersonCertificate(rehearsal, expected(authority, request)));
  return authority.key.signed(toBeSigned);
}

/** What can't be encoded at all (a malformed policy identifier, octets that are no key) is a finding like any other. */
function writePerson(authority: SigningAuthority, pkiBaseUrl: string, request: IssueRequest): Uint8Array {
  const { serial, publicKey, data, profile, notBefore, notAfter } = request;
  const validity = { notBefore: wholeSecond(notBefore), notAfter: wholeSecond(notAfter) };
  const basis = { serial, publicKey, validity };
  const addresses = statusAddresses(pkiBaseUrl, authority.certificate.name);
  try {
    return personToBeSigned(basis, { data, profile }, authority.issuer, addresses);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof DerError)) throw error;
    throw new CertificateLintError([
      { clause: 'RFC 5280 §4.1', message: `cannot be written: ${error.message}` },
    ]);
  }
}

const expected = (authority: SigningAuthority, { data, profile }: IssueRequest): ExpectedPerson => ({
  usages: profile.usages,
  policyOids: profile.policyOids,
  extendedKeyUsageOids: profile.extendedKeyUsageOids,
  siren: data.siren,
  email: data.email,
  validityMonths: profile.validityMonths,
  issuerNotAfter: authority.certificate.notAfter,
});

function refuse(findings: CertificateLintError['findings']): void {
  if (findings.length > 0) throw new CertificateLintError(findings);
}
