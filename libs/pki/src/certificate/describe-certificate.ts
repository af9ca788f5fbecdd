import { createHash } from 'node:crypto';
import type {
  CertificateDescription,
  DescribedAttribute,
  DescribedExtension,
  DescribedValue,
} from '@mandataire/domain/certificate';
import {
  DerError,
  TAG,
  childrenOf,
  readBoolean,
  readDer,
  readNamedBits,
  readOctets,
  readOid,
  readUnsigned,
  type DerNode,
} from '../der/index.js';
import type { NameAttribute } from '../name/index.js';
import { readPublicKey } from '../public-key/index.js';
import { ACCESS_CA_ISSUERS, ACCESS_OCSP, EXTENSION } from './extension-type.js';
import { readCertificate, type CertificateExtension } from './read-certificate.js';

/** @throws DerError when the octets aren't a certificate. */
export function describeCertificate(der: Uint8Array): CertificateDescription {
  const view = readCertificate(der);
  const key = readPublicKey(view.publicKey);
  const digest = (algorithm: string) => createHash(algorithm).update(der).digest('hex');
  return {
    version: view.version,
    subject: view.subject.map(attribute),
    issuer: view.issuer.map(attribute),
    signatureAlgorithm: readOid(childrenOf(readDer(view.signatureAlgorithm), TAG.SEQUENCE)[0]),
    keyAlgorithm: key.kind,
    keyBits: key.kind === 'OTHER' ? null : key.bits,
    keyCurve: key.kind === 'EC' ? key.curve : null,
    extensions: view.extensions.map(describeExtension),
    sha256: digest('sha256'),
    sha1: digest('sha1'),
  };
}

const attribute = ({ oid, name, value }: NameAttribute): DescribedAttribute => ({
  oid,
  name: name ?? null,
  value,
});

/** Bits of keyUsage by number, RFC 5280 §4.2.1.3. */
const USAGE_BITS = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString('hex');
const text = (node: DerNode | undefined): string => Buffer.from(node?.content ?? []).toString('latin1');
const plain = (values: readonly string[]): DescribedValue[] => values.map((value) => ({ kind: null, value }));
const parts = (octets: Uint8Array): DerNode[] => childrenOf(readDer(octets), TAG.SEQUENCE);

/** Tags of GeneralName that are texts (RFC 5280 §4.2.1.6). */
const GENERAL_NAME: Readonly<Record<number, string>> = { 0x81: 'rfc822Name', 0x82: 'dNSName', 0x86: 'uri' };
const ACCESS: Readonly<Record<string, string>> = { [ACCESS_OCSP]: 'ocsp', [ACCESS_CA_ISSUERS]: 'caIssuers' };

function keyIdentifierOf(octets: Uint8Array): DescribedValue[] {
  const identifier = parts(octets).find(({ tag }) => tag === 0x80);
  return plain(identifier ? [hex(identifier.content)] : []);
}

function constraints(octets: Uint8Array): DescribedValue[] {
  const [authority, pathLength] = parts(octets);
  const isAuthority = authority?.tag === TAG.BOOLEAN && readBoolean(authority);
  const length = pathLength ? [{ kind: 'pathLength', value: String(readUnsigned(pathLength)) }] : [];
  return [{ kind: isAuthority ? 'authority' : 'endEntity', value: '' }, ...length];
}

function distributionPoints(octets: Uint8Array): DescribedValue[] {
  const uris = parts(octets).flatMap((point) => {
    const [name] = childrenOf(point, TAG.SEQUENCE);
    const [full] = childrenOf(name, 0xa0);
    return childrenOf(full, 0xa0).map(text);
  });
  return plain(uris);
}

function accessDescriptions(octets: Uint8Array): DescribedValue[] {
  return parts(octets).map((description) => {
    const [method, location] = childrenOf(description, TAG.SEQUENCE);
    const oid = readOid(method);
    return { kind: ACCESS[oid] ?? oid, value: text(location) };
  });
}

type Reader = (octets: Uint8Array) => DescribedValue[];

const READERS: Readonly<Record<string, Reader>> = {
  subjectKeyIdentifier: (octets) => plain([hex(readOctets(readDer(octets)))]),
  authorityKeyIdentifier: keyIdentifierOf,
  keyUsage: (octets) => plain(readNamedBits(readDer(octets)).map((bit) => USAGE_BITS[bit] ?? String(bit))),
  subjectAlternativeName: (octets) =>
    parts(octets).map((name) => ({ kind: GENERAL_NAME[name.tag] ?? null, value: text(name) })),
  basicConstraints: constraints,
  crlDistributionPoints: distributionPoints,
  certificatePolicies: (octets) =>
    plain(parts(octets).map((policy) => readOid(childrenOf(policy, TAG.SEQUENCE)[0]))),
  extendedKeyUsage: (octets) => plain(parts(octets).map(readOid)),
  authorityInformationAccess: accessDescriptions,
  ocspNoCheck: () => [],
};

const NAME_OF = new Map(Object.entries(EXTENSION).map(([name, oid]) => [oid as string, name]));

/** What can't be read as its type says is shown as octets: a viewer hides nothing. */
function describeExtension({ oid, critical, value }: CertificateExtension): DescribedExtension {
  const name = NAME_OF.get(oid) ?? null;
  const read = name === null ? undefined : READERS[name];
  try {
    if (read) return { oid, name, critical, values: read(value) };
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
  }
  return { oid, name, critical, values: plain([hex(value)]) };
}
