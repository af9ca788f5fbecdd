import type { ReadScope } from '@mandataire/application/reading';
import type { Values } from '../database/index.js';

/** More words than a name has: what follows is not looked up. */
const MOST_WORDS = 10;

/** Words as `holder_term` has them, but for accents and case; of an e-mail the domain with its sign. */
export function searchedWords(search: string): string[] {
  const words = search.split(/\s+/u).flatMap((part) => {
    const [local = '', ...domain] = part.split('@');
    return [...local.split(/[^\p{L}\p{M}\p{N}]+/u), ...(domain.length > 0 ? [`@${domain.join('@')}`] : [])];
  });
  return [...new Set(words)].filter((word) => word !== '' && word !== '@').slice(0, MOST_WORDS);
}

/**
 * Beginnings of words as conditions on rows of `holder_term`: comparisons of text, which row-level security lets the
 * index answer (ADR 0008). Above every text with this beginning: the beginning and the last character of all.
 */
const begins = (alias: string, word: string, values: Values): string => {
  const beginning = `search_fold(${values.add(word)}::text)`;
  return `${alias}.term >= ${beginning} AND ${alias}.term < ${beginning} || chr(1114111)`;
};

/** Which terms count: those of the identity in force, or of every name that the person has had. */
type Reach = 'IN_FORCE' | 'EVER';

/**
 * Conditions on `t`, a row of `holder_term`: of a person of the company who has every searched word, in no order ("Zoé
 * Lefèvre" as it is shown, "lefevre zo" as the alphabet has it). Signs alone find nobody. Over companies nobody is found:
 * a platform scope opens no terms.
 */
export function termsOf(scope: ReadScope, search: string, reach: Reach, values: Values): string[] {
  const [first, ...others] = searchedWords(search);
  if (first === undefined || !('tenantId' in scope)) return ['false'];
  const tenant = values.add(scope.tenantId);
  const of = (alias: string, word: string) =>
    `${alias}.tenant_id = ${tenant} AND ${begins(alias, word, values)}${reach === 'IN_FORCE' ? ` AND ${alias}.in_force` : ''}`;
  return [
    of('t', first),
    ...others.map((word) => `t.holder_id IN (SELECT u.holder_id FROM holder_term u WHERE ${of('u', word)})`),
  ];
}
