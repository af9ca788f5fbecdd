import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { companyFields } from './company.js';
import { formatSiren, isSiren, isSiret } from './siren.js';

describe('SIREN and SIRET (V1, I-23)', () => {
  it.each(['552008443', '732829320', '356000000', '443121975'])('accepts the SIREN %s', (siren) => {
    expect(isSiren(siren)).toBe(true);
  });
  it.each(['404833047', '55200844', '5520084433', '55200844A', ''])('refuses the SIREN "%s"', (siren) => {
    expect(isSiren(siren)).toBe(false);
  });
  it('is not the sum of nothing (V1)', () => {
    expect(isSiren('000000000')).toBe(false);
  });
  it('accepts one key digit in ten for any eight digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{8}$/), (eight) => {
        const accepted = [...'0123456789'].filter((key) => isSiren(eight + key));
        expect(accepted).toHaveLength(1);
      }),
    );
  });
  it.each(['73282932000074', '35600000049837', '35600000000048'])('accepts the SIRET %s', (siret) => {
    expect(isSiret(siret)).toBe(true);
  });
  it.each(['73282932000079', '35600000049838', '7328293200007'])('refuses the SIRET %s', (siret) => {
    expect(isSiret(siret)).toBe(false);
  });
  it('shows a SIREN in groups of three', () => {
    expect(formatSiren('552008443')).toBe('552\u00a0008\u00a0443');
  });
});

describe('company fields', () => {
  const company = { siren: '552 008 443', name: ' Menuiserie  Dupré ', city: 'Lyon' };
  it('tidies spaces and keeps accents in NFC', () => {
    expect(companyFields({ ...company, name: 'Menuiserie  Dupre\u0301 ' })).toMatchObject({
      ok: true,
      next: { siren: '552008443', name: 'Menuiserie Dupré', city: 'Lyon' },
    });
  });
  it('tells a false key apart from a false form', () => {
    expect(companyFields({ ...company, siren: '552008444' })).toMatchObject({
      refusal: { kind: 'INPUT', fields: { siren: 'SIREN_KEY' } },
    });
    expect(companyFields({ ...company, siren: '5520' })).toMatchObject({
      refusal: { fields: { siren: 'SIREN_FORMAT' } },
    });
  });
  it('refuses a name beyond 64 characters instead of cutting it (V10)', () => {
    expect(companyFields({ ...company, name: 'é'.repeat(65) })).toMatchObject({
      refusal: { fields: { name: 'TOO_LONG' } },
    });
    expect(companyFields({ ...company, name: 'é'.repeat(64) })).toMatchObject({ ok: true });
  });
});
