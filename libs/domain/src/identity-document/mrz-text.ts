import { LAYOUTS, type MrzLayout } from './mrz-layout.data.js';

/** The row of figures and the neighbours of M on a French keyboard, as a reader set to an American one types them. */
const AZERTY: Readonly<Record<string, string>> = {
  '&': '1',
  É: '2',
  '"': '3',
  "'": '4',
  '(': '5',
  '-': '6',
  È: '7',
  _: '8',
  Ç: '9',
  À: '0',
  '.': '<',
  '?': 'M',
  ',': 'M',
  ';': 'M',
  A: 'Q',
  Q: 'A',
  Z: 'W',
  W: 'Z',
};
/** Figures come so from no zone and from no camera. */
const TYPED_ON_AZERTY = /[&É"'(È_ÇÀ]/u;

/** One reading of the text as lines of one layout. */
export interface MrzCandidate {
  readonly layout: MrzLayout;
  readonly lines: readonly string[];
}

export interface MrzText {
  readonly candidates: readonly MrzCandidate[];
  readonly azerty: boolean;
}

/** How many characters of a line a camera may have lost or invented in a row of fillers. */
const TOLERANCE = 4;

const fillers = (count: number): string => '<'.repeat(count);

/** What may stand for a filler: quotation marks that a camera sees, spaces that a reader puts at the end of a line. */
const cleaned = (line: string): string =>
  line
    .replace(/[«≪]/gu, '<<')
    .replace(/[‹〈＜]/gu, '<')
    .replace(/[^A-Z0-9<]/gu, '');

/** A line of names is filled up or cut behind its last letter; in a line of data the longest row of fillers gives or takes. */
function fitted(line: string, width: number, names: boolean): string | undefined {
  if (line.length === width) return line;
  if (names) {
    const end = line.replace(/<+$/, '');
    return end.length <= width ? end + fillers(width - end.length) : undefined;
  }
  if (Math.abs(line.length - width) > TOLERANCE) return undefined;
  const longest = [...line.matchAll(/<+/g)].sort((one, other) => other[0].length - one[0].length)[0];
  const missing = width - line.length;
  if (!longest || longest[0].length + missing < 0) return undefined;
  const before = line.slice(0, longest.index);
  return before + fillers(longest[0].length + missing) + line.slice(longest.index + longest[0].length);
}

/** The French card's first line is names and, at its end, an office: nothing may be pushed there. */
const isNameLine = ({ names, format }: MrzLayout, line: number): boolean =>
  format !== 'FRENCH_CARD' && names[0][0] === line;

/** The layout's kind of document, as its first characters say. */
function mayBe({ format }: MrzLayout, [first = '']: readonly string[]): boolean {
  if (format === 'TD3') return first.startsWith('P');
  if (format === 'FRENCH_CARD') return /^[I1L]DFRA/.test(first);
  return /^[ACILTV1]/.test(first);
}

function windows(lines: readonly string[], layout: MrzLayout): MrzCandidate[] {
  const found: MrzCandidate[] = [];
  // From the end: what a camera sees of the document's face stands above the zone.
  for (let from = lines.length - layout.lines; from >= 0; from -= 1) {
    const taken = lines.slice(from, from + layout.lines);
    if (taken.some((line) => line.length < layout.width / 2) || !mayBe(layout, taken)) continue;
    const exact = taken.map((line, at) => fitted(line, layout.width, isNameLine(layout, at)));
    if (exact.every((line) => line !== undefined)) found.push({ layout, lines: exact });
  }
  return found;
}

/** A reader without line ends: one row of all characters, cut where the layout says. */
function unbroken(row: string, layout: MrzLayout): MrzCandidate[] {
  if (row.length !== layout.lines * layout.width) return [];
  const lines = Array.from({ length: layout.lines }, (_, at) =>
    row.slice(at * layout.width, (at + 1) * layout.width),
  );
  return mayBe(layout, lines) ? [{ layout, lines }] : [];
}

/** Every way to read the text as a machine readable zone, best first: line ends, spaces, case and keyboard don't matter. */
export function mrzText(text: string): MrzText {
  const capitals = text.normalize('NFC').toUpperCase();
  const azerty = TYPED_ON_AZERTY.test(capitals);
  const typed = azerty ? [...capitals].map((key) => AZERTY[key] ?? key).join('') : capitals;
  const lines = typed
    .split(/[\r\n\u2028\t]+/u)
    .map(cleaned)
    .filter((line) => line !== '');
  const row = lines.join('');
  const candidates = LAYOUTS.flatMap((layout) => [...windows(lines, layout), ...unbroken(row, layout)]);
  return { candidates, azerty };
}
