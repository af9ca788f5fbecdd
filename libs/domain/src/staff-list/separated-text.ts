export const SEPARATORS = [';', ',', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

const LOOKED_AT = 50;

/** How often each separator stands outside quotation marks, line by line. */
function counts(text: string): Map<Separator, number>[] {
  const lines: Map<Separator, number>[] = [];
  let line = new Map<Separator, number>();
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === '\n') {
      lines.push(line);
      line = new Map();
      if (lines.length === LOOKED_AT) return lines;
    } else if ((SEPARATORS as readonly string[]).includes(character)) {
      line.set(character as Separator, (line.get(character as Separator) ?? 0) + 1);
    }
  }
  return [...lines, line];
}

/**
 * What separates the columns: the sign that stands equally often in the most lines, and of two such the one that stands
 * there more often. Undefined: there is but one column.
 */
export function findSeparator(text: string): Separator | undefined {
  const lines = counts(text).filter((line) => line.size > 0);
  const found = SEPARATORS.flatMap((separator) => steadiness(separator, lines));
  const [best] = found.sort((one, other) => other.lines - one.lines || other.times - one.times);
  return best?.separator;
}

/** In how many lines the sign stands how often. */
function steadiness(
  separator: Separator,
  lines: readonly ReadonlyMap<Separator, number>[],
): { readonly separator: Separator; readonly times: number; readonly lines: number }[] {
  const byTimes = new Map<number, number>();
  for (const line of lines) {
    const times = line.get(separator);
    if (times !== undefined) byTimes.set(times, (byTimes.get(times) ?? 0) + 1);
  }
  return [...byTimes].map(([times, same]) => ({ separator, times, lines: same }));
}

/** What a spreadsheet would take for the beginning of a formula. */
const FORMULA = /^[\s\u00a0]*[=+\-@|%\t\r]/u;

export const looksLikeFormula = (text: string): boolean => /^[=+\-@|%]/u.test(text);

/** One cell of a report: a spreadsheet shows it and computes nothing, whoever wrote it. */
export function reportCell(value: string | number): string {
  const text = String(value);
  const harmless = typeof value === 'string' && FORMULA.test(text) ? `'${text}` : text;
  return /[";\n\r,\t]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A line of a report, as the spreadsheets of French offices open it: semicolons, CRLF. */
export const reportLine = (cells: readonly (string | number)[]): string =>
  `${cells.map(reportCell).join(';')}\r\n`;
