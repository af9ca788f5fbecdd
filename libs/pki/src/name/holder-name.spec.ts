import { describe, expect, it } from '@jest/globals';
import { aHolder } from '../testing/index.js';
import { checkCertifiedData, holderName, readName, valuesOf, writeName } from './index.js';

const written = (changes: Parameters<typeof aHolder>[0] = {}) =>
  readName(writeName(holderName(aHolder(changes))));

describe('name of a holder', () => {
  it('holds country, company, SIREN twice, function, names and serial number in this order (F37, F68, F69)', () => {
    expect(written().map(({ name, value }) => `${name}=${value}`)).toEqual([
      'countryName=FR',
      'organizationName=Société d’Exemple SAS',
      'organizationIdentifier=NTRFR-732829320',
      'organizationalUnitName=0002 732829320',
      'title=Responsable des marchés',
      'surname=Lefèvre',
      'givenName=Zoé,Anne-Marie',
      'serialNumber=H3K9QW7M2T5X8B4N',
      'commonName=Zoé Lefèvre',
    ]);
  });

  it('puts only the first given name into the common name (F37)', () => {
    expect(valuesOf(written({ givenNames: ['Jean', 'Paul', 'Marie'] }), 'commonName')).toEqual([
      'Jean Lefèvre',
    ]);
  });

  it('writes strings in Unicode form NFC, so that two forms of one name are one name', () => {
    const decomposed = 'Lefèvre'.normalize('NFD');
    expect(valuesOf(written({ surname: decomposed }), 'surname')).toEqual(['Lefèvre'.normalize('NFC')]);
  });

  it('accepts sound data', () => {
    expect(checkCertifiedData(aHolder())).toEqual([]);
  });

  it.each([
    ['a company of 65 characters', { companyName: 'é'.repeat(65) }, 'V10'],
    ['a function of 65 characters', { jobTitle: 'x'.repeat(65) }, 'V10'],
    ['a common name of 65 characters', { surname: 'x'.repeat(61) }, 'V10'],
    ['a serial number of 65 characters', { subjectSerialNumber: 'x'.repeat(65) }, 'V10'],
    ['a serial number outside PrintableString', { subjectSerialNumber: 'H_1' }, 'V10'],
    ['an e-mail of 256 characters', { email: `${'x'.repeat(245)}@exemple.fr` }, 'V10'],
    ['an e-mail outside ASCII', { email: 'zoé@exemple.fr' }, 'RFC 5280 §4.2.1.6'],
    ['an e-mail without an at sign', { email: 'zoe.exemple.fr' }, 'RFC 5280 §4.2.1.6'],
    ['a SIREN of eight digits', { siren: '73282932' }, 'F37'],
    ['no given name', { givenNames: [] }, 'F37'],
    ['a given name with a comma', { givenNames: ['Jean,Paul'] }, 'F37'],
    ['an empty function', { jobTitle: ' ' }, 'F37'],
    ['a line break in a name', { surname: 'Le\nfèvre' }, 'F37'],
  ])('refuses %s instead of changing it', (_, changes, clause) => {
    expect(checkCertifiedData(aHolder(changes)).map((finding) => finding.clause)).toContain(clause);
  });

  it.each([
    ...[
      '\u{E0041}',
      '\u3164',
      '\u115F',
      '\u2800',
      '\u034F',
      '\u180E',
      '\uFE0F',
      '\u206A',
      '\uFFF9',
      '\u200B',
    ],
    ...['\u00AD', '\u202E', '\u2066', '\uFEFF', '\uFFFD', '\u0007', '\uE000'],
  ])('refuses the invisible %j in a name', (character) => {
    const findings = checkCertifiedData(aHolder({ jobTitle: `chef${character}d’atelier` }));
    expect(findings).toEqual([{ clause: 'F37', message: 'title has a control or invisible character' }]);
  });

  it.each(['  ', '\u00A0', '\u2003', '\u202F', '\u3000'])(
    'refuses %j between two words of a name',
    (space) => {
      const findings = checkCertifiedData(aHolder({ jobTitle: `chef${space}atelier` }));
      expect(findings).toEqual([{ clause: 'F37', message: 'title has a doubled or odd space' }]);
    },
  );

  it('accepts the joiners that some scripts are written with', () => {
    expect(checkCertifiedData(aHolder({ jobTitle: 'نرم\u200Cافزار' }))).toEqual([]);
  });

  it('counts characters and not octets: 64 accented letters fit (V10)', () => {
    expect(checkCertifiedData(aHolder({ companyName: 'é'.repeat(64) }))).toEqual([]);
  });

  it('never repeats personal data in a finding', () => {
    const findings = checkCertifiedData(aHolder({ surname: 'Secretissime'.repeat(10) }));
    expect(JSON.stringify(findings)).not.toContain('Secretissime');
  });
});
