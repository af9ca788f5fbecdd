import type { Randomness } from '../clock/index.js';

/** Sixteen random bytes, first bit clear so that the integer is positive in 16 bytes and never zero (RFC 5280 §4.1.2.2). */
export function newSerial(randomness: Randomness): string {
  const bytes = Buffer.from(randomness.bytes(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}
