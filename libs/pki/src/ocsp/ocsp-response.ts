import { createHash } from 'node:crypto';
import { extension } from '../certificate/index.js';
import {
  bitString,
  constructed,
  enumerated,
  generalizedTime,
  objectIdentifier,
  octetString,
  primitive,
  sequence,
} from '../der/index.js';
import { keyBits, type SignatureAlgorithm } from '../public-key/index.js';
import { OCSP_NONCE, type CertificateId } from './ocsp-request.js';

/** Answer about one certificate. Revoked carries no reason (F31). */
export type OcspStatus =
  | { readonly state: 'good' }
  | { readonly state: 'unknown' }
  | { readonly state: 'revoked'; readonly revokedAt: Date };

export interface OcspAnswer {
  readonly certificate: CertificateId;
  readonly status: OcspStatus;
}

export interface OcspResponseContent {
  /** SubjectPublicKeyInfo of the responder, DER: it is named by its key. */
  readonly responderPublicKey: Uint8Array;
  /** Also producedAt; milliseconds are dropped. */
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly answers: readonly OcspAnswer[];
  /** As read from the request. */
  readonly nonce: Uint8Array | undefined;
}

/** ResponseData, DER: what the responder signs (RFC 6960 §4.2.1). */
export const ocspToBeSigned = (content: OcspResponseContent): Uint8Array =>
  sequence(
    constructed(2, octetString(createHash('sha1').update(keyBits(content.responderPublicKey)).digest())),
    generalizedTime(content.thisUpdate),
    sequence(
      ...content.answers.map(({ certificate, status }) =>
        sequence(
          certificate.raw,
          writeStatus(status),
          generalizedTime(content.thisUpdate),
          constructed(0, generalizedTime(content.nextUpdate)),
        ),
      ),
    ),
    ...(content.nonce ? [constructed(1, sequence(extension(OCSP_NONCE, content.nonce)))] : []),
  );

function writeStatus(status: OcspStatus): Uint8Array {
  switch (status.state) {
    case 'good':
      return primitive(0, new Uint8Array());
    case 'revoked':
      return constructed(1, generalizedTime(status.revokedAt));
    case 'unknown':
      return primitive(2, new Uint8Array());
  }
}

/** A successful OCSPResponse with the responder's certificate in it (RFC 6960 §4.2.1, §4.2.2.2). DER. */
export function writeOcspResponse(
  toBeSigned: Uint8Array,
  algorithm: SignatureAlgorithm,
  signature: Uint8Array,
  responderCertificate: Uint8Array,
): Uint8Array {
  const basic = sequence(
    toBeSigned,
    algorithm.der,
    bitString(signature),
    constructed(0, sequence(responderCertificate)),
  );
  return sequence(
    enumerated(0),
    constructed(0, sequence(objectIdentifier('1.3.6.1.5.5.7.48.1.1'), octetString(basic))),
  );
}

/** OCSPResponseStatus other than successful (RFC 6960 §4.2.1). */
const ERROR = { malformedRequest: 1, internalError: 2, tryLater: 3, unauthorized: 6 } as const;

export type OcspError = keyof typeof ERROR;

/** An error answer: unsigned, five octets, sent with HTTP 200 (RFC 6960 §2.3). */
export const writeOcspError = (error: OcspError): Uint8Array => sequence(enumerated(ERROR[error]));
