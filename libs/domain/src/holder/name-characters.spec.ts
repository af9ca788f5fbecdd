import { describe, expect, it } from '@jest/globals';
import { confusableNames, identityFields, isHomonym, SUBJECT_BOUNDS } from './holder.js';
import { isConfusable, nameFault, spelled } from './name-characters.js';

const person = { surname: 'Martin', givenNames: ['Anne'], email: 'anne@dupre.example', jobTitle: 'Gérante' };
const refused = (change: object, confirmed?: string[]) => {
  const decided = identityFields({ ...person, ...change }, confirmed);
  return decided.ok || decided.refusal.kind !== 'INPUT' ? {} : decided.refusal.fields;
};

describe('characters of a name (V10, F37)', () => {
  it.each([
    'Lefèvre',
    'D’Almeida',
    "L'Hostis",
    'Le Gœuff',
    'Garçon-Dubœuf',
    'Nguyễn',
    'Popescu-Țepeș',
    'Ÿ',
    'St. Clair',
  ])('takes %s as it is', (name) =>
    expect([nameFault(name), isConfusable(name)]).toEqual([undefined, false]),
  );
  it.each([
    ['Cyrillic о among Latin letters', 'Dupоnt', 'MIXED_SCRIPTS'],
    ['Greek Α among Latin letters', 'Αnne', 'MIXED_SCRIPTS'],
    ['a name all in Cyrillic', 'Иванов', 'OTHER_SCRIPT'],
    ['Turkish dotless ı', 'Yıldız', 'UNUSUAL_LETTER'],
    ['a dotted capital İ', 'İpek', 'UNUSUAL_LETTER'],
    ['a script g of the phonetic alphabet', 'Goɡol', 'UNUSUAL_LETTER'],
    ['the ligature ﬁ', 'Soﬁa', 'COMPATIBILITY'],
    ['full-width letters', 'Ｍartin', 'COMPATIBILITY'],
    ['a zero for an O', 'D0RE', 'DIGIT'],
  ])('flags %s', (_what, name, doubt) => {
    expect(spelled(name).map((letter) => letter.doubt)).toContain(doubt);
    expect(refused({ surname: name })).toEqual({ surname: 'CONFUSABLE' });
    expect(refused({ givenNames: ['Anne', name] })).toEqual({ givenNames: 'CONFUSABLE' });
  });
  it('takes a flagged name once that very name was compared with the document, and no other', () => {
    expect(refused({ surname: 'Yıldız' }, ['Yıldız'])).toEqual({});
    expect(refused({ surname: 'Yıldız' }, ['Yildiz'])).toEqual({ surname: 'CONFUSABLE' });
    expect(confusableNames({ surname: 'Yıldız', givenNames: ['Anne'] })).toEqual(['Yıldız']);
  });
  it('shows the name letter by letter', () => {
    expect(spelled('Oı')).toEqual([
      { character: 'O', code: 'U+004F', doubt: null },
      { character: 'ı', code: 'U+0131', doubt: 'UNUSUAL_LETTER' },
    ]);
  });
  it.each([
    ['a zero-width space', 'Mar\u200btin', 'CONTROL_CHARACTER'],
    ['a mark of direction', 'Mar\u202etin', 'CONTROL_CHARACTER'],
    ['a soft hyphen', 'Mar\u00adtin', 'CONTROL_CHARACTER'],
    ['a filler that shows nothing', 'Mar\u3164tin', 'CONTROL_CHARACTER'],
    ['a character of private use', 'Mar\ue000tin', 'CONTROL_CHARACTER'],
    ['an emoji', 'Martin 🙂', 'NOT_IN_A_NAME'],
    ['a sign', 'Martin & fils', 'NOT_IN_A_NAME'],
    ['digits alone', '1234', 'NOT_IN_A_NAME'],
    ['a mark without a letter', '\u0301Martin', 'NOT_IN_A_NAME'],
    ['a heap of marks', 'Ma\u0322\u0323\u0324rtin', 'NOT_IN_A_NAME'],
    ['the separator of given names', 'Anne,Marie', 'NOT_IN_A_NAME'],
  ])('never takes %s, whoever confirms', (_what, name, fault) => {
    expect(refused({ surname: name }, [name])).toEqual({ surname: fault });
  });
});

describe('upper bounds of the subject (V10): refused, never cut', () => {
  const most = SUBJECT_BOUNDS;
  it.each([
    ['surname, by the common name', { surname: 'x'.repeat(most.commonName - 5) }, {}],
    ['surname, by the common name', { surname: 'x'.repeat(most.commonName - 4) }, { surname: 'TOO_LONG' }],
    ['jobTitle', { jobTitle: 'é'.repeat(most.title) }, {}],
    ['jobTitle', { jobTitle: 'é'.repeat(most.title + 1) }, { jobTitle: 'TOO_LONG' }],
    ['email', { email: `${'a'.repeat(most.email - 14)}@dupre.example` }, {}],
    ['email', { email: `${'a'.repeat(most.email - 13)}@dupre.example` }, { email: 'TOO_LONG' }],
    ['many given names', { givenNames: ['Anne', ...Array<string>(20).fill('Marie-Françoise')] }, {}],
    [
      'given names beyond ub-name',
      { givenNames: ['Anne', 'x'.repeat(most.name)] },
      { givenNames: 'TOO_LONG' },
    ],
  ])('%s', (_field, change, fields) => expect(refused(change)).toEqual(fields));
});

describe('homonyms (I-22)', () => {
  const named = (surname: string, ...givenNames: string[]) => ({ surname, givenNames });
  it('are people whom case, accents, signs and further given names alone tell apart', () => {
    expect(isHomonym(named('Lefèvre', 'Zoé'), named('LEFEVRE', 'Zoe', 'Anne'))).toBe(true);
    expect(isHomonym(named('Le-Gœuff', 'Yann'), named('Le Goeuff', 'Yann'))).toBe(true);
    expect(isHomonym(named('Lefèvre', 'Zoé'), named('Lefèvre', 'Anne'))).toBe(false);
  });
});
