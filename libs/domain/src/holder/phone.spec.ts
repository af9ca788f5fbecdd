import { describe, expect, it } from '@jest/globals';
import { phoneNumber } from './phone.js';

describe('a telephone number in E.164 (V9)', () => {
  it.each([
    ['06 12 34 56 78', '+33612345678'],
    ['06.12.34.56.78', '+33612345678'],
    ['01-23-45-67-89', '+33123456789'],
    ['+33 6 12 34 56 78', '+33612345678'],
    ['+33 (0)6 12 34 56 78', '+33612345678'],
    ['0033612345678', '+33612345678'],
    ['+32 470 12 34 56', '+32470123456'],
    ['+123456789012345', '+123456789012345'],
    ['  ', null],
    [null, null],
  ])('%j is %j', (typed, stored) => expect(phoneNumber(typed)).toBe(stored));

  it.each([
    '12',
    '06 12 34 56',
    '612345678',
    '+0612345678',
    '+1234567890123456',
    '+33 6 12 34 56 7',
    '06 12 34 56 7x',
    'poste 12',
  ])('refuses %j', (typed) => expect(phoneNumber(typed)).toBeUndefined());
});
