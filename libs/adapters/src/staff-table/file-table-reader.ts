import { UnreadableTable, type StaffTable, type StaffTableReader } from '@mandataire/application/staff-list';
import { separatedTable } from './separated-table.js';
import { workbookTable } from './workbook-table.js';

const ZIP = 'PK\u0003\u0004';
/** Compound files: workbooks before 2007, and any that are locked by a password. */
const COMPOUND = '\u00d0\u00cf\u0011\u00e0';
/** What people upload by mistake and might be taken for text. */
const NO_TABLES = [
  '%PDF',
  '\u0089PNG',
  '\u00ff\u00d8\u00ff',
  'Rar!',
  '7z\u00bc\u00af',
  '<!DO',
  '<htm',
  '<?xm',
  '{\\rt',
];

/** Reads CSV and XLSX by what the octets are, whatever the file is called. */
export const fileTableReader: StaffTableReader = {
  async open(octets: Uint8Array): Promise<StaffTable> {
    const first = Buffer.from(octets.subarray(0, 4)).toString('latin1');
    if (first === ZIP) return workbookTable(octets);
    if (first === COMPOUND) throw new UnreadableTable({ reason: 'OLD_SPREADSHEET', line: null });
    if (NO_TABLES.some((signature) => first.startsWith(signature.slice(0, 4))))
      throw new UnreadableTable({ reason: 'UNKNOWN_FORMAT', line: null });
    return separatedTable(octets);
  },
};
