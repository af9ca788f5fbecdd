import { REQUIRED_FIELDS, STAFF_FIELDS, HEADER_NAMES, type StaffField } from './staff-field.data.js';
import type { StaffEntry } from './staff-line.js';

/** Which column, counted from 0, says what. */
export type ColumnMapping = Readonly<Partial<Record<StaffField, number>>>;

/** What a company has said of a header before: the field it is, or null for a column that says nothing to us. */
export type RememberedHeaders = Readonly<Record<string, StaffField | null>>;

/** Titles, blank lines and a logo's caption may stand above the header; it isn't looked for further down. */
export const HEADER_WITHIN = 20;
export const MOST_COLUMNS = 100;

/** A header as it is compared and remembered: no accents, no signs, no capitals. */
export const foldedHeader = (header: string): string =>
  header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function fieldOf(header: string, remembered: RememberedHeaders): StaffField | null | undefined {
  const folded = foldedHeader(header);
  if (Object.hasOwn(remembered, folded)) return remembered[folded];
  return STAFF_FIELDS.find((field) => HEADER_NAMES[field].includes(folded));
}

/** What each column probably is: as the company said last time, else by its name. No field twice: the first column counts. */
export function proposeMapping(headers: readonly string[], remembered: RememberedHeaders): ColumnMapping {
  const mapping: Partial<Record<StaffField, number>> = {};
  headers.forEach((header, column) => {
    const field = fieldOf(header, remembered);
    if (field && mapping[field] === undefined) mapping[field] = column;
  });
  return mapping;
}

/**
 * Which of the first rows names the columns: the one with the most names that are known, at least two, else one that
 * stands above addresses. A row with an address in it is a person. Undefined: the list has no header, its columns are told by their place.
 */
export function findHeader(
  rows: readonly (readonly string[])[],
  remembered: RememberedHeaders,
): number | undefined {
  let best: { row: number; known: number } | undefined;
  rows.slice(0, HEADER_WITHIN).forEach((cells, row) => {
    if (cells.some((cell) => cell.includes('@'))) return;
    const known = Object.keys(proposeMapping(cells, remembered)).length;
    if (known >= 2 && known > (best?.known ?? 0)) best = { row, known };
  });
  return best?.row ?? unknownHeader(rows);
}

/** Names that nobody has told us yet: the first row of several cells, without an address where the rows below have one. */
function unknownHeader(rows: readonly (readonly string[])[]): number | undefined {
  const hasAddress = (cells: readonly string[]) => cells.some((cell) => cell.includes('@'));
  const first = rows.findIndex((cells) => cells.filter((cell) => cell.trim() !== '').length > 1);
  const below = rows.slice(first + 1);
  const isHeader = first >= 0 && !hasAddress(rows[first] ?? []) && below.some(hasAddress);
  return isHeader && below.every((cells) => cells.length < 2 || hasAddress(cells)) ? first : undefined;
}

/** What is wrong with a mapping, by field; nothing: it can be used. */
export function mappingFaults(mapping: ColumnMapping, columns: number): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {};
  const taken = new Set<number>();
  for (const field of STAFF_FIELDS) {
    const column = mapping[field];
    if (column === undefined) {
      if (REQUIRED_FIELDS.includes(field)) faults[field] = 'COLUMN_REQUIRED';
      continue;
    }
    if (!Number.isInteger(column) || column < 0 || column >= columns) faults[field] = 'NO_SUCH_COLUMN';
    else if (taken.has(column)) faults[field] = 'COLUMN_TAKEN';
    taken.add(column);
  }
  return faults;
}

/** What the company is taken to have said of each header by confirming this mapping. */
export function toRemember(headers: readonly string[], mapping: ColumnMapping): RememberedHeaders {
  const remembered: Record<string, StaffField | null> = {};
  headers.forEach((header, column) => {
    const folded = foldedHeader(header);
    if (folded === '' || Object.hasOwn(remembered, folded)) return;
    remembered[folded] = STAFF_FIELDS.find((field) => mapping[field] === column) ?? null;
  });
  return remembered;
}

const tidy = (text: string | undefined): string | null =>
  (text ?? '').normalize('NFC').replace(/\s+/gu, ' ').trim() || null;

/**
 * What a line says, field by field; null where its column is empty or isn't mapped, which changes nothing. Given names are
 * separated by commas or semicolons alone: a space may be part of one (F37), so nothing is guessed.
 */
export function entryOf(cells: readonly string[], mapping: ColumnMapping): StaffEntry {
  const cell = (field: StaffField): string | null => {
    const column = mapping[field];
    return column === undefined ? null : tidy(cells[column]);
  };
  return {
    employeeKey: cell('employeeKey'),
    surname: cell('surname'),
    givenNames: cell('givenNames')?.split(/\s*[,;]\s*/u) ?? null,
    email: cell('email')?.toLowerCase() ?? null,
    jobTitle: cell('jobTitle'),
    phone: cell('phone'),
    establishment: cell('establishment'),
  };
}
