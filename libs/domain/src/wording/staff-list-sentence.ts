import { fill, SENTENCES, type Language } from './refusal-sentence.js';
import { STAFF_LIST_SENTENCES } from './staff-list.data.js';

/** Why a file or one of its lines is refused, and what to do, in a sentence; as elsewhere where it isn't peculiar to lists. */
export function staffListSentence(
  reason: string,
  language: Language,
  details: Readonly<Record<string, string | number>> = {},
): string {
  const { reasons, faults } = SENTENCES[language];
  const sentence = STAFF_LIST_SENTENCES[language][reason] ?? reasons[reason] ?? faults[reason] ?? reason;
  return fill(sentence, details);
}
