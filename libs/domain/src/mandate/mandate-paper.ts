import { accept, refuseByRule, refuseInput, transition, type Decision } from '../decision/index.js';
import { addMonths, dateInParis, daysBetween, isCalendarDate, type CalendarDate } from '../time/index.js';
import {
  establishmentFaults,
  MAX_MANDATE_MONTHS,
  SIGNATURE_MONTHS,
  type AgentNaming,
} from './mandate-signing.js';
import { mandateMachine, type Mandate, type MandatePaper } from './mandate.js';

/** No letter that a hand writes like a digit (Crockford): I, L, O, U are left out. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 4;

/** What people type instead of what is printed. */
const MISREAD: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };

const checkCharacter = (body: string): string =>
  ALPHABET[[...body].reduce((sum, letter, at) => (sum + ALPHABET.indexOf(letter) * (2 * at + 1)) % 32, 0)] ??
  '0';

/** "7K2M-X0QD-3FHA": eleven random characters and one that catches a mistyped one. */
export function paperReference(random: Uint8Array): string {
  const body = [...random.slice(0, 11)].map((byte) => ALPHABET[byte % 32]).join('');
  return grouped(body + checkCharacter(body));
}

const grouped = (letters: string): string => letters.replace(new RegExp(`(.{${GROUP}})(?=.)`, 'g'), '$1-');

/** As it is printed, whatever was typed: case, spaces and dashes apart, O for 0 and I or L for 1. */
export const readReference = (typed: string): string =>
  grouped(
    typed
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, '')
      .replace(/[ILO]/g, (letter) => MISREAD[letter] ?? letter),
  );

/** The last character must fit the others. */
export const isReference = (typed: string): boolean => {
  const letters = readReference(typed).replaceAll('-', '');
  return letters.length === 12 && checkCharacter(letters.slice(0, -1)) === letters.at(-1);
};

/** What whoever hands the signed sheet in says of it. */
export interface SignedSheet {
  readonly representativeSignedOn: CalendarDate;
  readonly agentSignedOn: CalendarDate;
  readonly placeOfOriginal: string;
  readonly scanFileId: string | null;
}

/** Noon in Paris or nearly: a day on paper has no hour, and stays the same day. */
const atNoon = (day: CalendarDate): Date => new Date(`${day}T11:00:00.000Z`);

/**
 * The sheet is signed: dates and place go into the file, which is then under review (D25). Each signature less than three
 * months old on that day (F6), unless the mandate is taken over from before.
 */
export function handInSheet(mandate: Mandate, sheet: SignedSheet, now: Date): Decision<Mandate> {
  const { paper } = mandate;
  if (paper === null) return refuseByRule('D25', 'NOT_ON_PAPER');
  if (mandate.state !== 'AWAITING_SIGNATURES' || mandate.agentEmail === null)
    return refuseByRule('D25', 'SHEET_NOT_AWAITED');
  const fields = sheetFaults(sheet, paper, dateInParis(now));
  if (Object.keys(fields).length > 0) return refuseInput(fields);
  // Both sign one sheet: completed and submitted by the same act.
  const signed = transition(mandateMachine, mandate.state, 'completeSignatures', 'CERTIFICATION_AGENT');
  const submitted = signed.ok ? transition(mandateMachine, signed.next, 'submit', 'SYSTEM') : signed;
  if (!submitted.ok) return submitted;
  return accept({
    ...mandate,
    state: submitted.next,
    paper: { ...paper, ...sheet, placeOfOriginal: sheet.placeOfOriginal.trim() },
    representativeSignedAt: atNoon(sheet.representativeSignedOn),
    agentSignedAt: atNoon(sheet.agentSignedOn),
  });
}

function sheetFaults(sheet: SignedSheet, paper: MandatePaper, today: CalendarDate): Record<string, string> {
  const fields: Record<string, string> = {};
  const { representativeSignedOn, agentSignedOn } = sheet;
  for (const [name, day] of Object.entries({ representativeSignedOn, agentSignedOn })) {
    const lapsed = !paper.takenOver && addMonths(day, SIGNATURE_MONTHS) < today;
    if (day > today) fields[name] = 'IN_THE_FUTURE';
    else if (lapsed) fields[name] = 'SIGNATURE_TOO_OLD';
  }
  // I-4: the MC accepts what the representative has signed.
  if (agentSignedOn < representativeSignedOn) fields.agentSignedOn = 'BEFORE_REPRESENTATIVE';
  if (sheet.placeOfOriginal.trim() === '') fields.placeOfOriginal = 'REQUIRED';
  return fields;
}

/** What the officer says of the sheet in his hands: its reference, where it is kept, that it is the original (D25). */
export interface PaperCheck {
  readonly reference: string;
  readonly placeOfOriginal: string;
  readonly sawOriginal: boolean;
}

/** The officer's check of a mandate on paper (D25): the reference typed from the sheet is this file's. */
export function checkPaper(mandate: Mandate, check: PaperCheck | null): Decision<Mandate> {
  const { paper } = mandate;
  if (paper === null) return accept(mandate);
  if (check === null) return refuseInput({ paper: 'REQUIRED' });
  const fields: Record<string, string> = {};
  if (readReference(check.reference) !== paper.reference) fields['paper.reference'] = 'REFERENCE_DIFFERS';
  if (check.placeOfOriginal.trim() === '') fields['paper.placeOfOriginal'] = 'REQUIRED';
  if (!check.sawOriginal) fields['paper.sawOriginal'] = 'MUST_ACCEPT';
  if (Object.keys(fields).length > 0) return refuseInput(fields);
  return accept({ ...mandate, paper: { ...paper, placeOfOriginal: check.placeOfOriginal.trim() } });
}

/** One line of a list of mandates that were signed on paper before this software. */
export interface TakenOverLine extends AgentNaming {
  readonly siren: string;
  readonly representativeName: string;
  readonly representativeEmail: string;
  readonly representativeSignedOn: CalendarDate;
  readonly agentSignedOn: CalendarDate;
  readonly placeOfOriginal: string;
}

const DAYS = ['startsOn', 'endsOn', 'representativeSignedOn', 'agentSignedOn'] as const;

/** What is wrong with such a line: as a mandate that is named today, but begun long ago and not yet over (D12). */
export function takeOverFaults(line: TakenOverLine, siren: string, now: Date): Record<string, string> {
  const wrong = DAYS.filter((name) => !isCalendarDate(line[name]));
  if (wrong.length > 0) return Object.fromEntries(wrong.map((name) => [name, 'NOT_A_DATE']));
  const fields: Record<string, string> = { ...establishmentFaults(line.establishments, siren) };
  for (const name of ['representativeName', 'agentName'] as const)
    if (line[name].trim() === '') fields[name] = 'REQUIRED';
  for (const name of ['acts', 'productCodes'] as const)
    if (line[name].length === 0) fields[name] = 'REQUIRED';
  if (line.endsOn < dateInParis(now)) fields.endsOn = 'IN_THE_PAST';
  else if (line.endsOn <= line.startsOn) fields.endsOn = 'BEFORE_START';
  else if (daysBetween(line.endsOn, addMonths(line.startsOn, MAX_MANDATE_MONTHS)) < 0)
    fields.endsOn = 'TERM_TOO_LONG';
  return fields;
}
