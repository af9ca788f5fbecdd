/** What no list has: control characters beside tab and line ends. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
/** A page, a drawing or another tree of tags, behind whatever blanks. */
const MARKUP = /^(?:\ufeff|\u00ef\u00bb\u00bf)?\s*</;

const MARKS: readonly (readonly [mark: string, encoding: string])[] = [
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
];

/**
 * Text, in UTF-8, in UTF-16 with its mark, or in one octet per character; which one of those is the reader's business.
 * Nothing that a browser would draw.
 */
export function isPlainText(octets: Buffer): boolean {
  const mark = octets.subarray(0, 2).toString('hex');
  const encoding = MARKS.find(([known]) => known === mark)?.[1] ?? 'latin1';
  const text = new TextDecoder(encoding === 'latin1' ? 'windows-1252' : encoding).decode(octets);
  return !CONTROL.test(text) && !MARKUP.test(text);
}
