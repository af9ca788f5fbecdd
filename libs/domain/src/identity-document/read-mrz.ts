import { accept, refuseByRule, type Decision, type Refused } from '../decision/index.js';
import { isCalendarDate, type CalendarDate } from '../time/index.js';
import { mrzCheckDigit } from './check-digit.js';
import type { IdentityDocumentType } from './document-type.js';
import { frenchCardValidity } from './french-card.js';
import type { MrzLayout, Span } from './mrz-layout.data.js';
import type { MrzFinding, MrzNames, MrzReading } from './mrz-reading.js';
import { asFigures, asLetters, provedFigures, provedNumber, type Proved } from './mrz-repair.js';
import { mrzText, type MrzCandidate } from './mrz-text.js';

type Lines = readonly string[];

const at = (lines: Lines, [line, from, to]: Span): string => (lines[line] ?? '').slice(from, to);
const digitAt = (lines: Lines, [line, , to]: Span): string => (lines[line] ?? '').slice(to, to + 1);

const put = (lines: Lines, [line, from]: Span, text: string): Lines =>
  lines.map((row, n) => (n === line ? row.slice(0, from) + text + row.slice(from + text.length) : row));

const compositeRight = (lines: Lines, { composite, compositeAt }: MrzLayout): boolean =>
  mrzCheckDigit(composite.map((span) => at(lines, span)).join('')) === at(lines, compositeAt);

/** V for a visa, AC for a crew member: neither identifies a holder. R or T: a residence permit. */
function documentTypeOf([first = '']: Lines): IdentityDocumentType | undefined {
  const code = first.slice(0, 2).replace(/^[1L]/, 'I');
  if (code.startsWith('P')) return 'PASSPORT';
  if (code.startsWith('V') || code === 'AC') return undefined;
  return code.startsWith('T') || code.endsWith('R') ? 'RESIDENCE_PERMIT' : 'CNI';
}

/** A date of the past: the latest such year. One of the future: within the next twenty years, or long ago. */
function fullDate(figures: string, latest: CalendarDate): CalendarDate | null {
  const [, year = '', month = '', day = ''] = /^(..)(..)(..)$/.exec(figures) ?? [];
  const recent = `20${year}-${month}-${day}`;
  const date = recent <= latest ? recent : `19${year}-${month}-${day}`;
  return isCalendarDate(date) ? date : null;
}

const YEARS_AHEAD = 20;
const yearsAfter = (date: CalendarDate, years: number): CalendarDate =>
  `${Number(date.slice(0, 4)) + years}${date.slice(4)}`;

/** No name goes on behind three fillers: whatever a camera sees there is filler too. */
const nameParts = (field: string): string[] =>
  (field.split(/<{3,}/)[0] ?? '').split(/<+/).filter((part) => part !== '');

function namesOf(lines: Lines, { names }: MrzLayout): MrzNames {
  const [first, second] = names.map((span) => at(lines, span));
  const full = (field: string) => !field.endsWith('<');
  if (first === undefined) throw new Error('a layout has names');
  if (second !== undefined) {
    return {
      surname: nameParts(first).join(' '),
      givenNames: nameParts(second),
      cut: { surname: full(first), givenNames: full(second) },
    };
  }
  const [surname = '', ...given] = first.split('<<');
  return {
    surname: nameParts(surname).join(' '),
    givenNames: nameParts(given.join('<<')),
    cut: { surname: full(first), givenNames: full(first) },
  };
}

/** Sets a proved field into the lines, so that the last check digit counts it as it is. */
const settle = (lines: Lines, span: Span, { text, digit }: Proved): Lines => put(lines, span, text + digit);

interface Settled {
  readonly lines: Lines;
  readonly corrected: boolean;
}

/** The dates, each proved by its own check digit. */
function settleDates(lines: Lines, { birth, expiry }: MrzLayout): Settled | Refused {
  let settled: Settled = { lines, corrected: false };
  for (const [span, reason] of [
    [birth, 'MRZ_BIRTH_DATE_KEY'],
    [expiry, 'MRZ_EXPIRY_KEY'],
  ] as const) {
    if (!span) continue;
    const proved = provedFigures(at(lines, span), digitAt(lines, span));
    if (!proved) return refuseByRule('V8', reason);
    settled = {
      lines: settle(settled.lines, span, proved),
      corrected: settled.corrected || proved.corrected,
    };
  }
  return settled;
}

/** The French card's names stand under its last check digit: a figure among them is a letter if that comes out (V4). */
function settleNames(lines: Lines, { format, names }: MrzLayout): Lines {
  if (format !== 'FRENCH_CARD') return lines;
  const start = put(lines, [0, 0, 5], 'IDFRA');
  return names.reduce((row, span) => put(row, span, asLetters(at(row, span))), start);
}

/** A long number goes on in the optional data, its check digit behind its last character (ICAO 9303-5 §4.2.2 j). */
function longNumber(lines: Lines, { number, numberGoesOn }: MrzLayout): string | undefined {
  if (!numberGoesOn || digitAt(lines, number) !== '<') return undefined;
  const rest = at(lines, numberGoesOn).split('<')[0] ?? '';
  const whole = at(lines, number) + rest.slice(0, -1);
  return rest.length > 1 && mrzCheckDigit(whole) === rest.slice(-1) ? whole : undefined;
}

interface Numbered extends Settled {
  readonly documentNumber: string;
}

/** A French passport: two figures, two letters, five figures (V7); the card of before 2021: twelve figures (V4). */
function numberShape([first = '']: Lines, { format }: MrzLayout): string | undefined {
  if (format === 'FRENCH_CARD') return '9'.repeat(12);
  return format === 'TD3' && first.slice(2, 5) === 'FRA' ? '99AA99999' : undefined;
}

/** The number, proved by its check digit and by the last one, which counts it again. */
function settleNumber(lines: Lines, layout: MrzLayout): Numbered | Refused {
  const long = longNumber(lines, layout);
  if (long !== undefined) {
    if (!compositeRight(lines, layout)) return refuseByRule('V8', 'MRZ_KEY');
    return { lines, documentNumber: long, corrected: false };
  }
  const { number } = layout;
  const proved = provedNumber(at(lines, number), digitAt(lines, number), numberShape(lines, layout));
  if (!proved) return refuseByRule('V8', 'MRZ_NUMBER_KEY');
  const settled = settle(lines, number, proved);
  if (!compositeRight(settled, layout)) return refuseByRule('V8', 'MRZ_KEY');
  return {
    lines: settled,
    documentNumber: proved.text.replaceAll('<', ''),
    corrected: proved.corrected,
  };
}

const optionalRight = (lines: Lines, { optional }: MrzLayout): boolean => {
  if (!optional) return true;
  const digit = digitAt(lines, optional);
  return digit === '<' ? /^<*$/.test(at(lines, optional)) : mrzCheckDigit(at(lines, optional)) === digit;
};

interface Validity {
  readonly expiresOn: CalendarDate | null;
  readonly issuedMonth: string | null;
  readonly validUntil: CalendarDate;
  readonly findings: readonly MrzFinding[];
}

/** The end of validity, written or worked out (V6, D10); undefined when the figures are no date. */
function validityOf(
  lines: Lines,
  { expiry, number }: MrzLayout,
  birthDate: CalendarDate | null,
  today: CalendarDate,
): Validity | undefined {
  if (expiry) {
    const expiresOn = fullDate(at(lines, expiry), yearsAfter(today, YEARS_AHEAD));
    return expiresOn === null
      ? undefined
      : { expiresOn, issuedMonth: null, validUntil: expiresOn, findings: [] };
  }
  const issuedOn = fullDate(`${at(lines, number).slice(0, 4)}01`, today);
  if (issuedOn === null) return undefined;
  const issuedMonth = issuedOn.slice(0, 7);
  const validity = frenchCardValidity(issuedMonth, birthDate);
  return {
    expiresOn: null,
    issuedMonth,
    validUntil: validity.expiresOn,
    findings: validity.extended ? ['EXPIRY_COMPUTED', 'EXTENDED'] : ['EXPIRY_COMPUTED'],
  };
}

function noticed(names: MrzNames, facts: Readonly<Partial<Record<MrzFinding, boolean>>>): MrzFinding[] {
  const doubtful = /\d/.test([names.surname, ...names.givenNames].join('')) || names.surname === '';
  const found = {
    NAME_CUT: names.cut.surname || names.cut.givenNames,
    NAME_DOUBTFUL: doubtful,
    ...facts,
  };
  return (Object.keys(found) as MrzFinding[]).filter((finding) => found[finding]);
}

/** All check digits of one candidate, dates first: the number is proved with what was settled before it. */
function settleAll({ layout, lines }: MrzCandidate): Numbered | Refused {
  const last = put(lines, layout.compositeAt, asFigures(at(lines, layout.compositeAt)));
  const dated = settleDates(settleNames(last, layout), layout);
  if ('ok' in dated) return dated;
  const numbered = settleNumber(dated.lines, layout);
  if ('ok' in numbered) return numbered;
  if (!optionalRight(numbered.lines, layout)) return refuseByRule('V8', 'MRZ_KEY');
  // The last digit and the names of the French card, too, may have been put right.
  const corrected = numbered.lines.some((line, n) => line !== lines[n]);
  return { ...numbered, corrected: corrected || numbered.corrected };
}

interface Circumstances {
  readonly today: CalendarDate;
  readonly azerty: boolean;
}

function readCandidate(candidate: MrzCandidate, { today, azerty }: Circumstances): Decision<MrzReading> {
  const { layout } = candidate;
  const documentType = documentTypeOf(candidate.lines);
  if (!documentType) return refuseByRule('F14', 'MRZ_OTHER_DOCUMENT');
  const settled = settleAll(candidate);
  if ('ok' in settled) return settled;
  const { lines, documentNumber, corrected } = settled;
  const birthFigures = at(lines, layout.birth);
  const birthDate = fullDate(birthFigures, today);
  if (birthDate === null && !birthFigures.includes('<')) return refuseByRule('V8', 'MRZ_BIRTH_DATE_KEY');
  const validity = validityOf(lines, layout, birthDate, today);
  if (!validity) return refuseByRule('V8', layout.expiry ? 'MRZ_EXPIRY_KEY' : 'MRZ_NUMBER_KEY');
  const names = namesOf(lines, layout);
  const { findings, ...ends } = validity;
  return accept({
    format: layout.format,
    documentType,
    country: (lines[0] ?? '').slice(2, 5).replaceAll('<', ''),
    documentNumber,
    ...names,
    birthDate,
    ...ends,
    findings: [
      ...findings,
      ...noticed(names, {
        CORRECTED: corrected,
        KEYBOARD: azerty,
        BIRTH_DATE_PARTIAL: birthDate === null,
        EXPIRED: validity.validUntil < today,
      }),
    ],
  });
}

/** What of a text looks like such a zone at all: enough fillers and characters. */
const looksLike = (text: string): boolean => text.replace(/\s/gu, '').length >= 60 && /<</.test(text);

/**
 * Reads the machine readable zone of an identity document (V4, V5, V7, V8): TD1, TD2, TD3 of ICAO 9303 and the French card
 * of before August 2021. Case, line ends, spaces, lost fillers and a reader that types for another keyboard don't matter;
 * likenesses (O and 0) are put right only where a check digit proves it. Optional data are counted, not read:
 * some states write a national number there (V11).
 * Refuses with the field whose check digit is false, and what is no identity document.
 * @param today tells which century a date is of, and whether the document has expired.
 */
export function readMrz(text: string, today: CalendarDate): Decision<MrzReading> {
  const { candidates, azerty } = mrzText(text);
  const circumstances = { today, azerty };
  const decided = candidates.map((candidate) => readCandidate(candidate, circumstances));
  const [first] = decided;
  return (
    decided.find(({ ok }) => ok) ??
    first ??
    refuseByRule('V8', looksLike(text) ? 'MRZ_INCOMPLETE' : 'MRZ_NOT_FOUND')
  );
}
