import type { CommonPasswords } from '@mandataire/domain/account';

/** The server's own list (docs/adr/0040), 250 kB that only a page with a new password asks for. */
export async function commonPasswords(): Promise<CommonPasswords> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  const words: ReadonlySet<string> = new Set(
    Object.values(dictionary).flatMap((list) => (list as readonly (string | number)[]).map(String)),
  );
  return (word) => words.has(word);
}
