import { refuseInput } from '@mandataire/domain/decision';
import { refusedError } from '@mandataire/application/refusal';
import type { Page, PageRequest } from '@mandataire/application/reading';

/** A cursor is the sort key of the last row seen; opaque to the client, checked when it comes back. */
export const writeCursor = (key: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(key), 'utf8').toString('base64url');

const isPart = (part: unknown): boolean =>
  typeof part === 'string' ||
  typeof part === 'number' ||
  (Array.isArray(part) && part.every((item) => typeof item === 'string'));

/** @throws INVALID_INPUT after: INVALID_CURSOR for anything that this list did not hand out. */
export function readCursor(
  cursor: string,
  checks: readonly ((part: unknown) => boolean)[],
): readonly unknown[] {
  const key = parse(cursor);
  if (
    Array.isArray(key) &&
    key.length === checks.length &&
    key.every((part, i) => isPart(part) && checks[i]?.(part))
  )
    return key;
  throw refusedError(refuseInput({ after: 'INVALID_CURSOR' }).refusal);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** One row more than asked for was read: it only tells that there is a next page. */
export function pageOf<Row, T>(
  rows: readonly Row[],
  { first }: PageRequest,
  key: (row: Row) => readonly unknown[],
  node: (row: Row) => T,
): Page<T> {
  return {
    rows: rows.slice(0, first).map((row) => ({ cursor: writeCursor(key(row)), row: node(row) })),
    hasNextPage: rows.length > first,
  };
}
