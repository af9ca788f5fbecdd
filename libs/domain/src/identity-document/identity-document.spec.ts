import { describe, expect, it } from '@jest/globals';
import {
  compareNames,
  frenchCardValidity,
  mrzCheckDigit,
  mrzName,
  readMrz,
  type MrzReading,
} from './index.js';
import { specimenZone } from './mrz-zone.builder.js';

const TODAY = '2011-11-23';
const TD3 = ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'];
const TD1 = [
  'I<UTOD231458907<<<<<<<<<<<<<<<',
  '7408122F1204159UTO<<<<<<<<<<<6',
  'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
];
const TD2 = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'];
/** V4: the specimen of the French card. */
const OLD = ['IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<', '8806923102858CORINNE<<<<<<<6512068F6'];

const read = (text: string, today = TODAY): MrzReading => {
  const decided = readMrz(text, today);
  if (!decided.ok) throw new Error(JSON.stringify(decided.refusal));
  return decided.next;
};
const reason = (text: string): string => {
  const decided = readMrz(text, TODAY);
  if (decided.ok) throw new Error(`read: ${JSON.stringify(decided.next)}`);
  return decided.refusal.kind === 'RULE' ? decided.refusal.reason : decided.refusal.kind;
};
const lines = (zone: readonly string[]): string => zone.join('\n');

describe('check digits of a machine readable zone (V8, V4, V5)', () => {
  it.each([
    ['L898902C3', '6'],
    ['740812', '2'],
    ['120415', '9'],
    ['X4RTBPFW4', '6'],
    ['880692310285', '8'],
    ['651206', '8'],
  ])('of %s is %s', (text, digit) => {
    expect(mrzCheckDigit(text)).toBe(digit);
  });
});

describe('reading a machine readable zone (V4, V5, V7, V8)', () => {
  it.each([
    ['TD3', TD3, { documentType: 'PASSPORT', documentNumber: 'L898902C3' }],
    ['TD1', TD1, { documentType: 'CNI', documentNumber: 'D23145890' }],
    ['TD2', TD2, { documentType: 'CNI', documentNumber: 'D23145890' }],
  ])('reads %s', (format, zone, facts) => {
    expect(read(lines(zone))).toEqual({
      ...{ format, country: 'UTO', surname: 'ERIKSSON', givenNames: ['ANNA', 'MARIA'] },
      ...{ birthDate: '1974-08-12', expiresOn: '2012-04-15', validUntil: '2012-04-15', issuedMonth: null },
      cut: { surname: false, givenNames: false },
      findings: [],
      ...facts,
    });
  });

  it('reads the French card of before 2021, which tells its month of issue and no end (V4)', () => {
    expect(read(lines(OLD))).toEqual({
      ...{ format: 'FRENCH_CARD', documentType: 'CNI', country: 'FRA', documentNumber: '880692310285' },
      ...{ surname: 'BERTHIER', givenNames: ['CORINNE'], cut: { surname: false, givenNames: false } },
      ...{ birthDate: '1965-12-06', expiresOn: null, issuedMonth: '1988-06', validUntil: '1998-05-31' },
      findings: ['EXPIRY_COMPUTED', 'EXPIRED'],
    });
  });

  it('reads a number of more than nine characters (V7)', () => {
    const zone = ['I<UTOD23145890<7349<<<<<<<<<<<', '3407127M9507122UTO<<<<<<<<<<<2'];
    expect(read(lines([...zone, 'STEVENSON<<PETER<JOHN<<<<<<<<<']), '1995-01-01')).toMatchObject({
      documentNumber: 'D23145890734',
      birthDate: '1934-07-12',
      expiresOn: '1995-07-12',
    });
  });

  it('doesn’t mind case, spaces, line ends, what stands above, or fillers that were lost', () => {
    const whole = read(lines(TD3));
    for (const text of [
      TD3.join('\r\n').toLowerCase(),
      TD3.join(''),
      `  ${TD3.join('  \r')}  \n`,
      `PASSEPORT\nUTOPIA 2026\n${lines(TD3)}`,
      lines(TD3).replace(/<+\n/, '\n'),
      [...lines(TD3)].join(' '),
      lines(TD3).replace('<<<<<10', '<<<10'),
    ])
      expect(read(text)).toEqual(whole);
  });

  it('reads what a reader set to an American keyboard types on a French one', () => {
    const keys: Record<string, string> = { A: 'q', Q: 'a', Z: 'w', W: 'z', M: '?', '<': '.' };
    [...'à&é"\'(-è_ç'].forEach((key, figure) => (keys[figure] = key));
    const typed = [...lines(TD3)].map((key) => keys[key] ?? key).join('');
    expect(typed).not.toMatch(/\d/);
    expect(read(typed)).toEqual({ ...read(lines(TD3)), findings: ['KEYBOARD'] });
  });

  it('puts right what a camera takes for something else, where check digits prove it', () => {
    expect(read(lines(TD3).replace('7408122', '74O8I22'))).toMatchObject({
      birthDate: '1974-08-12',
      findings: ['CORRECTED'],
    });
    const passport = specimenZone({ number: '20OB01234', expiry: '150415' });
    expect(read(lines(passport).replace('20OB01234', '2O0BO1Z34'))).toMatchObject({
      documentNumber: '20OB01234',
      findings: ['CORRECTED'],
    });
    expect(read(lines(OLD).replace('BERTHIER', '8ERTH1ER'))).toMatchObject({ surname: 'BERTHIER' });
    expect(read(lines(OLD).replace('880692310285', '88O6923I0285'))).toMatchObject({
      documentNumber: '880692310285',
      findings: expect.arrayContaining(['CORRECTED']),
    });
  });

  it('puts nothing right in a number whose shape it doesn’t know', () => {
    expect(reason(lines(TD3).replace('L898902C3', 'L8989O2C3'))).toBe('MRZ_NUMBER_KEY');
  });

  it('leaves a figure in a name that no check digit counts, and says so', () => {
    expect(read(lines(TD3).replace('ANNA', '4NNA'))).toMatchObject({
      givenNames: ['4NNA', 'MARIA'],
      findings: ['NAME_DOUBTFUL'],
    });
  });

  it.each([
    ['a false number', lines(TD3).replace('L898902C3', 'L898907C3'), 'MRZ_NUMBER_KEY'],
    ['a false birth date', lines(TD3).replace('7408122', '7408132'), 'MRZ_BIRTH_DATE_KEY'],
    ['a month that no year has', lines(TD1).replace('7408122', '7413128'), 'MRZ_BIRTH_DATE_KEY'],
    ['a false end of validity', lines(TD1).replace('1204159', '1304159'), 'MRZ_EXPIRY_KEY'],
    ['a false last digit', lines(TD2).replace(/6$/, '7'), 'MRZ_KEY'],
    ['a name of the French card that is false', lines(OLD).replace('BERTHIER', 'BERTHIEZ'), 'MRZ_KEY'],
    ['a visa', lines(TD2).replace('I<UTO', 'V<UTO'), 'MRZ_OTHER_DOCUMENT'],
    ['half a zone', TD3[1] + '<<<<<<<<<<<<<<<<<<<<<<<<<', 'MRZ_INCOMPLETE'],
    ['another text', 'Bonjour', 'MRZ_NOT_FOUND'],
    ['nothing', '', 'MRZ_NOT_FOUND'],
  ])('refuses %s', (_, text, expected) => {
    expect(reason(text)).toBe(expected);
  });

  it('says when the document has expired, and never shows a national number (V11)', () => {
    expect(read(lines(TD3), '2012-04-16').findings).toEqual(['EXPIRED']);
    expect(JSON.stringify(read(lines(TD3)))).not.toContain('ZE184226B');
  });

  it('says when a name fills its field', () => {
    const full = 'P<UTO' + 'A'.repeat(20) + '<<' + 'B'.repeat(17);
    expect(read(lines([full, TD3[1] ?? '']))).toMatchObject({
      cut: { givenNames: true },
      findings: ['NAME_CUT'],
    });
  });
});

describe('the end of a French card of before 2021 (V6, D10)', () => {
  it.each([
    ['an adult’s of 2004 to 2013: five years more', '2013-10-15', '1980-01-01', '2028-10-14', true],
    ['an adult’s of 2014 on: fifteen years, as printed', '2014-03-01', '1980-01-01', '2029-02-28', false],
    ['a minor’s: ten years', '2012-06-10', '1994-06-11', '2022-06-09', false],
    ['one who came of age that day', '2012-06-10', '1994-06-10', '2027-06-09', true],
    ['of before 2004: ten years', '2003-12-31', '1960-01-01', '2013-12-30', false],
    ['of whom no birth date is known', '2012-06-10', null, '2022-06-09', false],
    ['by its month alone: as of the first', '2012-06', '1980-01-01', '2027-05-31', true],
    ['by the month he came of age in: a minor', '2012-06', '1994-06-02', '2022-05-31', false],
  ])('%s', (_, issued, birth, expiresOn, extended) => {
    expect(frenchCardValidity(issued, birth)).toEqual({ expiresOn, extended });
  });
});

describe('names against the zone (ICAO 9303-3 §6)', () => {
  const zone = (surname: string, given: string, cut = false) => ({
    surname,
    givenNames: given.split(' '),
    cut: { surname: cut, givenNames: cut },
  });
  const says = (mrz: [string, string, boolean?], typed: [string, string]) => {
    const { verdict, surname, givenNames } = compareNames(zone(...mrz), {
      surname: typed[0],
      givenNames: typed[1].split(', '),
    });
    return [verdict, surname.difference ?? givenNames.difference];
  };

  it('spells French as the zone does', () => {
    expect(mrzName('D’Été-Noël')).toBe('DETE NOEL');
    expect(mrzName('Lecœur Ÿvon')).toBe('LECOEUR YVON');
    expect(mrzName('Straße Müller')).toBe('STRASSE MUELLER');
  });

  it.each<[string, [string, string, boolean?], [string, string], string, string | null]>([
    ['the same', ['LECOEUR', 'ANNE MARIE'], ['Lecœur', 'Anne-Marie'], 'EQUAL', null],
    ['an apostrophe', ['DARTAGNAN', 'CHARLES'], ['d’Artagnan', 'Charles'], 'EQUAL', null],
    ['a hyphen left out', ['SAINTMARTIN', 'EVE'], ['Saint-Martin', 'Ève'], 'COMPATIBLE', 'SEPARATORS'],
    ['an apostrophe that parts', ['D ARTAGNAN', 'EVE'], ['d’Artagnan', 'Ève'], 'COMPATIBLE', 'SEPARATORS'],
    ['ü as U', ['MULLER', 'ZOE'], ['Müller', 'Zoé'], 'COMPATIBLE', 'SPELLING'],
    ['fewer given names', ['DUPRE', 'ZOE ANNE'], ['Dupré', 'Zoé'], 'COMPATIBLE', 'FEWER_TYPED'],
    ['more given names', ['DUPRE', 'ZOE'], ['Dupré', 'Zoé, Anne'], 'COMPATIBLE', 'MORE_TYPED'],
    ['another order', ['DUPRE', 'ANNE ZOE'], ['Dupré', 'Zoé, Anne'], 'COMPATIBLE', 'ORDER'],
    ['a cut name', ['DUPRE', 'MAXIMILIE', true], ['Dupré', 'Maximilien'], 'COMPATIBLE', 'CUT'],
    ['initials of a cut name', ['DUPRE', 'ZOE A', true], ['Dupré', 'Zoé, Anne'], 'COMPATIBLE', 'CUT'],
    ['both in each other’s place', ['DUPRE', 'ZOE'], ['Zoé', 'Dupré'], 'DIFFERS', 'SWAPPED'],
    ['a letter less', ['DUPRE', 'ZOE'], ['Dupr', 'Zoé'], 'DIFFERS', 'OTHER'],
    ['another given name', ['DUPRE', 'ZOE'], ['Dupré', 'Anne'], 'DIFFERS', 'OTHER'],
    ['another script', ['DUPRE', 'ZOE'], ['Δυπρέ', 'Zoé'], 'DIFFERS', 'NOT_LATIN'],
  ])('%s', (_, mrz, typed, verdict, difference) => {
    expect(says(mrz, typed)).toEqual([verdict, difference]);
  });
});
