import { X509Certificate } from 'node:crypto';
import { readCertificate } from '../certificate/index.js';

export type PathFault = 'UNKNOWN_ISSUER' | 'NOT_VALID_THEN' | 'UNREADABLE';

export type CertificatePath =
  /** From the certificate to the anchor, both included. */
  | { readonly ok: true; readonly path: readonly Uint8Array[] }
  | { readonly ok: false; readonly fault: PathFault };

const LONGEST = 6;
const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/**
 * The way from a certificate over intermediate ones to one of the anchors (RFC 5280 §6.1, without policies and name
 * constraints): each was signed by the next, which is an authority, and all were valid then. Revocation is another question.
 */
export function certificatePath(
  certificate: Uint8Array,
  others: readonly Uint8Array[],
  anchors: readonly Uint8Array[],
  at: Date,
): CertificatePath {
  try {
    return walk([certificate], { others, anchors, at });
  } catch {
    return { ok: false, fault: 'UNREADABLE' };
  }
}

interface Ground {
  readonly others: readonly Uint8Array[];
  readonly anchors: readonly Uint8Array[];
  readonly at: Date;
}

function walk(path: readonly Uint8Array[], ground: Ground): CertificatePath {
  const last = path.at(-1) ?? new Uint8Array();
  const { notBefore, notAfter } = readCertificate(last).validity;
  if (ground.at < notBefore || ground.at > notAfter) return { ok: false, fault: 'NOT_VALID_THEN' };
  if (ground.anchors.some((anchor) => same(anchor, last))) return { ok: true, path };
  if (path.length >= LONGEST) return { ok: false, fault: 'UNKNOWN_ISSUER' };
  const subject = new X509Certificate(last);
  for (const issuer of [...ground.anchors, ...ground.others]) {
    if (path.some((each) => same(each, issuer)) || !hasIssued(new X509Certificate(issuer), subject)) continue;
    const found = walk([...path, issuer], ground);
    if (found.ok || found.fault === 'NOT_VALID_THEN') return found;
  }
  return { ok: false, fault: 'UNKNOWN_ISSUER' };
}

const hasIssued = (issuer: X509Certificate, subject: X509Certificate): boolean =>
  issuer.ca && subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
