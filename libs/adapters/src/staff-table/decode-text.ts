import { UnreadableTable } from '@mandataire/application/staff-list';

export interface DecodedText {
  readonly text: string;
  readonly encoding: 'UTF-8' | 'UTF-16' | 'windows-1252';
}

const LINE_FEED = 0x0a;
const unreadable = (reason: string, line: number) => new UnreadableTable({ reason, line });
const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;

const startsWith = (octets: Uint8Array, ...signature: readonly number[]): boolean =>
  signature.every((octet, at) => octets[at] === octet);

/** UTF-16 without its signature: in Latin text every other octet is zero. */
function utf16Without(octets: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = octets.subarray(0, 2_000);
  if (sample.length < 4 || octets.length % 2 === 1) return undefined;
  let [even, odd] = [0, 0];
  sample.forEach((octet, at) => {
    if (octet !== 0) return;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  });
  const most = sample.length / 2;
  if (odd > most * 0.6 && even < most * 0.1) return 'utf-16le';
  if (even > most * 0.6 && odd < most * 0.1) return 'utf-16be';
  return undefined;
}

function utf16(octets: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (startsWith(octets, 0xff, 0xfe)) return 'utf-16le';
  return startsWith(octets, 0xfe, 0xff) ? 'utf-16be' : utf16Without(octets);
}

function* linesOf(octets: Uint8Array): Iterable<Uint8Array> {
  let start = 0;
  while (start < octets.length) {
    const end = octets.indexOf(LINE_FEED, start);
    const next = end < 0 ? octets.length : end + 1;
    yield octets.subarray(start, next);
    start = next;
  }
}

const isAscii = (octets: Uint8Array): boolean => octets.every((octet) => octet < 0x80);

function isUtf8(octets: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(octets);
    return true;
  } catch {
    return false;
  }
}

/**
 * One encoding for the whole file. Two lists pasted together, one in each encoding, would give half of the people broken
 * names: the first line that isn't like the ones before it is named.
 */
function eightBit(octets: Uint8Array): 'utf-8' | 'windows-1252' {
  if (isUtf8(octets)) return 'utf-8';
  let found: 'utf-8' | 'windows-1252' | undefined;
  let line = 0;
  for (const part of linesOf(octets)) {
    line += 1;
    if (isAscii(part)) continue;
    const encoding = isUtf8(part) ? 'utf-8' : 'windows-1252';
    if (found !== undefined && found !== encoding) throw unreadable('MIXED_ENCODINGS', line);
    found = encoding;
  }
  return found ?? 'utf-8';
}

function decoded(octets: Uint8Array, label: string): string {
  try {
    return new TextDecoder(label, { fatal: true }).decode(octets);
  } catch {
    throw unreadable('UNKNOWN_ENCODING', 1);
  }
}

/** C1 characters: windows-1252 has none of them, so the file is of another encoding. */
const C1 = /[\u0080-\u009f]/u;

/**
 * The text of a file in UTF-8 with or without signature, UTF-16, or windows-1252, which is what French spreadsheets write.
 * @throws UnreadableTable MIXED_ENCODINGS, UNKNOWN_ENCODING, BINARY_CONTENT with the line
 */
export function decodeText(octets: Uint8Array): DecodedText {
  const wide = utf16(octets);
  const label = wide ?? (startsWith(octets, 0xef, 0xbb, 0xbf) ? 'utf-8' : eightBit(octets));
  const text = decoded(octets, label);
  const nul = text.indexOf('\u0000');
  if (nul >= 0) throw unreadable('BINARY_CONTENT', lineOf(text, nul));
  const strange = label === 'windows-1252' ? text.search(C1) : -1;
  if (strange >= 0) throw unreadable('UNKNOWN_ENCODING', lineOf(text, strange));
  if (wide) return { text, encoding: 'UTF-16' };
  return { text, encoding: label === 'utf-8' ? 'UTF-8' : 'windows-1252' };
}
