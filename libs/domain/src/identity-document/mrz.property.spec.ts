import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'mrz';
import { mrzName, readMrz, type MrzReading } from './index.js';
import { specimenZone, type Specimen } from './mrz-zone.builder.js';

/**
 * The reader against a second implementation (the package `mrz`), on thousands of right and mutated zones of each layout.
 * A zone is right for both or for neither, but for two things, both counted: ours puts a likeness right (O for 0) that the
 * other one refuses, and then must have found again what was there before the mutation; and ours refuses an end of validity
 * without a whole date (I-6), which the other one takes.
 */
const RUNS = 2_000;
const TODAY = '2026-11-23';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const day = (from: number, to: number) =>
  fc
    .date({ min: new Date(Date.UTC(from, 0, 1)), max: new Date(Date.UTC(to, 11, 31)), noInvalidDate: true })
    .map((date) => date.toISOString().slice(2, 10).replaceAll('-', ''));
const name = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 2, maxLength: 8 });
const alphanumeric = fc.string({
  unit: fc.constantFrom(...LETTERS, ...'0123456789'),
  minLength: 6,
  maxLength: 9,
});

const specimens = (format: Specimen['format']): fc.Arbitrary<Specimen> =>
  fc.record({
    format: fc.constant(format),
    code: fc.constant(format === 'TD3' ? 'P' : format === 'TD2' ? 'I' : 'ID'),
    country: fc.constantFrom('FRA', 'BEL', 'ITA', 'ESP', 'UTO'),
    number:
      format === 'FRENCH_CARD'
        ? fc
            .tuple(day(1995, 2020), fc.stringMatching(/^\d{8}$/))
            .map(([date, rest]) => date.slice(0, 4) + rest)
        : format === 'TD3'
          ? fc.stringMatching(/^\d\d[A-Z]{2}\d{5}$/)
          : alphanumeric,
    surname: name,
    givenNames: fc.array(name, { minLength: 1, maxLength: 2 }),
    birth: day(1935, 2008),
    expiry: day(2016, 2036),
    optional: fc.oneof(
      fc.constant(''),
      fc.string({ unit: fc.constantFrom(...LETTERS, ...'123'), maxLength: 7 }),
    ),
  });

/** Fields whose rightness both judge; sex, states and codes the other one also looks up in lists. */
const JUDGED = new Set([
  'documentNumberCheckDigit',
  'birthDate',
  'birthDateCheckDigit',
  'expirationDate',
  'expirationDateCheckDigit',
  'compositeCheckDigit',
  'personalNumberCheckDigit',
  'issueDate',
]);

function theirs(lines: readonly string[]) {
  const { details, fields } = parse([...lines]);
  const right = details.every(({ field, valid }) => field === null || !JUDGED.has(field) || valid);
  return { right, fields };
}

/** What the form takes over; of the number what a check digit can tell, for which I and S, ten apart, are one. */
const known = ({ documentNumber, birthDate, validUntil, documentType, surname }: MrzReading) => ({
  ...{ birthDate, validUntil, documentType, surname },
  documentNumber: [...documentNumber].map((character) => parseInt(character, 36) % 10).join(''),
});

const read = (lines: readonly string[]): MrzReading => {
  const decided = readMrz(lines.join('\n'), TODAY);
  if (!decided.ok) throw new Error(lines.join('\n'));
  return decided.next;
};

type Span = readonly [line: number, from: number, to: number];
const pick = (spans: readonly Span[], which: number): Span => spans[which % spans.length] ?? [0, 0, 1];

/** One character of the field replaced. */
function mutated(before: readonly string[], [line, from, to]: Span, position: number, character: string) {
  const at = from + (position % (to - from));
  const put = (row: string) => row.slice(0, at) + character + row.slice(at + 1);
  return { at, lines: before.map((row, n) => (n === line ? put(row) : row)) };
}

const FORMATS = ['TD1', 'TD2', 'TD3', 'FRENCH_CARD'] as const;

/** Positions that a check digit counts, by line: those are where a mutation must be noticed. */
const COUNTED: Record<Specimen['format'], readonly Span[]> = {
  TD1: [
    [0, 5, 15],
    [1, 0, 7],
    [1, 8, 15],
    [1, 29, 30],
  ],
  TD2: [
    [1, 0, 10],
    [1, 13, 20],
    [1, 21, 28],
    [1, 35, 36],
  ],
  TD3: [
    [1, 0, 10],
    [1, 13, 20],
    [1, 21, 28],
    [1, 43, 44],
  ],
  FRENCH_CARD: [
    [1, 0, 13],
    [1, 27, 34],
    [1, 35, 36],
  ],
};

/** Where the end of validity stands, or on the French card the month of issue from which it is worked out. */
const positions = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);
const END: Record<Specimen['format'], readonly number[]> = {
  TD1: positions(8, 14),
  TD2: positions(21, 27),
  TD3: positions(21, 27),
  FRENCH_CARD: positions(0, 4),
};

describe.each(FORMATS)('a zone of layout %s against a second implementation (V4, V8)', (format) => {
  it('is read the same', () => {
    fc.assert(
      fc.property(specimens(format), (specimen) => {
        const lines = specimenZone(specimen);
        const ours = readMrz(lines.join('\n'), TODAY);
        const { right, fields } = theirs(lines);
        expect([ours.ok, right]).toEqual([true, true]);
        if (!ours.ok) return;
        expect(ours.next.format).toBe(format);
        expect(ours.next.birthDate?.slice(2).replaceAll('-', '')).toBe(fields.birthDate);
        expect(ours.next.surname).toBe(fields.lastName);
        expect(ours.next.givenNames.join(' ')).toBe(fields.firstName?.replace(/ +/g, ' '));
        // Theirs has only the last five figures of a French card's number in this field.
        if (format === 'FRENCH_CARD')
          expect(ours.next.documentNumber).toContain(fields.documentNumber ?? '?');
        else expect(ours.next.documentNumber).toBe(fields.documentNumber);
        if (format !== 'FRENCH_CARD')
          expect(ours.next.expiresOn?.slice(2).replaceAll('-', '')).toBe(fields.expirationDate);
      }),
      { numRuns: RUNS },
    );
  });

  it('is refused alike when a character is another one', () => {
    const told = { both: 0, corrected: 0, neither: 0, endless: 0 };
    const mutation = fc.tuple(
      specimens(format),
      fc.nat(99),
      fc.nat(99),
      fc.constantFrom(...LETTERS, ...'0123456789<'),
    );
    fc.assert(
      fc.property(mutation, ([specimen, which, position, character]) => {
        const before = specimenZone(specimen);
        const { lines, at } = mutated(before, pick(COUNTED[format], which), position, character);
        const ours = readMrz(lines.join('\n'), TODAY);
        const { right } = theirs(lines);
        if (ours.ok === right) told[right ? 'both' : 'neither'] += 1;
        else if (ours.ok) {
          told.corrected += 1;
          expect(ours.next.findings).toContain('CORRECTED');
          expect(known(ours.next)).toEqual(known(read(before)));
        } else {
          // A filler weighs as much as a nought: the other one takes an end of validity without a day, I-6 does not.
          told.endless += 1;
          expect([character, END[format]]).toEqual(['<', expect.arrayContaining([at])]);
        }
      }),
      { numRuns: RUNS },
    );
    expect(told.neither).toBeGreaterThan(RUNS / 2);
    expect(told.both).toBeGreaterThan(0);
  });
});

describe('likenesses that a camera takes for one another', () => {
  const LIKE: Record<string, string> = { '0': 'O', '1': 'I', '2': 'Z', '5': 'S', '8': 'B' };

  const BIRTH: Record<Specimen['format'], Span> = {
    ...{ TD1: [1, 0, 7], TD2: [1, 13, 20], TD3: [1, 13, 20], FRENCH_CARD: [1, 27, 34] },
  };

  it('are put right to what was there, in dates and check digits always', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FORMATS).chain(specimens), fc.nat(99), (specimen, position) => {
        const before = specimenZone(specimen);
        const span = BIRTH[specimen.format];
        const like = (row: string, at: number) => LIKE[row[at] ?? ''] ?? row[at] ?? '<';
        const [line, from, to] = span;
        const at = from + (position % (to - from));
        const { lines } = mutated(before, span, position, like(before[line] ?? '', at));
        expect(read(lines).birthDate).toBe(read(before).birthDate);
      }),
      { numRuns: RUNS / 4 },
    );
  });
});

describe('names as a zone spells them', () => {
  it('are capitals from A to Z for whatever Latin letters were typed', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'aàâäæçéèêëîïôœùûüÿñßøåłđðþ’- ABZ'),
      maxLength: 30,
    });
    fc.assert(
      fc.property(letters, (typed) => /^[A-Z ]*$/.test(mrzName(typed))),
      { numRuns: RUNS },
    );
  });
});
