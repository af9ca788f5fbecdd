import type { FileFault } from '@mandataire/domain/staff-list';

/** One row of a table; `line` is its number as a spreadsheet or an editor shows it, from 1. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface StaffTable {
  readonly format: 'CSV' | 'XLSX';
  readonly encoding: string | null;
  readonly separator: string | null;
  /** In their order; no row without any text. @throws UnreadableTable */
  readonly rows: AsyncIterable<TableRow>;
}

/**
 * Reads a file that somebody uploaded: nothing in it is believed, nothing is computed, and it never takes more memory than
 * its limits allow, however small it is packed.
 */
export interface StaffTableReader {
  /** @throws UnreadableTable */
  open(octets: Uint8Array): Promise<StaffTable>;
}

/** The file is no staff list that can be read; nothing of it is taken. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable';
  constructor(readonly fault: FileFault) {
    super(fault.line === null ? fault.reason : `${fault.reason} in line ${fault.line}`);
  }
}
