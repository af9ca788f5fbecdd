import {
  DerError,
  TAG,
  bitString,
  children,
  childrenOf,
  constructed,
  generalizedTime,
  integer,
  octetString,
  readBitString,
  readDer,
  readOctets,
  readUnsigned,
  sequence,
  type DerNode,
} from '@mandataire/pki';
import {
  macOf,
  newMacParameters,
  readMacAlgorithm,
  sameMac,
  unbelievable,
  writeMacAlgorithm,
} from './protection.js';

/** Alternatives of PKIBody (RFC 9810 §5.1.2) that the adapter sends or understands. */
export const BODY = {
  CERTIFICATION_REQUEST: 2,
  CERTIFICATION_ANSWER: 3,
  REVOCATION_REQUEST: 11,
  REVOCATION_ANSWER: 12,
  CONFIRMED: 19,
  ERROR: 23,
  CERTIFICATE_CONFIRM: 24,
  POLL_REQUEST: 25,
  POLL_ANSWER: 26,
} as const;

/** What peer and adapter know of each other. */
export interface SharedSecret {
  /** Name under which the authority knows the secret (senderKID). */
  readonly reference: string;
  readonly secret: string;
}

export interface OutgoingMessage {
  /** Name of the issuing authority, DER. */
  readonly recipient: Uint8Array;
  readonly transactionId: Uint8Array;
  readonly senderNonce: Uint8Array;
  /** The peer's last nonce; none in the first message. */
  readonly recipientNonce: Uint8Array | undefined;
  readonly at: Date;
  readonly type: number;
  /** Content of the body's alternative, DER. */
  readonly content: Uint8Array;
}

/** PKIMessage, DER, version cmp2000: nothing in it is newer. The sender is the null name: senderKID says who it is. */
export function writeMessage(message: OutgoingMessage, { reference, secret }: SharedSecret): Uint8Array {
  const parameters = newMacParameters();
  const header = sequence(
    integer(2),
    constructed(4, sequence()),
    constructed(4, message.recipient),
    constructed(0, generalizedTime(message.at)),
    constructed(1, writeMacAlgorithm(parameters)),
    constructed(2, octetString(Buffer.from(reference, 'utf8'))),
    constructed(4, octetString(message.transactionId)),
    constructed(5, octetString(message.senderNonce)),
    ...(message.recipientNonce ? [constructed(6, octetString(message.recipientNonce))] : []),
  );
  const body = constructed(message.type, message.content);
  return sequence(header, body, constructed(0, bitString(macOf(secret, parameters, header, body))));
}

/** A message whose protection was checked. */
export interface IncomingMessage {
  readonly type: number;
  readonly content: DerNode;
  readonly transactionId: Uint8Array;
  readonly senderNonce: Uint8Array;
  readonly recipientNonce: Uint8Array;
}

/** @throws AuthorityRefusedError when it isn't a PKIMessage, or isn't protected by this secret. */
export function readMessage(der: Uint8Array, secret: string): IncomingMessage {
  try {
    return readProtected(der, secret);
  } catch (error) {
    if (error instanceof DerError) throw unbelievable('is no PKIMessage');
    throw error;
  }
}

function readProtected(der: Uint8Array, secret: string): IncomingMessage {
  const [header, body, ...rest] = childrenOf(readDer(der), TAG.SEQUENCE);
  const protection = tagged(rest, 0);
  const fields = childrenOf(header, TAG.SEQUENCE);
  const algorithm = tagged(fields.slice(3), 1);
  if (!header || !body || !protection || !algorithm) throw unbelievable('is not protected');
  const expected = macOf(secret, readMacAlgorithm(algorithm), header.raw, body.raw);
  if (!sameMac(expected, readBitString(protection))) {
    throw unbelievable('is not protected by this secret, or was changed on its way');
  }
  const version = Number(readUnsigned(fields[0]));
  if (version < 2 || version > 3) throw unbelievable('has another version');
  const optional = (number: number): Uint8Array => {
    const found = tagged(fields.slice(3), number);
    return found ? readOctets(found) : new Uint8Array();
  };
  return {
    type: body.tag & 0x1f,
    content: only(body),
    transactionId: optional(4),
    senderNonce: optional(5),
    recipientNonce: optional(6),
  };
}

/** The element inside an EXPLICIT context tag, when it is there. */
export function tagged(nodes: readonly DerNode[], number: number): DerNode | undefined {
  const found = nodes.find(({ tag }) => tag === (0xa0 | number));
  return found && only(found);
}

function only(node: DerNode): DerNode {
  const [first, another] = children(node);
  if (!first || another) throw new DerError('one element expected');
  return first;
}
