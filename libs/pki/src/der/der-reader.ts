import { DerError } from './der-error.js';
import { decodeOid } from './oid.js';
import { TAG } from './tag.js';

/** One tag-length-value; `raw` and `content` are views on the input, nothing is copied. */
export interface DerNode {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Tag, length and content. */
  readonly raw: Uint8Array;
}

/** Reads the only element of `bytes`. @throws DerError also when octets follow it. */
export function readDer(bytes: Uint8Array): DerNode {
  const { node, next } = readAt(bytes, 0);
  if (next !== bytes.length) throw new DerError('octets after the end');
  return node;
}

/** The elements inside a constructed node, in order. */
export function children(node: DerNode): DerNode[] {
  if (!(node.tag & 0x20)) throw new DerError('not a constructed element');
  const found: DerNode[] = [];
  for (let at = 0; at < node.content.length;) {
    const { node: child, next } = readAt(node.content, at);
    found.push(child);
    at = next;
  }
  return found;
}

/** Children of a node that must have this tag. */
export const childrenOf = (node: DerNode | undefined, tag: number): DerNode[] =>
  children(expectTag(node, tag));

export function expectTag(node: DerNode | undefined, tag: number): DerNode {
  if (node?.tag !== tag)
    throw new DerError(`tag ${tag.toString(16)} expected, found ${node?.tag.toString(16)}`);
  return node;
}

export const readOid = (node: DerNode | undefined): string => decodeOid(expectTag(node, TAG.OID).content);

/** Content of an OCTET STRING. */
export const readOctets = (node: DerNode | undefined): Uint8Array =>
  expectTag(node, TAG.OCTET_STRING).content;

/** BOOLEAN; DER knows only 00 and FF (X.690 §11.1). */
export function readBoolean(node: DerNode | undefined): boolean {
  const { content } = expectTag(node, TAG.BOOLEAN);
  if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)) throw new DerError('boolean');
  return content[0] === 0xff;
}

/** Octets of an INTEGER, two's complement, minimal (X.690 §8.3.2). */
export function readIntegerOctets(node: DerNode | undefined): Uint8Array {
  const { content } = expectTag(node, TAG.INTEGER);
  const [first, second = 0] = content;
  if (first === undefined) throw new DerError('integer: empty');
  const padded = content.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
  if (padded) throw new DerError('integer: padded');
  return content;
}

/** INTEGER that isn't negative. @throws DerError on a negative one. */
export function readUnsigned(node: DerNode | undefined): bigint {
  const octets = readIntegerOctets(node);
  if ((octets[0] ?? 0) & 0x80) throw new DerError('integer: negative');
  return BigInt(`0x${Buffer.from(octets).toString('hex')}`);
}

/** BIT STRING of whole octets (keys, signatures). */
export function readBitString(node: DerNode | undefined): Uint8Array {
  const { content } = expectTag(node, TAG.BIT_STRING);
  if (content[0] !== 0) throw new DerError('bit string: not whole octets');
  return content.subarray(1);
}

/** Positions of the set bits of a named BIT STRING. */
export function readNamedBits(node: DerNode | undefined): number[] {
  const octets = expectTag(node, TAG.BIT_STRING).content.subarray(1);
  const bits: number[] = [];
  octets.forEach((octet, index) => {
    for (let bit = 0; bit < 8; bit += 1) if (octet & (0x80 >> bit)) bits.push(index * 8 + bit);
  });
  return bits;
}

function readAt(bytes: Uint8Array, at: number): { node: DerNode; next: number } {
  const tag = bytes[at];
  if (tag === undefined) throw new DerError('no element');
  if ((tag & 0x1f) === 0x1f) throw new DerError('tag of several octets');
  const { length, start } = readLength(bytes, at + 1);
  const next = start + length;
  if (next > bytes.length) throw new DerError('element longer than its container');
  return { node: { tag, content: bytes.subarray(start, next), raw: bytes.subarray(at, next) }, next };
}

/** Definite, minimal lengths only (X.690 §10.1). */
function readLength(bytes: Uint8Array, at: number): { length: number; start: number } {
  const first = bytes[at];
  if (first === undefined) throw new DerError('no length');
  if (first < 0x80) return { length: first, start: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4) throw new DerError('length: indefinite or too long');
  let length = 0;
  for (let index = 1; index <= count; index += 1) {
    const octet = bytes[at + index];
    if (octet === undefined) throw new DerError('length: unfinished');
    length = length * 256 + octet;
  }
  if (length < 0x80 || length < 256 ** (count - 1)) throw new DerError('length: not minimal');
  return { length, start: at + 1 + count };
}
