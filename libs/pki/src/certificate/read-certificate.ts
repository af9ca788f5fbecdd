import {
  TAG,
  childrenOf,
  expectTag,
  readBitString,
  readBoolean,
  readDer,
  readIntegerOctets,
  readOctets,
  readOid,
  readTime,
  readUnsigned,
  type DerNode,
} from '../der/index.js';
import { readName, type NameAttribute } from '../name/index.js';
import type { Issuer, Validity } from './to-be-signed.js';

export interface CertificateExtension {
  readonly oid: string;
  readonly critical: boolean;
  /** Content of extnValue: the DER of the extension's own type. */
  readonly value: Uint8Array;
}

/** A certificate taken apart (RFC 5280 §4.1); every octet array is a view on the input. */
export interface CertificateView {
  readonly toBeSigned: Uint8Array;
  /** AlgorithmIdentifier outside and inside the signed part, DER. */
  readonly signatureAlgorithm: Uint8Array;
  readonly innerSignatureAlgorithm: Uint8Array;
  readonly signature: Uint8Array;
  /** 1, 2 or 3. */
  readonly version: number;
  /** Content octets of the INTEGER, two's complement. */
  readonly serial: Uint8Array;
  readonly issuerName: Uint8Array;
  readonly subjectName: Uint8Array;
  readonly issuer: readonly NameAttribute[];
  readonly subject: readonly NameAttribute[];
  readonly validity: Validity;
  /** Tags of notBefore and notAfter: the two forms of a time. */
  readonly validityTags: readonly number[];
  readonly publicKey: Uint8Array;
  readonly extensions: readonly CertificateExtension[];
}

/** @throws DerError when the octets aren't a certificate. */
export function readCertificate(der: Uint8Array): CertificateView {
  const [toBeSigned, outer, signature] = childrenOf(readDer(der), TAG.SEQUENCE);
  const fields = childrenOf(toBeSigned, TAG.SEQUENCE);
  const version = fields[0]?.tag === 0xa0 ? readVersion(fields.shift()) : 1;
  const [serial, inner, issuer, validity, subject, publicKey] = fields;
  const times = childrenOf(validity, TAG.SEQUENCE);
  const [notBefore, notAfter] = times.map(readTime);
  const issuerName = expectTag(issuer, TAG.SEQUENCE).raw;
  const subjectName = expectTag(subject, TAG.SEQUENCE).raw;
  return {
    toBeSigned: expectTag(toBeSigned, TAG.SEQUENCE).raw,
    signatureAlgorithm: expectTag(outer, TAG.SEQUENCE).raw,
    innerSignatureAlgorithm: expectTag(inner, TAG.SEQUENCE).raw,
    signature: readBitString(signature),
    version,
    serial: readIntegerOctets(serial),
    issuerName,
    subjectName,
    issuer: readName(issuerName),
    subject: readName(subjectName),
    validity: { notBefore: notBefore ?? new Date(Number.NaN), notAfter: notAfter ?? new Date(Number.NaN) },
    validityTags: times.map(({ tag }) => tag),
    publicKey: expectTag(publicKey, TAG.SEQUENCE).raw,
    extensions: readExtensions(fields.find((field) => field.tag === 0xa3)),
  };
}

/** The authority that an authority certificate describes, as the templates want it. */
export function issuerOf(certificateDer: Uint8Array): Issuer {
  const view = readCertificate(certificateDer);
  return { name: view.subjectName, publicKey: view.publicKey };
}

export const extensionOf = (view: CertificateView, oid: string): CertificateExtension | undefined =>
  view.extensions.find((candidate) => candidate.oid === oid);

/** Extensions of a certificate or of an OCSP request, from their context tag. */
export function readExtensions(tagged: DerNode | undefined): CertificateExtension[] {
  if (!tagged) return [];
  return childrenOf(readDer(tagged.content), TAG.SEQUENCE).map((node) => {
    const parts = childrenOf(node, TAG.SEQUENCE);
    const critical = parts.length > 2 && readBoolean(parts[1]);
    return { oid: readOid(parts[0]), critical, value: readOctets(parts.at(-1)) };
  });
}

const readVersion = (tagged: DerNode | undefined): number =>
  Number(readUnsigned(readDer(tagged?.content ?? new Uint8Array()))) + 1;
