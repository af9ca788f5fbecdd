import { createHash } from 'node:crypto';
import { EXTENSION, extensionOf, readCertificate, serialToHex } from '../certificate/index.js';
import { certificatePath, CMS, DIGEST_OID, digestOf, readCms, verifyCms } from '../cms/index.js';
import {
  boolean,
  childrenOf,
  DerError,
  expectTag,
  integer,
  nul,
  objectIdentifier,
  octetString,
  readDer,
  readIntegerOctets,
  readOctets,
  readOid,
  readUnsigned,
  sequence,
  TAG,
  unsignedInteger,
  type DerNode,
} from '../der/index.js';

const PURPOSE_TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

/** TimeStampReq (RFC 3161 §2.4.1) for the SHA-256 of what is stamped; asks for the authority's certificate. */
export const writeTimeStampRequest = (sha256: Uint8Array, nonce: Uint8Array): Uint8Array =>
  sequence(
    integer(1),
    sequence(sequence(objectIdentifier(DIGEST_OID.sha256), nul()), octetString(sha256)),
    unsignedInteger(nonce),
    boolean(true),
  );

/** The token of a TimeStampResp (§2.4.2). @throws DerError when it was not granted. */
export function readTimeStampResponse(der: Uint8Array): Uint8Array {
  const [status, token] = childrenOf(readDer(der), TAG.SEQUENCE);
  const granted = readUnsigned(childrenOf(status, TAG.SEQUENCE)[0]);
  if (granted > 1n || !token) throw new DerError(`time-stamp: refused with status ${granted}`);
  return expectTag(token, TAG.SEQUENCE).raw;
}

export type TimeStampFault = 'NOT_TOKEN' | 'OTHER_CONTENT' | 'OTHER_NONCE' | 'FALSE_SIGNATURE' | 'UNTRUSTED';

export type TimeStamp =
  | { readonly ok: false; readonly fault: TimeStampFault }
  | {
      readonly ok: true;
      readonly at: Date;
      readonly serial: string;
      readonly policy: string;
      /** Of the time-stamping authority. */
      readonly certificate: Uint8Array;
    };

export interface TimeStampExpectation {
  /** The stamped octets. */
  readonly data: Uint8Array;
  /** Of our request; left out when a token is read again later. */
  readonly nonce?: Uint8Array | undefined;
  /** Authorities that may have certified the stamper. */
  readonly anchors: readonly Uint8Array[];
}

const refuse = (fault: TimeStampFault): TimeStamp => ({ ok: false, fault });

/**
 * A token read and judged (RFC 3161 §2.4.2, §2.3): imprint, nonce, signature, and a certificate that is for time-stamping
 * only and was valid at the stamped instant below one of the anchors.
 */
export function verifyTimeStamp(token: Uint8Array, expected: TimeStampExpectation): TimeStamp {
  try {
    return judge(token, expected);
  } catch (error) {
    if (error instanceof DerError) return refuse('NOT_TOKEN');
    throw error;
  }
}

function judge(token: Uint8Array, { data, nonce, anchors }: TimeStampExpectation): TimeStamp {
  const { content, contentType } = readCms(token);
  if (!content || contentType !== CMS.timeStampInfo) return refuse('NOT_TOKEN');
  const info = readInfo(content);
  const imprint = createHash(info.digest).update(data).digest();
  if (Buffer.compare(imprint, info.imprint) !== 0) return refuse('OTHER_CONTENT');
  if (nonce && BigInt(`0x${Buffer.from(nonce).toString('hex')}`) !== info.nonce) return refuse('OTHER_NONCE');
  const verified = verifyCms(token, content);
  if (!verified.ok) return refuse('FALSE_SIGNATURE');
  const { certificate, view } = verified;
  const path = certificatePath(certificate, view.certificates, anchors, info.at);
  if (!path.ok || !isForTimeStamps(certificate)) return refuse('UNTRUSTED');
  return { ok: true, at: info.at, serial: info.serial, policy: info.policy, certificate };
}

function readInfo(content: Uint8Array) {
  const [version, policy, imprint, serial, at, ...rest] = childrenOf(readDer(content), TAG.SEQUENCE);
  if (readUnsigned(version) !== 1n) throw new DerError('time-stamp: version');
  const [algorithm, hash] = childrenOf(imprint, TAG.SEQUENCE);
  const digest = digestOf(readOid(childrenOf(algorithm, TAG.SEQUENCE)[0]));
  if (!digest) throw new DerError('time-stamp: digest');
  const nonce = rest.find(({ tag }) => tag === TAG.INTEGER);
  return {
    policy: readOid(policy),
    digest,
    imprint: readOctets(hash),
    serial: serialToHex(readIntegerOctets(serial)),
    at: instantOf(at),
    nonce: nonce ? readUnsigned(nonce) : undefined,
  };
}

/** GeneralizedTime with or without a fraction of a second (§2.4.2). */
function instantOf(node: DerNode | undefined): Date {
  const text = Buffer.from(expectTag(node, TAG.GENERALIZED_TIME).content).toString('latin1');
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(text);
  const at = match
    ? new Date(text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:'))
    : undefined;
  if (!at || Number.isNaN(at.getTime())) throw new DerError('time-stamp: no such instant');
  return at;
}

/** extendedKeyUsage is critical and says time-stamping alone (§2.3). */
function isForTimeStamps(certificate: Uint8Array): boolean {
  const usage = extensionOf(readCertificate(certificate), EXTENSION.extendedKeyUsage);
  const purposes = usage ? childrenOf(readDer(usage.value), TAG.SEQUENCE).map(readOid) : [];
  return usage?.critical === true && purposes.length === 1 && purposes[0] === PURPOSE_TIME_STAMPING;
}
