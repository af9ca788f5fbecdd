import { UnreadableTable, type TableRow } from '@mandataire/application/staff-list';
import { LONGEST_CELL, MOST_COLUMNS } from '@mandataire/domain/staff-list';
import { readXml } from './read-xml.js';
import { checkedRow } from './table-limits.js';

/** Column of "AB12", from 0; undefined without letters. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/u.exec(reference ?? '')?.[0];
  if (!letters) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Keys and telephone numbers that were typed as numbers: as they were seen, without an exponent. */
function numberText(value: string): string {
  const number = Number(value);
  return /e/iu.test(value) && Number.isSafeInteger(number) ? String(number) : value;
}

interface OpenCell {
  readonly type: string;
  readonly column: number;
  hasFormula: boolean;
  hasValue: boolean;
  text: string;
}

/** The cells of one sheet as they arrive (ECMA-376 §18.3). Formulas are not computed: what they gave when saved counts. */
class SheetCells {
  readonly rows: TableRow[] = [];
  private line = 0;
  private cells: string[] = [];
  private cell: OpenCell | undefined;
  private isText = false;

  constructor(private readonly shared: readonly string[]) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.openRow(attributes);
    else if (name === 'c') this.openCell(attributes);
    else if (this.cell) this.openPart(name, this.cell);
  }

  text(piece: string): void {
    if (!this.isText || !this.cell) return;
    this.cell.text += piece;
    if (this.cell.text.length > LONGEST_CELL) throw this.fault('CELL_TOO_LONG');
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.isText = false;
    if (name === 'c' && this.cell) this.closeCell(this.cell);
    if (name !== 'row') return;
    const row = checkedRow({ line: this.line, cells: this.cells });
    if (row) this.rows.push(row);
  }

  private openRow({ r }: Readonly<Record<string, string>>): void {
    const line = r === undefined ? this.line + 1 : Number(r);
    if (!Number.isInteger(line) || line <= this.line) throw this.fault('XML');
    this.line = line;
    this.cells = [];
  }

  private openCell({ r, t = 'n' }: Readonly<Record<string, string>>): void {
    const column = columnOf(r) ?? this.cells.length;
    this.cell = { type: t, column, hasFormula: false, hasValue: false, text: '' };
  }

  private openPart(name: string, cell: OpenCell): void {
    if (name === 'f') cell.hasFormula = true;
    if (name === 'v' || (name === 't' && cell.type === 'inlineStr')) {
      cell.hasValue = true;
      this.isText = true;
    }
  }

  private closeCell(cell: OpenCell): void {
    this.cell = undefined;
    if (cell.hasFormula && !cell.hasValue) throw this.fault('FORMULA_WITHOUT_VALUE');
    const text = this.valueOf(cell);
    if (text === '') return;
    if (cell.column >= MOST_COLUMNS) throw this.fault('TOO_MANY_COLUMNS');
    while (this.cells.length < cell.column) this.cells.push('');
    this.cells[cell.column] = text;
  }

  private valueOf({ type, text }: OpenCell): string {
    if (type === 'n') return numberText(text);
    if (type !== 's') return text;
    const shared = this.shared[Number(text)];
    if (shared === undefined) throw this.fault('XML');
    return shared;
  }

  private fault(reason: string): UnreadableTable {
    return new UnreadableTable({ reason, line: this.line || null });
  }
}

/** Rows of a sheet, those of one piece of it at a time. @throws UnreadableTable */
export async function* sheetRows(
  parts: AsyncIterable<Uint8Array>,
  shared: readonly string[],
): AsyncIterable<TableRow> {
  const cells = new SheetCells(shared);
  const pieces = readXml(parts, {
    open: (name, attributes) => cells.open(name, attributes),
    text: (piece) => cells.text(piece),
    close: (name) => cells.close(name),
  });
  for await (const _ of pieces) yield* cells.rows.splice(0);
}
