import type { PublicKey } from '../public-key/index.js';

export type HolderKeyRefusal = 'CSR_KEY_TOO_WEAK' | 'CSR_KEY_ALGORITHM_REFUSED';

const RSA_BITS = 3072;

/**
 * Whether a holder may have this key. D21 names two and no more: P-256, or RSA of 3072 bits, with an odd exponent between
 * 2^16 and 2^256 (F74). What is smaller is weak; what is larger, or on another curve, is another algorithm.
 */
export function checkHolderKey(key: PublicKey): HolderKeyRefusal | undefined {
  if (key.kind === 'OTHER') return 'CSR_KEY_ALGORITHM_REFUSED';
  if (key.kind === 'EC') return key.curve === 'P-256' ? undefined : 'CSR_KEY_ALGORITHM_REFUSED';
  if (key.bits > RSA_BITS) return 'CSR_KEY_ALGORITHM_REFUSED';
  const exponentFits = key.exponent > 1n << 16n && key.exponent < 1n << 256n && key.exponent % 2n === 1n;
  return key.bits < RSA_BITS || !exponentFits || isEasilyFactored(key.modulus)
    ? 'CSR_KEY_TOO_WEAK'
    : undefined;
}

/** A small factor, or two primes so close that a hundred steps of Fermat find them: a broken generator (F57). */
function isEasilyFactored(modulus: bigint): boolean {
  return SMALL_PRIMES.some((prime) => modulus % prime === 0n) || hasClosePrimes(modulus);
}

const SMALL_PRIMES = [
  2n,
  3n,
  5n,
  7n,
  11n,
  13n,
  17n,
  19n,
  23n,
  29n,
  31n,
  37n,
  41n,
  43n,
  47n,
  53n,
  59n,
  61n,
  67n,
  71n,
];

const FERMAT_STEPS = 100;

function hasClosePrimes(modulus: bigint): boolean {
  let a = squareRoot(modulus);
  if (a * a < modulus) a += 1n;
  for (let step = 0; step < FERMAT_STEPS; step += 1, a += 1n) {
    const square = a * a - modulus;
    const root = squareRoot(square);
    if (root * root === square) return true;
  }
  return false;
}

/** Integer square root, rounded down (Newton). */
function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(value.toString(16).length * 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
