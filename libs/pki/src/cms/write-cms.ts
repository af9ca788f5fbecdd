import { createHash } from 'node:crypto';
import { readCertificate } from '../certificate/index.js';
import {
  constructed,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  time,
  tlv,
  TAG,
} from '../der/index.js';
import { signatureAlgorithmOf } from '../public-key/index.js';
import { CMS, DIGEST_OID } from './cms-type.js';

/** Who signs: his certificate, those that a verifier needs beside it, and the key behind a port. */
export interface CmsSigner {
  readonly certificate: Uint8Array;
  readonly chain: readonly Uint8Array[];
  readonly sign: (data: Uint8Array) => Promise<Uint8Array>;
}

/** What is signed, named by its SHA-256, and when; PAdES says the time elsewhere (EN 319 142-1 §5.3) and leaves it out. */
export interface CmsContent {
  readonly sha256: Uint8Array;
  readonly signingTime?: Date | undefined;
}

const attribute = (oid: string, value: Uint8Array): Uint8Array => sequence(objectIdentifier(oid), set(value));

/** SET OF in the order of its octets (X.690 §11.6). */
const sorted = (items: readonly Uint8Array[]): readonly Uint8Array[] =>
  [...items].sort((one, other) => Buffer.compare(one, other));

/** ESSCertIDv2 with its default, SHA-256, and nothing else (RFC 5035 §4): the signature names its certificate. */
const signingCertificate = (certificate: Uint8Array): Uint8Array =>
  sequence(sequence(sequence(octetString(createHash('sha256').update(certificate).digest()))));

function signedAttributes({ sha256, signingTime }: CmsContent, certificate: Uint8Array): Uint8Array {
  return tlv(
    TAG.SET,
    ...sorted([
      attribute(CMS.contentType, objectIdentifier(CMS.data)),
      attribute(CMS.messageDigest, octetString(sha256)),
      attribute(CMS.signingCertificateV2, signingCertificate(certificate)),
      ...(signingTime ? [attribute(CMS.signingTime, time(signingTime))] : []),
    ]),
  );
}

const issuerAndSerial = (certificate: Uint8Array): Uint8Array => {
  const { issuerName, serial } = readCertificate(certificate);
  return sequence(issuerName, tlv(TAG.INTEGER, serial));
};

/**
 * A detached signature (CMS SignedData, RFC 5652 §5; CAdES baseline B, EN 319 122-1), DER. One signer, SHA-256, the
 * algorithm of his key.
 */
export async function signCms(content: CmsContent, signer: CmsSigner): Promise<Uint8Array> {
  const attributes = signedAttributes(content, signer.certificate);
  return assembleCms(content, signer, await signer.sign(attributes));
}

/** The same octets again from the signature that was made: what a verifier compares a seal of ours with. */
export function assembleCms(
  content: CmsContent,
  { certificate, chain }: Pick<CmsSigner, 'certificate' | 'chain'>,
  signature: Uint8Array,
): Uint8Array {
  const digest = sequence(objectIdentifier(DIGEST_OID.sha256));
  const attributes = signedAttributes(content, certificate);
  const signerInfo = sequence(
    integer(1),
    issuerAndSerial(certificate),
    digest,
    Buffer.concat([Uint8Array.of(0xa0), attributes.subarray(1)]),
    signatureAlgorithmOf(readCertificate(certificate).publicKey).der,
    octetString(signature),
  );
  const signedData = sequence(
    integer(1),
    set(digest),
    sequence(objectIdentifier(CMS.data)),
    constructed(0, ...sorted([certificate, ...chain])),
    set(signerInfo),
  );
  return sequence(objectIdentifier(CMS.signedData), constructed(0, signedData));
}
