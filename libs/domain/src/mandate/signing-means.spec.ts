import { describe, expect, it } from '@jest/globals';
import { isPhone, maskedPhone, signingMeans } from './index.js';

describe('the means of signing (D25)', () => {
  it.each([
    [false, true, ['SMS', 'MAIL', 'CERTIFICATE']],
    [false, false, ['MAIL', 'CERTIFICATE']],
    [true, true, ['SMS', 'CERTIFICATE']],
    [true, false, ['CERTIFICATE']],
  ])('with a factor %s and SMS %s are %j', (hasFactor, sendsSms, means) => {
    expect(signingMeans(hasFactor, sendsSms)).toEqual(means);
  });

  it.each([
    ['+33612345678', true],
    ['+4915112345678', true],
    ['0612345678', false],
    ['+0612345678', false],
    ['+33 612345678', false],
    ['+3361234567890123', false],
    ['+3361234', false],
  ])('takes %s for a telephone: %s', (text, is) => expect(isPhone(text)).toBe(is));

  it('shows of a telephone what its owner recognises', () => {
    expect(maskedPhone('+33612345678')).toBe('+33 6 •• •• •• 78');
    expect(maskedPhone('+4915112345678')).toMatch(/^\+49 •+ 78$/);
    expect(maskedPhone('+4915112345678')).not.toContain('1511');
  });
});
