import { ENGLISH } from './english.data.js';
import { FRENCH } from './french.data.js';
import type { Sentences } from './sentences.js';

export type Language = 'fr' | 'en';

export const SENTENCES: Readonly<Record<Language, Sentences>> = { fr: FRENCH, en: ENGLISH };

/** A refusal as the edge knows it: its code and what came with it. */
export interface RefusalFacts {
  readonly code: string;
  readonly reason?: unknown;
  readonly fields?: unknown;
  readonly details?: unknown;
  readonly retryAfter?: unknown;
  readonly correlationId?: unknown;
}

/** The sentence for a refusal: of its reason if there is one, else of its fields, else of its code. */
export function refusalSentence(facts: RefusalFacts, language: Language): string {
  const { codes, reasons } = SENTENCES[language];
  const byReason = typeof facts.reason === 'string' ? reasons[facts.reason] : undefined;
  const sentence = byReason ?? codes[facts.code] ?? codes.RULE_REFUSED ?? '';
  const listed = byReason === undefined ? faultList(facts.fields, language) : '';
  return fill(`${sentence}${listed}`, { ...record(facts.details), ...facts });
}

/** What people call an input field. */
export const fieldLabel = (field: string, language: Language): string =>
  SENTENCES[language].fields[field] ?? field;

/** " SIREN : neuf chiffres attendus ; Ville : à remplir." */
function faultList(fields: unknown, language: Language): string {
  const { faults, fields: labels } = SENTENCES[language];
  const colon = language === 'fr' ? '\u00a0: ' : ': ';
  const listed = Object.entries(record(fields)).map(
    ([field, fault]) => `${labels[field] ?? field}${colon}${faults[String(fault)] ?? String(fault)}`,
  );
  return listed.length > 0 ? ` ${listed.join(' ; ')}.` : '';
}

export const fill = (sentence: string, values: Readonly<Record<string, unknown>>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

const record = (value: unknown): Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};

/** English for who asks for it before French in `Accept-Language` (RFC 9110 §12.5.4); French for everyone else (D18). */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .map(readWish)
    .filter(({ language, weight }) => (language === 'fr' || language === 'en') && weight > 0);
  // A stable sort: of two wishes of equal weight the one named first counts.
  const [first] = wishes.sort((a, b) => b.weight - a.weight);
  return first?.language === 'en' ? 'en' : 'fr';
}

function readWish(part: string): { language: string | undefined; weight: number } {
  const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
  const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
  return { language: tag.split('-')[0], weight: quality === undefined ? 1 : Number(quality) };
}
