import { readPublicKey, type PublicKey } from '../public-key/index.js';
import { unless, type Lint } from './lint.js';

const LEAST_MODULUS_BITS = 1900;

/** Keys of TS 119 312: RSA of 1900 bits at the least, an odd exponent between 2^16 and 2^256, a curve with a name. */
export const cryptographyLint: Lint = {
  clause: 'F74',
  check({ publicKey }) {
    const key = readPublicKey(publicKey);
    return [
      ...unless(key.kind !== 'OTHER', 'the key is of an algorithm or on a curve that is not recognised'),
      ...(key.kind === 'RSA' ? rsaFindings(key) : []),
    ];
  },
};

const rsaFindings = ({ bits, exponent }: Extract<PublicKey, { kind: 'RSA' }>): string[] => [
  ...unless(bits >= LEAST_MODULUS_BITS, `the modulus has fewer than ${LEAST_MODULUS_BITS} bits`),
  ...unless(
    exponent > 1n << 16n && exponent < 1n << 256n && exponent % 2n === 1n,
    'the exponent is even or outside its bounds',
  ),
];
