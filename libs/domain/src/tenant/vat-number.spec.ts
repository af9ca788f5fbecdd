import { describe, expect, it } from '@jest/globals';
import { LEGAL_FORMS } from './legal-form.data.js';
import { isAdministration, isLegalForm, legalFormName } from './legal-form.js';
import { establishmentFields, registrationFields } from './registration.js';
import {
  formatVatNumber,
  isVatNumber,
  normaliseVatNumber,
  vatNumberFault,
  vatNumberOf,
} from './vat-number.js';

const LA_POSTE = '356000000';

describe('a VAT number (V2, I-23)', () => {
  it.each([
    ['443121975', 'FR46443121975'],
    ['732829320', 'FR44732829320'],
    ['356000000', 'FR39356000000'],
  ])('of the SIREN %s is derived as %s', (siren, vat) => {
    expect(vatNumberOf(siren)).toBe(vat);
    expect(isVatNumber(vat)).toBe(true);
  });
  it.each(['FRK7399859412', 'FR4Z123456782'])('accepts the lettered key of %s', (vat) => {
    expect(isVatNumber(vat)).toBe(true);
  });
  it.each(['FR45443121975', 'FRI7399859412', 'FRK8399859412', 'FR4644312197', 'DE46443121975', ''])(
    'refuses "%s"',
    (vat) => {
      expect(isVatNumber(vat)).toBe(false);
    },
  );
  it('says what is wrong with one as this company’s', () => {
    expect(vatNumberFault('FR46443121975', '443121975')).toBeUndefined();
    expect(vatNumberFault('FR45443121975', '443121975')).toBe('VAT_KEY');
    expect(vatNumberFault('FR44732829320', '443121975')).toBe('VAT_OF_ANOTHER_COMPANY');
    expect(vatNumberFault('443121975', '443121975')).toBe('VAT_FORMAT');
    expect(normaliseVatNumber(' fr 46 443 121 975 ')).toBe('FR46443121975');
    expect(normaliseVatNumber('46443121975')).toBe('FR46443121975');
    expect(formatVatNumber('FR46443121975')).toBe('FR\u00a046\u00a0443\u00a0121\u00a0975');
  });
});

describe('a legal form (catégorie juridique)', () => {
  it('has a name in both languages, of its family where it has none of its own', () => {
    for (const code of Object.keys(LEGAL_FORMS)) expect(isLegalForm(code)).toBe(true);
    expect(legalFormName('5710', 'fr')).toBe('Société par actions simplifiée (SAS)');
    expect(legalFormName('5432', 'fr')).toBe('Société à responsabilité limitée (SARL)');
    expect(legalFormName('7210', 'en')).toBe('Local authority');
    expect(isLegalForm('5')).toBe(false);
    expect(isLegalForm('0010')).toBe(false);
  });
  it('of administrative law asks for an act in place of a Kbis; of a public body that trades it does not (F6)', () => {
    expect(['7210', '7364', '7410'].map(isAdministration)).toEqual([true, true, true]);
    expect(['4110', '5710', '9220', null].map(isAdministration)).toEqual([false, false, false, false]);
  });
});

describe('what is entered of a company', () => {
  const fields = {
    legalForm: '5710',
    address: '1  rue des Lilas',
    postalCode: '69 003',
    city: 'Lyon',
    vatNumber: '',
  };
  it('is tidied; no VAT number means the derived one', () => {
    expect(registrationFields(fields, '443121975')).toMatchObject({
      ok: true,
      next: { address: '1 rue des Lilas', postalCode: '69003', vatNumber: null },
    });
  });
  it('is refused field by field', () => {
    const wrong = { ...fields, legalForm: '99', address: '', postalCode: '6900', vatNumber: 'FR44732829320' };
    expect(registrationFields(wrong, '443121975')).toMatchObject({
      refusal: {
        fields: {
          legalForm: 'LEGAL_FORM',
          address: 'REQUIRED',
          postalCode: 'POSTAL_CODE',
          vatNumber: 'VAT_OF_ANOTHER_COMPANY',
        },
      },
    });
  });
  it('has establishments of its own SIREN only, La Poste’s by its rule of five (V1)', () => {
    const place = { name: 'Agence', address: '2 rue X', postalCode: '75001', city: 'Paris' };
    const establishment = (siret: string, siren: string) =>
      establishmentFields({ ...place, siret, headOffice: false, closed: false }, siren);
    expect(establishment('732 829 320 00074', '732829320')).toMatchObject({
      next: { siret: '73282932000074' },
    });
    expect(establishment('35600000049837', LA_POSTE)).toMatchObject({ ok: true });
    expect(establishment('35600000049838', LA_POSTE)).toMatchObject({
      refusal: { fields: { siret: 'SIRET_KEY' } },
    });
    expect(establishment('73282932000074', '443121975')).toMatchObject({
      refusal: { fields: { siret: 'SIRET_OF_ANOTHER_COMPANY' } },
    });
  });
});
