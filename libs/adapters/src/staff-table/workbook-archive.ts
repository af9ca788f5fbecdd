import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { UnreadableTable } from '@mandataire/application/staff-list';

/** A workbook of a list has some fifteen parts. */
const MOST_ENTRIES = 200;
/** Octets of all parts, unpacked; ten thousand lines have some eight million. */
const MOST_UNPACKED = 64 * 1024 * 1024;
/** Sheets are packed to a tenth or a thirtieth. */
const MOST_RATIO = 100;
const RATIO_COUNTS_FROM = 1024 * 1024;

const unreadable = (reason: string) => new UnreadableTable({ reason, line: null });

const open = promisify(
  (octets: Buffer, done: (error: Error | null, archive: yauzl.ZipFile) => void) =>
    void yauzl.fromBuffer(octets, { lazyEntries: true, validateEntrySizes: true }, done),
);

/** The parts by name. Nothing is unpacked yet: how large each would be stands in the directory, and is held to later. */
function entriesOf(archive: yauzl.ZipFile): Promise<ReadonlyMap<string, yauzl.Entry>> {
  const entries = new Map<string, yauzl.Entry>();
  let unpacked = 0;
  return new Promise((resolve, reject) => {
    archive.on('error', () => reject(unreadable('ARCHIVE')));
    archive.on('end', () => resolve(entries));
    archive.on('entry', (entry: yauzl.Entry) => {
      unpacked += entry.uncompressedSize;
      const isDense =
        entry.uncompressedSize > RATIO_COUNTS_FROM &&
        entry.uncompressedSize > entry.compressedSize * MOST_RATIO;
      if (entries.size >= MOST_ENTRIES) return reject(unreadable('ARCHIVE_TOO_MANY_ENTRIES'));
      if (unpacked > MOST_UNPACKED || isDense) return reject(unreadable('ARCHIVE_TOO_LARGE'));
      if (entries.has(entry.fileName) || entry.isEncrypted()) return reject(unreadable('ARCHIVE'));
      entries.set(entry.fileName, entry);
      archive.readEntry();
    });
    archive.readEntry();
  });
}

/** A workbook's parts, each unpacked piece by piece and never beyond the size that its directory admits. */
export class WorkbookArchive {
  private constructor(
    private readonly archive: yauzl.ZipFile,
    private readonly entries: ReadonlyMap<string, yauzl.Entry>,
  ) {}

  /** @throws UnreadableTable ARCHIVE, ARCHIVE_TOO_LARGE, ARCHIVE_TOO_MANY_ENTRIES */
  static async open(octets: Uint8Array): Promise<WorkbookArchive> {
    let archive: yauzl.ZipFile;
    try {
      archive = await open(Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength));
    } catch {
      throw unreadable('ARCHIVE');
    }
    return new WorkbookArchive(archive, await entriesOf(archive));
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** @throws UnreadableTable also in the middle, where a part is larger than it says */
  async *part(name: string): AsyncIterable<Uint8Array> {
    const entry = this.entries.get(name);
    if (!entry) throw unreadable('ARCHIVE');
    let unpacked = 0;
    try {
      const stream = await new Promise<Readable>((resolve, reject) =>
        this.archive.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
      );
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        unpacked += chunk.length;
        if (unpacked > MOST_UNPACKED) throw unreadable('ARCHIVE_TOO_LARGE');
        yield chunk;
      }
    } catch (error) {
      throw error instanceof UnreadableTable ? error : unreadable('ARCHIVE');
    }
  }
}
