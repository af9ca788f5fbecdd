import { createHash, createPublicKey, verify } from 'node:crypto';
import { readCertificate, serialToHex } from '../certificate/index.js';
import {
  children,
  childrenOf,
  DerError,
  expectTag,
  readDer,
  readIntegerOctets,
  readOctets,
  readOid,
  readTime,
  TAG,
  type DerNode,
} from '../der/index.js';
import { CMS, digestOf, type Digest } from './cms-type.js';

/** A SignedData with exactly one signer, taken apart. */
export interface CmsView {
  readonly contentType: string;
  /** Undefined when detached. */
  readonly content: Uint8Array | undefined;
  readonly certificates: readonly Uint8Array[];
  readonly issuerName: Uint8Array;
  readonly serial: string;
  readonly digest: Digest;
  readonly signatureAlgorithm: string;
  /** As they were signed: a SET. */
  readonly signedAttributes: Uint8Array;
  readonly attributes: ReadonlyMap<string, DerNode>;
  readonly unsigned: ReadonlyMap<string, DerNode>;
  readonly signature: Uint8Array;
}

const SIGNATURE_DIGEST: Readonly<Record<string, Digest>> = {
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
};
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';

/** @throws DerError on anything but DER with one signer who is named by issuer and serial. */
export function readCms(der: Uint8Array): CmsView {
  const [type, wrapped] = childrenOf(readDer(der), TAG.SEQUENCE);
  if (readOid(type) !== CMS.signedData) throw new DerError('not signed data');
  const parts = childrenOf(children(expectTag(wrapped, 0xa0))[0], TAG.SEQUENCE);
  const [contentType, content] = childrenOf(parts[2], TAG.SEQUENCE);
  const signers = childrenOf(parts.at(-1), TAG.SET);
  if (signers.length !== 1 || parts.some(({ tag }) => tag === 0xa1))
    throw new DerError('one signer expected');
  const certificates = parts.find(({ tag }) => tag === 0xa0);
  return {
    contentType: readOid(contentType),
    content: content ? readOctets(children(expectTag(content, 0xa0))[0]) : undefined,
    certificates: certificates ? children(certificates).map(({ raw }) => raw) : [],
    ...readSigner(signers[0]),
  };
}

function readSigner(signer: DerNode | undefined) {
  const [, id, digestAlgorithm, signed, algorithm, signature, unsigned] = childrenOf(signer, TAG.SEQUENCE);
  const [issuer, serial] = childrenOf(id, TAG.SEQUENCE);
  const digest = digestOf(readOid(childrenOf(digestAlgorithm, TAG.SEQUENCE)[0]));
  if (!digest) throw new DerError('digest: unknown');
  const raw = Buffer.from(expectTag(signed, 0xa0).raw);
  raw[0] = TAG.SET;
  return {
    issuerName: expectTag(issuer, TAG.SEQUENCE).raw,
    serial: serialToHex(readIntegerOctets(serial)),
    digest,
    signatureAlgorithm: readOid(childrenOf(algorithm, TAG.SEQUENCE)[0]),
    signedAttributes: raw,
    attributes: readAttributes(signed),
    unsigned: unsigned ? readAttributes(expectTag(unsigned, 0xa1)) : new Map<string, DerNode>(),
    signature: readOctets(signature),
  };
}

/** One value each; a second attribute of the same type is refused (RFC 5652 §5.3). */
function readAttributes(node: DerNode | undefined): Map<string, DerNode> {
  const found = new Map<string, DerNode>();
  for (const each of children(node ?? { tag: 0xa0, content: new Uint8Array(), raw: new Uint8Array() })) {
    const [type, values] = childrenOf(each, TAG.SEQUENCE);
    const [value, ...others] = childrenOf(values, TAG.SET);
    const oid = readOid(type);
    if (!value || others.length > 0 || found.has(oid)) throw new DerError('attribute: one value expected');
    found.set(oid, value);
  }
  return found;
}

export type CmsFault =
  | 'NOT_CMS'
  /** It was made over other octets. */
  | 'OTHER_CONTENT'
  | 'NO_CERTIFICATE'
  /** The attribute that binds the certificate is missing, or names another. */
  | 'CERTIFICATE_NOT_BOUND'
  | 'FALSE_SIGNATURE';

export type VerifiedCms =
  | { readonly ok: false; readonly fault: CmsFault }
  | {
      readonly ok: true;
      readonly view: CmsView;
      readonly certificate: Uint8Array;
      /** What the signer's machine said; proves nothing. */
      readonly signingTime: Date | undefined;
    };

const refuse = (fault: CmsFault): VerifiedCms => ({ ok: false, fault });

/**
 * Whether the signature is over this content and made with the key of the certificate that it names: not whether anybody
 * trusts that certificate. An attached content must be the given one.
 */
export function verifyCms(der: Uint8Array, content: Uint8Array): VerifiedCms {
  try {
    return judge(readCms(der), content);
  } catch (error) {
    if (error instanceof DerError) return refuse('NOT_CMS');
    throw error;
  }
}

function judge(view: CmsView, content: Uint8Array): VerifiedCms {
  const { attributes, digest } = view;
  if (view.content && Buffer.compare(view.content, content) !== 0) return refuse('OTHER_CONTENT');
  if (readOid(attributes.get(CMS.contentType)) !== view.contentType) return refuse('NOT_CMS');
  const said = readOctets(attributes.get(CMS.messageDigest));
  if (Buffer.compare(said, createHash(digest).update(content).digest()) !== 0) return refuse('OTHER_CONTENT');
  const certificate = view.certificates.find((der) => isSigner(der, view));
  if (!certificate) return refuse('NO_CERTIFICATE');
  if (!isBound(attributes, certificate)) return refuse('CERTIFICATE_NOT_BOUND');
  if (!isTrueSignature(view, certificate)) return refuse('FALSE_SIGNATURE');
  const signed = attributes.get(CMS.signingTime);
  return { ok: true, view, certificate, signingTime: signed ? readTime(signed) : undefined };
}

function isSigner(der: Uint8Array, { issuerName, serial }: CmsView): boolean {
  const view = readCertificate(der);
  return Buffer.compare(view.issuerName, issuerName) === 0 && serialToHex(view.serial) === serial;
}

/** signingCertificateV2, or signingCertificate as time-stamps have it; SHA-1 there only ever names, it signs nothing. */
function isBound(attributes: ReadonlyMap<string, DerNode>, certificate: Uint8Array): boolean {
  const second = attributes.get(CMS.signingCertificateV2);
  const named = second ?? attributes.get(CMS.signingCertificate);
  if (!named) return false;
  const parts = childrenOf(childrenOf(childrenOf(named, TAG.SEQUENCE)[0], TAG.SEQUENCE)[0], TAG.SEQUENCE);
  const [first] = parts;
  const algorithm = first?.tag === TAG.SEQUENCE ? digestOf(readOid(children(first)[0])) : 'sha256';
  if (!algorithm) return false;
  const hash = readOctets(first?.tag === TAG.SEQUENCE ? parts[1] : first);
  const digest = second ? algorithm : 'sha1';
  return Buffer.compare(hash, createHash(digest).update(certificate).digest()) === 0;
}

function isTrueSignature(view: CmsView, certificate: Uint8Array): boolean {
  const { signatureAlgorithm: algorithm, digest } = view;
  const signs = algorithm === RSA_ENCRYPTION ? digest : SIGNATURE_DIGEST[algorithm];
  if (!signs) return false;
  const spki = Buffer.from(readCertificate(certificate).publicKey);
  try {
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    return verify(signs, view.signedAttributes, key, view.signature);
  } catch {
    // A key or a signature that OpenSSL can't even read.
    return false;
  }
}
