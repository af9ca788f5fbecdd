import { UnreadableTable, type TableRow } from '@mandataire/application/staff-list';
import { LONGEST_CELL, MOST_COLUMNS } from '@mandataire/domain/staff-list';

/** The row without the empty cells at its end; undefined when nothing is left. @throws UnreadableTable */
export function checkedRow({ line, cells }: TableRow): TableRow | undefined {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  if (last < 0) return undefined;
  if (last >= MOST_COLUMNS) throw new UnreadableTable({ reason: 'TOO_MANY_COLUMNS', line });
  const kept = cells.slice(0, last + 1);
  if (kept.some((cell) => cell.length > LONGEST_CELL))
    throw new UnreadableTable({ reason: 'CELL_TOO_LONG', line });
  return { line, cells: kept };
}
