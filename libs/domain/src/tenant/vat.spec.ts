import { describe, expect, it } from '@jest/globals';
import { isFrenchVat, normaliseVat, vatOf } from './vat.js';

describe('a French VAT number (V2, I-23)', () => {
  it.each([
    ['FR46443121975', true],
    ['FR44732829320', true],
    ['FR39356000000', true],
    ['FRK7399859412', true],
    ['FR4Z123456782', true],
    ['FR45443121975', false],
    ['FRO7399859412', false],
    ['FR46443121976', false],
    ['46443121975', false],
    ['', false],
  ])('%s: %s', (vat, right) => {
    expect(isFrenchVat(vat)).toBe(right);
  });
  it('is compared without the habits of typing, and made from the SIREN', () => {
    expect(normaliseVat(' fr 44 732-829.320 ')).toBe('FR44732829320');
    expect(vatOf('732829320')).toBe('FR44732829320');
    expect(vatOf('732829321')).toBeUndefined();
  });
});
