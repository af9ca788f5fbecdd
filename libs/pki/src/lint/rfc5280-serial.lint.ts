import { unless, type Lint } from './lint.js';

/** Octets of the number itself, without the sign octet. */
const BOUNDS = { least: 16, most: 20 } as const;

/** Serial number positive, of at most 20 octets (RFC 5280 §4.1.2.2), and long enough not to be guessed (F38). */
export const serialLint: Lint = {
  clause: 'RFC 5280 §4.1.2.2',
  check({ serial }) {
    const magnitude = serial[0] === 0 ? serial.length - 1 : serial.length;
    return [
      ...unless(((serial[0] ?? 0x80) & 0x80) === 0 && magnitude > 0, 'serial is not positive'),
      ...unless(magnitude >= BOUNDS.least, `serial has fewer than ${BOUNDS.least} octets`),
      ...unless(serial.length <= BOUNDS.most, `serial has more than ${BOUNDS.most} octets`),
    ];
  },
};
