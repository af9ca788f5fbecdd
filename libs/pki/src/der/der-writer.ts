import { encodeOid } from './oid.js';
import { TAG } from './tag.js';

/** Length octets, definite and minimal (X.690 §10.1). Lengths reach 2^32 - 1 octets. */
export function lengthOctets(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  if (length < 0x100) return Uint8Array.of(0x81, length);
  if (length < 0x10000) return Uint8Array.of(0x82, length >> 8, length & 0xff);
  if (length < 0x1000000) return Uint8Array.of(0x83, length >> 16, (length >> 8) & 0xff, length & 0xff);
  return Uint8Array.of(0x84, length >>> 24, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff);
}

/** One tag-length-value; `contents` are joined in order. */
export function tlv(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of contents) length += part.length;
  const head = lengthOctets(length);
  const octets = Buffer.allocUnsafe(1 + head.length + length);
  octets[0] = tag;
  octets.set(head, 1);
  let at = 1 + head.length;
  for (const part of contents) {
    octets.set(part, at);
    at += part.length;
  }
  return octets;
}

export const sequence = (...items: readonly Uint8Array[]): Uint8Array => tlv(TAG.SEQUENCE, ...items);

/** SET with one element, or with elements that the caller has put in DER order. */
export const set = (...items: readonly Uint8Array[]): Uint8Array => tlv(TAG.SET, ...items);

/** Context tag `[number]`, constructed, around whole TLVs (EXPLICIT), or around the content of a constructed one (IMPLICIT). */
export const constructed = (number: number, ...items: readonly Uint8Array[]): Uint8Array =>
  tlv(0xa0 | number, ...items);

/** Context tag `[number]` IMPLICIT over a primitive type. */
export const primitive = (number: number, content: Uint8Array): Uint8Array => tlv(0x80 | number, content);

export const boolean = (value: boolean): Uint8Array => tlv(TAG.BOOLEAN, Uint8Array.of(value ? 0xff : 0));

export const nul = (): Uint8Array => Uint8Array.of(TAG.NULL, 0);

/** INTEGER from the octets of an unsigned number: leading zeros dropped, one put back before a set top bit (X.690 §8.3). */
export function unsignedInteger(magnitude: Uint8Array): Uint8Array {
  let start = 0;
  while (start < magnitude.length - 1 && magnitude[start] === 0) start += 1;
  const minimal = magnitude.length === 0 ? Uint8Array.of(0) : magnitude.subarray(start);
  return (minimal[0] ?? 0) & 0x80 ? tlv(TAG.INTEGER, Uint8Array.of(0), minimal) : tlv(TAG.INTEGER, minimal);
}

/** INTEGER from a number that isn't negative; `number` only up to 2^53 - 1. */
export function integer(value: number | bigint): Uint8Array {
  if (value < 0 || (typeof value === 'number' && !Number.isSafeInteger(value))) {
    throw new RangeError(`not an unsigned integer: ${value}`);
  }
  const hex = value.toString(16);
  return unsignedInteger(Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex'));
}

export const enumerated = (value: number): Uint8Array => tlv(TAG.ENUMERATED, Uint8Array.of(value));

export const objectIdentifier = (dotted: string): Uint8Array => tlv(TAG.OID, encodeOid(dotted));

export const octetString = (content: Uint8Array): Uint8Array => tlv(TAG.OCTET_STRING, content);

/** BIT STRING of whole octets. */
export const bitString = (content: Uint8Array): Uint8Array => tlv(TAG.BIT_STRING, Uint8Array.of(0), content);

/** BIT STRING of named bits, trailing zero bits removed (X.690 §11.2.2); bit 0 is the first one. */
export function namedBits(bits: readonly number[]): Uint8Array {
  if (bits.length === 0) return tlv(TAG.BIT_STRING, Uint8Array.of(0));
  const last = Math.max(...bits);
  const octets = new Uint8Array((last >> 3) + 1);
  for (const bit of bits) octets[bit >> 3] = (octets[bit >> 3] ?? 0) | (0x80 >> (bit & 7));
  return tlv(TAG.BIT_STRING, Uint8Array.of(7 - (last & 7)), octets);
}

export const utf8String = (text: string): Uint8Array => tlv(TAG.UTF8_STRING, Buffer.from(text, 'utf8'));

/** @throws RangeError on a character outside the PrintableString alphabet (X.680 §41.4). */
export function printableString(text: string): Uint8Array {
  if (!isPrintable(text)) throw new RangeError('a character is not allowed in a PrintableString');
  return tlv(TAG.PRINTABLE_STRING, Buffer.from(text, 'latin1'));
}

export const isPrintable = (text: string): boolean => /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(text);

/** @throws RangeError on a character outside ASCII. */
export function ia5Octets(text: string): Uint8Array {
  if (!isIa5(text)) throw new RangeError('a character is not allowed in an IA5String');
  return Buffer.from(text, 'latin1');
}

export const isIa5 = (text: string): boolean =>
  [...text].every((character) => character.charCodeAt(0) < 0x80);
