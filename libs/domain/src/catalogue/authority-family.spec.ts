import { describe, expect, it } from '@jest/globals';
import { AUTHORITY_FAMILIES, familyOf, readSlug, slugOf } from './index.js';

describe('family of an issuing authority', () => {
  it.each([
    [['AUTHENTICATION'], 'AUTHENTICATION'],
    [['SIGNATURE'], 'SIGNATURE'],
    [['AUTHENTICATION', 'SIGNATURE'], 'DUAL'],
    [['SIGNATURE', 'AUTHENTICATION'], 'DUAL'],
  ] as const)('of %j is %s (F35)', (usages, family) => {
    expect(familyOf(usages)).toBe(family);
  });

  it('has a slug that says family and generation', () => {
    expect([slugOf('DUAL'), slugOf('SERVICE', 3)]).toEqual(['dual', 'service-3']);
    for (const family of AUTHORITY_FAMILIES) {
      for (const generation of [1, 2, 10]) {
        expect(readSlug(slugOf(family, generation))).toEqual({ family, generation });
      }
    }
    for (const text of ['root', 'dual-1', 'dual-0', 'dual-', '../dual', 'DUAL', 'issuing', '']) {
      expect(readSlug(text)).toBeUndefined();
    }
  });
});
