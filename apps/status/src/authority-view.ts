import type { AuthorityCertificate } from '@mandataire/application/certificate';
import { issuerMatcher, issuerOf, type CertificateId, type Issuer } from '@mandataire/pki';

/** An issuing authority and the OCSP signers that it has delegated, the newest first. */
export interface IssuingAuthority {
  readonly certificate: AuthorityCertificate;
  readonly signers: readonly OcspSigner[];
  /** Whether a client asks about a certificate of this authority. */
  matches(certificate: CertificateId): boolean;
}

export interface OcspSigner {
  readonly certificate: AuthorityCertificate;
  readonly publicKey: Uint8Array;
}

/** What the register holds of the authority, sorted for use. */
export interface AuthorityView {
  readonly root: AuthorityCertificate | undefined;
  /** The newest first. */
  readonly issuing: readonly IssuingAuthority[];
}

const newestFirst = (a: AuthorityCertificate, b: AuthorityCertificate): number =>
  b.notAfter.getTime() - a.notAfter.getTime();

export function viewAuthority(certificates: readonly AuthorityCertificate[]): AuthorityView {
  const ofKind = (kind: AuthorityCertificate['kind']): AuthorityCertificate[] =>
    certificates.filter((certificate) => certificate.kind === kind).sort(newestFirst);
  const signers = ofKind('OCSP_SIGNER').map((certificate) => ({
    certificate,
    publicKey: issuerOf(certificate.der).publicKey,
  }));
  const issuing = ofKind('ISSUING').map((certificate) => ({
    certificate,
    matches: issuerMatcher(issuerOf(certificate.der) satisfies Issuer),
    signers: signers.filter((signer) => signer.certificate.issuerId === certificate.id),
  }));
  return { root: ofKind('ROOT').find(({ id }) => id === issuing[0]?.certificate.issuerId), issuing };
}

/**
 * The root or an issuing authority by the name in its addresses. Certificates from before authorities had names carry
 * that of the key.
 */
export const certificateNamed = (
  { root, issuing }: AuthorityView,
  name: string,
): AuthorityCertificate | undefined =>
  [root, ...issuing.map(({ certificate }) => certificate)].find(
    (certificate) => certificate?.name === name || certificate?.keyRef === name,
  );
