import { UnreadableTable, type StaffTable } from '@mandataire/application/staff-list';
import { readXml } from './read-xml.js';
import { readSharedStrings } from './shared-strings.js';
import { sheetRows } from './sheet-rows.js';
import { WorkbookArchive } from './workbook-archive.js';

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const SHARED = 'xl/sharedStrings.xml';

/** The relation of the first sheet that is shown. */
async function firstSheet(archive: WorkbookArchive): Promise<string> {
  let relation: string | undefined;
  const pieces = readXml(archive.part(WORKBOOK), {
    open(name, attributes) {
      const isShown = name === 'sheet' && (attributes.state ?? 'visible') === 'visible';
      if (isShown) relation ??= Object.entries(attributes).find(([key]) => /(^|:)id$/u.test(key))?.[1];
    },
  });
  for await (const _ of pieces);
  if (relation === undefined) throw new UnreadableTable({ reason: 'NO_SHEET', line: null });
  return relation;
}

/** The part that a relation names; only what is in the archive, under its own folder. */
async function partOf(archive: WorkbookArchive, relation: string): Promise<string> {
  let target: string | undefined;
  const pieces = readXml(archive.part(RELATIONS), {
    open(name, { Id, Target, TargetMode }) {
      if (name === 'Relationship' && Id === relation && TargetMode !== 'External') target ??= Target;
    },
  });
  for await (const _ of pieces);
  const part = target?.startsWith('/') ? target.slice(1) : `xl/${target ?? ''}`;
  if (!archive.has(part)) throw new UnreadableTable({ reason: 'NO_SHEET', line: null });
  return part;
}

/** The first visible sheet of an XLSX workbook. @throws UnreadableTable */
export async function workbookTable(octets: Uint8Array): Promise<StaffTable> {
  const archive = await WorkbookArchive.open(octets);
  if (!archive.has(WORKBOOK)) throw new UnreadableTable({ reason: 'UNKNOWN_FORMAT', line: null });
  const sheet = await partOf(archive, await firstSheet(archive));
  const shared = archive.has(SHARED) ? await readSharedStrings(archive.part(SHARED)) : [];
  return {
    ...({ format: 'XLSX', encoding: null, separator: null } as const),
    rows: sheetRows(archive.part(sheet), shared),
  };
}
