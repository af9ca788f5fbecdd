import { DerError } from './der-error.js';

/**
 * Content octets of an OBJECT IDENTIFIER (X.690 §8.19). Arcs are of any size: the demonstration's first policies are
 * below `2.25.<UUID as an integer>`, 128 bits.
 * @throws RangeError when the dotted form isn't an object identifier.
 */
export function encodeOid(dotted: string): Uint8Array {
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

/** Dotted form of the content octets. @throws DerError on a padded or unfinished arc. */
export function decodeOid(content: Uint8Array): string {
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
