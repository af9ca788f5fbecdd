import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { UnreadableTable, type StaffTable, type TableRow } from '@mandataire/application/staff-list';
import { findSeparator } from '@mandataire/domain/staff-list';
import { decodeText } from './decode-text.js';
import { checkedRow } from './table-limits.js';

const SLICE = 64 * 1024;
/** Characters between two ends of a record; an open quotation mark would swallow the file. */
const LONGEST_RECORD = 200_000;

function* slices(text: string): Iterable<string> {
  for (let at = 0; at < text.length; at += SLICE) yield text.slice(at, at + SLICE);
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

async function* rowsOf(text: string, separator: string): AsyncIterable<TableRow> {
  const parser = parse({
    ...{
      delimiter: separator,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    },
    max_record_size: LONGEST_RECORD,
  });
  let before = 0;
  try {
    const source = Readable.from(slices(text));
    source.on('error', (error) => parser.destroy(error));
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<Parsed>) {
      const row = checkedRow({ line: before + 1, cells: record });
      before = info.lines;
      if (row) yield row;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableTable({ reason: 'QUOTES', line: before + 1 });
  }
}

/** A table as text, whatever separates its columns. @throws UnreadableTable */
export function separatedTable(octets: Uint8Array): StaffTable {
  const { text, encoding } = decodeText(octets);
  const separator = findSeparator(text);
  if (separator === undefined) throw new UnreadableTable({ reason: 'ONE_COLUMN', line: null });
  return { format: 'CSV', encoding, separator, rows: rowsOf(text, separator) };
}
