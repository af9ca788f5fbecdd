import { inflateSync } from 'node:zlib';

export type PdfFault = 'PDF_UNREADABLE' | 'PDF_ENCRYPTED' | 'PDF_ACTIVE_CONTENT' | 'FILE_POLYGLOT';

/** What object streams may unpack to, together: a document of ours has some kilobytes of them. */
const MOST_UNPACKED = 32 * 1024 * 1024;

/** After the end only blanks; some writers pad with NUL. */
const AFTER_END = /%%EOF[\s\0]*$/;
const HEADER = /^%PDF-[12]\.\d/;
/** Within the first kilobyte a browser, or a program that guesses, would take the file for a page. */
const PAGE = /<(?:!doctype|html|script|svg|\?xml|\?php)/i;

/** An archive: its first entry and its end. */
const ZIP = ['PK\u0003\u0004', 'PK\u0005\u0006'];

/**
 * Names of what acts by itself, leaves the document, or carries another file (ISO 32000-2 §12.6.4, §7.11.4, §12.7.8, §13).
 * A name ends before a delimiter.
 */
const ACTIVE =
  /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|GoToE|ImportData|SubmitForm|ResetForm|RichMedia\w*|Rendition|Movie|Sound|XFA|3D|Collection)(?=[\s\0()<>[\]{}/%]|$)/;
const ENCRYPTED = /\/Encrypt(?=[\s\0()<>[\]{}/%]|$)/;

/** `#4a` is `J` in a name (ISO 32000-2 §7.3.5). */
const plainNames = (text: string): string =>
  text.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

interface Parts {
  /** Everything outside streams. */
  readonly syntax: string;
  /** What object streams hold. */
  readonly objects: readonly string[];
}

/** @throws PdfUnreadable where streams do not end, hide objects or cannot be unpacked. */
class PdfUnreadable extends Error {
  override readonly name = 'PdfUnreadable';
}

const STREAM = />>[\s\0]*stream(?:\r\n|\n|\r)/g;
/** A reader that follows other offsets than ours would find an object here. */
const HIDDEN_OBJECT = /(?:^|[\s\0])\d+[ \t\r\n\0]+\d+[ \t\r\n\0]+obj\b/;

/** The octets of the file, apart from those of its streams. One pass: nothing is read twice. */
function split(text: string): Parts {
  const syntax: string[] = [];
  const objects: string[] = [];
  let at = 0;
  let unpacked = 0;
  for (STREAM.lastIndex = 0; ;) {
    const found = STREAM.exec(text);
    if (!found) break;
    const start = STREAM.lastIndex;
    const end = text.indexOf('endstream', start);
    if (end < 0) throw new PdfUnreadable('a stream does not end');
    const head = text.slice(at, found.index + 2);
    const body = text.slice(start, end);
    if (HIDDEN_OBJECT.test(body)) throw new PdfUnreadable('an object inside a stream');
    const dictionary = plainNames(head.slice(Math.max(head.lastIndexOf('obj'), 0)));
    if (/\/ObjStm\b/.test(dictionary)) {
      const content = unpack(dictionary, body, MOST_UNPACKED - unpacked);
      unpacked += content.length;
      objects.push(content);
    }
    syntax.push(head);
    at = end;
    STREAM.lastIndex = end;
  }
  syntax.push(text.slice(at));
  return { syntax: syntax.join('\n'), objects };
}

const ONE_FLATE = /\/Filter[\s\0]*(?:\/FlateDecode\b|\[[\s\0]*\/FlateDecode[\s\0]*\])/;

/** Only what every writer uses: anything else would hide what we look for. */
function unpack(dictionary: string, body: string, most: number): string {
  if (!/\/Filter\b/.test(dictionary)) return body;
  if (!ONE_FLATE.test(dictionary) || /\/(?:DecodeParms|DP|F|FFilter)\b/.test(dictionary))
    throw new PdfUnreadable('an object stream packed in an unusual way');
  try {
    return inflateSync(Buffer.from(body, 'latin1'), { maxOutputLength: Math.max(most, 1) }).toString(
      'latin1',
    );
  } catch (error) {
    throw new PdfUnreadable('an object stream that cannot be unpacked', { cause: error });
  }
}

function isPolyglot(text: string): boolean {
  if (!AFTER_END.test(text.slice(-2_048))) return true;
  if (text.indexOf('%PDF-', 1) >= 0 || PAGE.test(text.slice(0, 1_024))) return true;
  return ZIP.every((mark) => text.includes(mark));
}

/**
 * Why this document is not taken, or undefined. Judged by its octets: it must begin at the first and end with its end, be
 * open, do nothing by itself, and carry no other file. It is never run or drawn here.
 */
export function pdfFault(octets: Buffer): PdfFault | undefined {
  const text = octets.toString('latin1');
  if (!HEADER.test(text)) return 'PDF_UNREADABLE';
  if (isPolyglot(text)) return 'FILE_POLYGLOT';
  try {
    const { syntax, objects } = split(text);
    const names = [syntax, ...objects].map(plainNames);
    if (names.some((each) => ENCRYPTED.test(each))) return 'PDF_ENCRYPTED';
    return names.some((each) => ACTIVE.test(each)) ? 'PDF_ACTIVE_CONTENT' : undefined;
  } catch (error) {
    if (error instanceof PdfUnreadable) return 'PDF_UNREADABLE';
    throw error;
  }
}
