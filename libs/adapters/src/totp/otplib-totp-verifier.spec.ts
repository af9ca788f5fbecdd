import { describe, expect, it } from '@jest/globals';
import { generate } from 'otplib';
import { OtplibTotpVerifier } from './index.js';

const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const verifier = new OtplibTotpVerifier();
const at = (step: number, second = 15) => new Date((step * 30 + second) * 1000);
const codeOf = (step: number) => generate({ secret, epoch: step * 30 });

describe('OtplibTotpVerifier', () => {
  it('knows the vector of RFC 6238 appendix B', async () => {
    expect(await verifier.step(secret, '287082', new Date(59_000))).toBe(1);
  });

  it.each([0, 29])('accepts the step before, the present one and the next, at second %i', async (second) => {
    const now = at(58_000_000, second);
    for (const step of [57_999_999, 58_000_000, 58_000_001]) {
      expect(await verifier.step(secret, await codeOf(step), now)).toBe(step);
    }
    for (const step of [57_999_998, 58_000_002]) {
      expect(await verifier.step(secret, await codeOf(step), now)).toBeUndefined();
    }
  });

  it('refuses what is not six digits without failing', async () => {
    for (const code of ['', '12345', 'abcdef', '1234567']) {
      expect(await verifier.step(secret, code, at(1))).toBeUndefined();
    }
  });
});
