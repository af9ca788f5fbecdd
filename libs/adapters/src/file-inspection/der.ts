/** One element of DER or BER, as far as telling key files apart needs it (X.690 §8.1). */
export interface Element {
  readonly tag: number;
  readonly content: Buffer;
  /** Octets of the whole element; a length that is not told counts to the end. */
  readonly length: number;
}

export const INTEGER = 0x02;
export const OCTET_STRING = 0x04;
export const OBJECT_IDENTIFIER = 0x06;
export const SEQUENCE = 0x30;

const INDEFINITE = 0x80;
const MOST_LENGTH_OCTETS = 4;

/** Cut-off content is given as far as it goes: a key file that lost its end is one still. */
export function readElement(octets: Buffer): Element | undefined {
  const [tag, first] = octets;
  if (tag === undefined || first === undefined) return undefined;
  if (first < INDEFINITE) return element(tag, octets, 2, first);
  if (first === INDEFINITE) return element(tag, octets, 2, octets.length - 2);
  const count = first & 0x7f;
  if (count > MOST_LENGTH_OCTETS || octets.length < 2 + count) return undefined;
  return element(tag, octets, 2 + count, octets.readUIntBE(2, count));
}

const element = (tag: number, octets: Buffer, head: number, length: number): Element => ({
  tag,
  content: octets.subarray(head, head + length),
  length: head + length,
});

/** The elements of a constructed one, at most so many. */
export function children(content: Buffer, most: number): readonly Element[] {
  const found: Element[] = [];
  let rest = content;
  while (found.length < most) {
    const next = readElement(rest);
    if (!next) break;
    found.push(next);
    rest = rest.subarray(next.length);
  }
  return found;
}
