import {
  findHeader,
  HEADER_WITHIN,
  MOST_LINES,
  type RememberedHeaders,
  type StaffList,
} from '@mandataire/domain/staff-list';
import type { Caller, StagedLine, UnitOfWork } from '../unit-of-work/index.js';
import { move } from './move-staff-list.js';
import {
  UnreadableTable,
  type StaffTable,
  type StaffTableReader,
  type TableRow,
} from './staff-table.port.js';

/** Lines of one transaction. */
export const BATCH = 500;

interface Reading {
  headerLine: number | null;
  headers: readonly string[];
  lines: number;
}

const unreadable = (reason: string, line: number | null = null) => new UnreadableTable({ reason, line });

/**
 * Reads a file into lines, as many in memory as one batch has. Nothing is judged yet: first somebody says what the columns
 * are. Killed in the middle it reads again, and the lines that are there stay the same.
 */
export class ReadStaffList {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tables: StaffTableReader,
  ) {}

  async execute(caller: Caller, list: StaffList): Promise<void> {
    try {
      const octets = await this.unitOfWork.run(caller, (tx) => tx.staffLists.file(list.id));
      if (!octets) throw unreadable('FILE_GONE');
      const table = await this.tables.open(octets);
      const read = await this.stage(caller, list.id, table);
      const { format, encoding, separator } = table;
      await this.end(caller, list, 'read', { ...read, format, encoding, separator });
    } catch (error) {
      if (!(error instanceof UnreadableTable)) throw error;
      await this.end(caller, list, 'reject', { fault: error.fault });
    }
  }

  private async end(
    caller: Caller,
    seen: StaffList,
    action: 'read' | 'reject',
    changes: Partial<StaffList>,
  ): Promise<void> {
    await this.unitOfWork.run(caller, async (tx) => {
      tx.actAs('SYSTEM');
      const list = await tx.staffLists.lockFree(seen.id);
      if (list?.state !== 'RECEIVED') return;
      await tx.staffLists.forgetFile(list.id);
      if (action === 'reject') await tx.staffLists.forgetLines(list.id);
      const { fault, lines } = changes;
      await move(tx, list, {
        ...{
          action,
          actor: 'SYSTEM',
          changes: action === 'read' ? changes : { ...changes, endedAt: tx.now },
        },
        facts: fault ? { reason: fault.reason, line: fault.line } : { lines: lines ?? 0 },
      });
    });
  }

  private async stage(caller: Caller, listId: string, table: StaffTable): Promise<Reading> {
    const remembered = await this.unitOfWork.run(caller, (tx) => tx.staffLists.remembered());
    const reading: Reading = { headerLine: null, headers: [], lines: 0 };
    const write = (lines: readonly StagedLine[]) => {
      reading.lines += lines.length;
      if (reading.lines > MOST_LINES) throw unreadable('TOO_MANY_LINES', lines.at(-1)?.position ?? null);
      return this.unitOfWork.run(caller, (tx) => tx.staffLists.stage(listId, lines));
    };
    let batch: StagedLine[] = [];
    for await (const line of linesBelow(table.rows, remembered, reading)) {
      batch.push(line);
      if (batch.length < BATCH) continue;
      await write(batch);
      batch = [];
    }
    if (batch.length > 0) await write(batch);
    if (reading.lines === 0) throw unreadable('NO_LINES');
    return reading;
  }
}

/** The lines below the header, which is looked for among the first rows; notes what it found. */
async function* linesBelow(
  rows: AsyncIterable<TableRow>,
  remembered: RememberedHeaders,
  reading: Reading,
): AsyncIterable<StagedLine> {
  let first: TableRow[] | undefined = [];
  for await (const row of rows) {
    if (!first) {
      yield stagedOf(row);
      continue;
    }
    first.push(row);
    if (first.length < HEADER_WITHIN) continue;
    yield* below(first, remembered, reading);
    first = undefined;
  }
  if (first) yield* below(first, remembered, reading);
}

const stagedOf = ({ line, cells }: TableRow): StagedLine => ({ position: line, cells });

function* below(
  rows: readonly TableRow[],
  remembered: RememberedHeaders,
  reading: Reading,
): Iterable<StagedLine> {
  const at = findHeader(
    rows.map(({ cells }) => cells),
    remembered,
  );
  const header = at === undefined ? undefined : rows[at];
  const columns = Math.max(0, ...rows.slice(at ?? 0).map(({ cells }) => cells.length));
  if (columns < 2) throw unreadable('ONE_COLUMN', rows[0]?.line ?? null);
  reading.headerLine = header?.line ?? null;
  reading.headers = Array.from({ length: columns }, (_, column) => header?.cells[column]?.trim() ?? '');
  for (const row of rows.slice(at === undefined ? 0 : at + 1)) yield stagedOf(row);
}
