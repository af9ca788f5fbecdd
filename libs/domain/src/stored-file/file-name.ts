import { EXTENSIONS, type MediaType } from './stored-file.data.js';

/** Bytes of a name, as file systems count them. */
const MOST_BYTES = 255;

/** Control and format characters (bidirectional ones among them), private use, halves of pairs, and what systems reserve. */
const UNWANTED = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}"*:<>?|]/gu;
/** Names of devices; a file called so cannot be saved there. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** Octets in UTF-8. */
const octets = (text: string): number =>
  [...text].reduce((sum, character) => sum + octetsOf(character.codePointAt(0) ?? 0), 0);

function octetsOf(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/** Whole characters only, so that no sequence is cut in two. */
function cut(text: string, most: number): string {
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += octets(character);
    if (used > most) break;
    kept += character;
  }
  return kept.trimEnd();
}

/**
 * The name under which a file is shown and saved: the last part of whatever path was sent, without characters that hide or
 * turn others, with the ending of its content, at most 255 bytes. Never used to find a file.
 */
export function tidyFileName(sent: string, mediaType: MediaType): string {
  const last = sent.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(UNWANTED, '').replace(/\s+/gu, ' ').trim();
  const [, stem = plain, ending = ''] = /^(.+)\.([^.]*)$/u.exec(plain) ?? [];
  const [usual, ...others] = EXTENSIONS[mediaType];
  const known = [usual, ...others].includes(ending.toLowerCase());
  const extension = known ? ending.toLowerCase() : usual;
  const body = (known ? stem : plain).replace(/^[.\s]+|[.\s]+$/gu, '');
  const safe = body === '' || DEVICE.test(body) ? 'document' : body;
  return `${cut(safe, MOST_BYTES - extension.length - 1)}.${extension}`;
}
