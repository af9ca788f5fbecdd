import { describe, expect, it } from '@jest/globals';
import {
  establishmentFault,
  formatSiret,
  normaliseSiret,
  normaliseSirets,
  reachesEstablishment,
} from './establishment.js';

describe('an establishment (V1, I-23)', () => {
  it.each([
    ['73282932000074', undefined],
    ['7328293200007', 'SIRET_FORMAT'],
    ['7328293200007A', 'SIRET_FORMAT'],
    ['73282932000075', 'SIRET_KEY'],
    ['55200844300012', 'SIRET_OF_ANOTHER_COMPANY'],
  ])('of 732 829 320 with the SIRET %s: %s', (siret, fault) => {
    expect(establishmentFault(siret, '732829320')).toBe(fault);
  });
  it('is stored as digits, once, and shown in groups', () => {
    expect(normaliseSiret(' 732 829 320 00074 ')).toBe('73282932000074');
    expect(normaliseSiret('  ')).toBeNull();
    expect(normaliseSirets(['732 829 320 00082', '73282932000074', '73282932000082', ''])).toEqual([
      '73282932000074',
      '73282932000082',
    ]);
    expect(formatSiret('73282932000074')).toBe('732\u00a0829\u00a0320\u00a000074');
  });
});

describe('a right over establishments (D12)', () => {
  it('reaches them alone; the whole company reaches also those who are in none', () => {
    expect(reachesEstablishment(['A'], 'A')).toBe(true);
    expect(reachesEstablishment(['A'], 'B')).toBe(false);
    expect(reachesEstablishment(['A'], null)).toBe(false);
    expect(reachesEstablishment([], 'B')).toBe(true);
    expect(reachesEstablishment([], null)).toBe(true);
  });
});
