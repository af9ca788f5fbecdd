import { describe, expect, it } from '@jest/globals';
import { typedSiren } from './siren-input.js';

describe('a SIREN while it is typed', () => {
  it.each([
    ['552', '552'],
    ['5520', '552\u00a00'],
    ['552 008 443', '552\u00a0008\u00a0443'],
    ['552.008.443', '552\u00a0008\u00a0443'],
    ['SIREN 552008443 00012', '552\u00a0008\u00a0443'],
    ['', ''],
  ])('shows %j as %j', (typed, shown) => {
    expect(typedSiren(typed)).toBe(shown);
  });
});
