import { UnreadableTable } from '@mandataire/application/staff-list';
import { readXml } from './read-xml.js';

/** Ten thousand lines of a dozen columns, each text another one. */
const MOST_STRINGS = 200_000;
const MOST_CHARACTERS = 16 * 1024 * 1024;

/** The texts that cells point at (ECMA-376 §18.4). What shows how they are spoken (rPh) isn't part of them. */
export async function readSharedStrings(parts: AsyncIterable<Uint8Array>): Promise<readonly string[]> {
  const strings: string[] = [];
  let characters = 0;
  let text = '';
  let [isText, isSpoken] = [false, false];
  const pieces = readXml(parts, {
    open(name) {
      if (name === 'si') text = '';
      if (name === 'rPh') isSpoken = true;
      if (name === 't') isText = true;
    },
    text(piece) {
      if (!isText || isSpoken) return;
      text += piece;
      characters += piece.length;
      if (characters > MOST_CHARACTERS) throw new UnreadableTable({ reason: 'TOO_MANY_STRINGS', line: null });
    },
    close(name) {
      if (name === 't') isText = false;
      if (name === 'rPh') isSpoken = false;
      if (name !== 'si') return;
      strings.push(text);
      if (strings.length > MOST_STRINGS)
        throw new UnreadableTable({ reason: 'TOO_MANY_STRINGS', line: null });
    },
  });
  for await (const _ of pieces);
  return strings;
}
