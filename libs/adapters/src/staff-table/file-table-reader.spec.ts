import { describe, expect, it } from '@jest/globals';
import { strToU8, zipSync, type Zippable } from 'fflate';
import type { TableRow } from '@mandataire/application/staff-list';
import { fileTableReader } from './file-table-reader.js';

async function read(octets: Uint8Array) {
  const table = await fileTableReader.open(octets);
  const rows: TableRow[] = [];
  for await (const row of table.rows) rows.push(row);
  return { ...table, rows, cells: rows.map(({ cells }) => cells) };
}
const fault = (octets: Uint8Array) =>
  read(octets).then(
    () => undefined,
    (error: { fault?: unknown }) => error.fault ?? error,
  );
const utf16 = (text: string, big: boolean): Uint8Array => {
  const little = Buffer.from(text, 'utf16le');
  return big ? little.swap16() : little;
};
const latin = (text: string) => Uint8Array.from([...text].map((each) => each.charCodeAt(0)));

const LIST = 'Nom;Prénom\r\nLefèvre;Zoé\r\n';
const CELLS = [
  ['Nom', 'Prénom'],
  ['Lefèvre', 'Zoé'],
];

describe('a list as text', () => {
  it.each([
    ['UTF-8', Buffer.from(LIST), 'UTF-8'],
    ['UTF-8 with its signature', Buffer.from(`\ufeff${LIST}`), 'UTF-8'],
    ['UTF-16, little end first', utf16(`\ufeff${LIST}`, false), 'UTF-16'],
    ['UTF-16, big end first', utf16(`\ufeff${LIST}`, true), 'UTF-16'],
    ['UTF-16 without its signature', utf16(LIST, false), 'UTF-16'],
    ['windows-1252', latin(LIST), 'windows-1252'],
  ])('is read in %s', async (_, octets, encoding) => {
    expect(await read(octets)).toMatchObject({ format: 'CSV', separator: ';', encoding, cells: CELLS });
  });

  it('keeps the numbers of its lines, also behind a cell of two lines and an empty one', async () => {
    const { rows } = await read(Buffer.from('a;b\n"x\ny";c\n\n;;\nd;e\n'));
    expect(rows).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['x\ny', 'c'] },
      { line: 6, cells: ['d', 'e'] },
    ]);
  });

  it('is refused with the line where two encodings are mixed', async () => {
    const mixed = Buffer.concat([Buffer.from('Nom;Prénom\nA;B\n'), latin('Lefèvre;Zoé\n')]);
    expect(await fault(mixed)).toEqual({ reason: 'MIXED_ENCODINGS', line: 3 });
  });

  it.each([
    ['one column', Buffer.from('nom\nLefèvre\n'), 'ONE_COLUMN'],
    ['octets that are no text', Buffer.from('a;b\n\u0000;c\n'), 'BINARY_CONTENT'],
    ['octets that windows-1252 does not have', latin('a;b\nx\u0081;c\n'), 'UNKNOWN_ENCODING'],
    ['an open quotation mark', Buffer.from('a;b\n"c;d\n'), 'QUOTES'],
    [
      'a cell of a thousand and one characters',
      Buffer.from(`a;b\n${'x'.repeat(1_001)};c\n`),
      'CELL_TOO_LONG',
    ],
    ['more than a hundred columns', Buffer.from(`${'a;'.repeat(100)}a\n`), 'TOO_MANY_COLUMNS'],
    ['a PDF', Buffer.from('%PDF-1.7;a\n'), 'UNKNOWN_FORMAT'],
    ['a workbook of before 2007', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), 'OLD_SPREADSHEET'],
  ])('is refused for %s', async (_, octets, reason) => {
    expect(await fault(octets)).toMatchObject({ reason });
  });
});

const SHEET = 'xl/worksheets/sheet1.xml';
const sheet = (rows: string) => `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`;
const workbook = (parts: Readonly<Record<string, string>>, more: Zippable = {}): Uint8Array =>
  zipSync({
    'xl/workbook.xml': strToU8(
      '<workbook><sheets><sheet name="h" state="hidden" r:id="rId2"/><sheet name="s" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>',
    ),
    ...Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])),
    ...more,
  });

describe('a list as a workbook', () => {
  it('is read from its first visible sheet: shared, inline, numeric and computed cells', async () => {
    const shared =
      '<sst><si><t>Nom</t></si><si><r><t>Le</t></r><r><t>fèvre &amp; Cie</t></r><rPh><t>x</t></rPh></si></sst>';
    const rows =
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>Prénom</t></is></c></row>' +
      '<row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5"><v>3.3612345678E10</v></c><c r="C5" t="str"><f>UPPER("zoé")</f><v>ZOÉ</v></c></row>';
    const read5 = await read(workbook({ [SHEET]: sheet(rows), 'xl/sharedStrings.xml': shared }));
    expect(read5.rows).toEqual([
      { line: 2, cells: ['Nom', '', 'Prénom'] },
      { line: 5, cells: ['Lefèvre & Cie', '33612345678', 'ZOÉ'] },
    ]);
    expect(read5.format).toBe('XLSX');
  });

  const row = '<row><c><v>1</v></c></row>';
  it.each([
    [
      'a formula that was never computed',
      { [SHEET]: sheet('<row r="3"><c><f>A1</f></c></row>') },
      'FORMULA_WITHOUT_VALUE',
    ],
    [
      'a definition of types, before any entity of it is looked for',
      { [SHEET]: `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>` },
      'XML_DOCTYPE',
    ],
    [
      'an entity that nothing defines',
      { [SHEET]: sheet('<row><c t="inlineStr"><is><t>&boom;</t></is></c></row>') },
      'XML',
    ],
    ['a shared text that is not there', { [SHEET]: sheet('<row><c t="s"><v>7</v></c></row>') }, 'XML'],
    ['elements without end', { [SHEET]: '<worksheet>'.repeat(100) }, 'XML'],
    ['a sheet that is elsewhere', {}, 'NO_SHEET'],
  ])('is refused for %s', async (_, parts, reason) => {
    expect(await fault(workbook(parts as Record<string, string>))).toMatchObject({ reason });
  });

  it('is refused for what is no workbook, and for half of one', async () => {
    expect(await fault(zipSync({ 'word/document.xml': strToU8('x') }))).toMatchObject({
      reason: 'UNKNOWN_FORMAT',
    });
    expect(await fault(workbook({ [SHEET]: sheet(row) }).subarray(0, 200))).toMatchObject({
      reason: 'ARCHIVE',
    });
  });

  it('is refused as a bomb before anything of it is unpacked', async () => {
    const zeros = new Uint8Array(70 * 1024 * 1024);
    const bomb = workbook({}, { [SHEET]: [zeros, { level: 9 }] });
    expect(bomb.length).toBeLessThan(200_000);
    const before = process.memoryUsage().rss;
    expect(await fault(bomb)).toMatchObject({ reason: 'ARCHIVE_TOO_LARGE' });
    expect(process.memoryUsage().rss - before).toBeLessThan(20 * 1024 * 1024);
  });

  it('is refused for thousands of parts', async () => {
    const parts = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`xl/p${n}`, 'x']));
    expect(await fault(workbook(parts))).toMatchObject({ reason: 'ARCHIVE_TOO_MANY_ENTRIES' });
  });

  it('is refused where a part is larger than its directory says', async () => {
    const octets = workbook({ [SHEET]: sheet(row.repeat(5_000)) });
    const at = Buffer.from(octets).lastIndexOf(Buffer.from(SHEET)) - 46;
    const view = new DataView(octets.buffer, octets.byteOffset);
    expect(view.getUint32(at, true)).toBe(0x02014b50);
    view.setUint32(at + 24, 100, true);
    expect(await fault(octets)).toMatchObject({ reason: 'ARCHIVE' });
  });
});
