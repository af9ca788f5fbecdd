/** How many octets the DER element at the beginning has, its head included; undefined when there is none. */
export function readDerLength(octets: Uint8Array): number | undefined {
  const [tag, first = 0x80] = octets;
  if (tag !== 0x30) return undefined;
  if (first < 0x80) return 2 + first;
  const count = first & 0x7f;
  if (count === 0 || count > 3) return undefined;
  const length = octets.subarray(2, 2 + count).reduce((sum, octet) => sum * 256 + octet, 0);
  return 2 + count + length <= octets.length ? 2 + count + length : undefined;
}
