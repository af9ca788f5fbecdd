import { DerError } from './der-error.js';

/** Those of one profile come back in every certificate; a bound, because requests may name any. */
const MOST_KNOWN = 500;
const encoded = new Map<string, Uint8Array>();
const decoded = new Map<string, string>();

function remember<K, V>(known: Map<K, V>, key: K, value: V): V {
  if (known.size < MOST_KNOWN) known.set(key, value);
  return value;
}

/**
 * Content octets of an OBJECT IDENTIFIER (X.690 §8.19). Arcs are of any size: the demonstration's first policies are
 * below `2.25.<UUID as an integer>`, 128 bits.
 * @throws RangeError when the dotted form isn't an object identifier.
 */
export const encodeOid = (dotted: string): Uint8Array =>
  encoded.get(dotted) ?? remember(encoded, dotted, encode(dotted));

function encode(dotted: string): Uint8Array {
  if (!/^[0-2](\.(0|[1-9]\d*))+$/.test(dotted)) throw new RangeError(`not an object identifier: ${dotted}`);
  const [top = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  if (top < 2n && second > 39n) throw new RangeError(`not an object identifier: ${dotted}`);
  return Uint8Array.from([top * 40n + second, ...rest].flatMap(base128));
}

function base128(arc: bigint): number[] {
  const octets = [Number(arc & 0x7fn)];
  for (let left = arc >> 7n; left > 0n; left >>= 7n) octets.unshift(Number(left & 0x7fn) | 0x80);
  return octets;
}

/** Six arcs of 128 bits; what is in use has a quarter of it. Arcs are summed up in a time that grows with their square. */
const MOST_OCTETS = 128;

/** Dotted form of the content octets. @throws DerError on a padded or unfinished arc, and beyond 128 octets. */
export function decodeOid(content: Uint8Array): string {
  if (content.length > MOST_OCTETS) throw new DerError('object identifier: too long');
  const key = Buffer.from(content.buffer, content.byteOffset, content.length).toString('latin1');
  return decoded.get(key) ?? remember(decoded, key, decode(content));
}

function decode(content: Uint8Array): string {
  const arcs: bigint[] = [];
  let arc = 0n;
  let started = false;
  for (const octet of content) {
    if (!started && octet === 0x80) throw new DerError('object identifier: padded arc');
    arc = (arc << 7n) | BigInt(octet & 0x7f);
    started = (octet & 0x80) !== 0;
    if (!started) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  const first = arcs[0];
  if (started || first === undefined) throw new DerError('object identifier: unfinished');
  const top = first < 40n ? 0n : first < 80n ? 1n : 2n;
  return [top, first - top * 40n, ...arcs.slice(1)].join('.');
}
