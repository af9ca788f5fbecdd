import type { PasswordList } from '@mandataire/application/account';
import { dictionary } from '@zxcvbn-ts/language-common';

/**
 * Some fifty thousand passwords that breaches show most often and the words of diceware lists, kept by the zxcvbn-ts
 * project (docs/adr/0040). Read once; no request ever leaves the machine for it.
 */
export class CommonPasswords implements PasswordList {
  private readonly words: ReadonlySet<string> = new Set(
    Object.values(dictionary).flatMap((words) => (words as readonly (string | number)[]).map(String)),
  );

  isCommon(word: string): boolean {
    return this.words.has(word);
  }
}
