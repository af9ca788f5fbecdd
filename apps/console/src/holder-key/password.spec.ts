import { describe, expect, it } from '@jest/globals';
import { passwordFindings, passwordStrength } from './password.js';

describe('password of the PKCS#12 (R38)', () => {
  it.each([
    ['', ['TOO_SHORT', 'NO_UPPERCASE', 'NO_DIGIT', 'NO_SPECIAL']],
    ['Abc1!', ['TOO_SHORT']],
    ['abcdef1!', ['NO_UPPERCASE']],
    ['Abcdefg!', ['NO_DIGIT']],
    ['Abcdefg1', ['NO_SPECIAL']],
    ['Abcdefg 1', ['NO_SPECIAL']],
    ['Abcdéf1!', ['NOT_PORTABLE']],
    ['Abcdef1!', []],
  ])('finds in %j: %j', (password, findings) => {
    expect(passwordFindings(password)).toEqual(findings);
  });

  it('asks for more than the minimum', () => {
    expect(passwordStrength('Abcdef1!').level).toBe('WEAK');
    expect(passwordStrength('Azerty123!').level).toBe('WEAK');
    expect(passwordStrength('Kv7!pqLz').level).not.toBe('STRONG');
    expect(passwordStrength('Cheval-Pluie-29-Tisane').level).toBe('STRONG');
  });

  it('counts nothing for an empty password', () => {
    expect(passwordStrength('')).toEqual({ level: 'WEAK', bits: 0 });
  });
});
