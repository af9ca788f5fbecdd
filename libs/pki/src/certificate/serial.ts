const OCTETS = 16;

/**
 * Serial number from 16 random octets: 32 hexadecimal digits, positive without a leading zero octet, so that its
 * INTEGER always has exactly 16 octets (RFC 5280 §4.1.2.2 allows 20; F38 wants it unpredictable: 126 bits are left).
 */
export function serialFromRandom(random: Uint8Array): string {
  if (random.length !== OCTETS) throw new RangeError(`a serial number takes ${OCTETS} octets`);
  const octets = Buffer.from(random);
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
  return octets.toString('hex');
}

/** The form of serial numbers in the registers, from the content octets of an INTEGER: at least 32 digits, no sign octet. */
export const serialToHex = (integerOctets: Uint8Array): string =>
  Buffer.from(integerOctets)
    .toString('hex')
    .replace(/^(00)+/, '')
    .padStart(2 * OCTETS, '0');

export function serialOctets(serial: string): Uint8Array {
  if (!/^([0-9a-f]{2}){1,20}$/.test(serial))
    throw new RangeError('serial number: lower-case hexadecimal expected');
  return Buffer.from(serial, 'hex');
}
