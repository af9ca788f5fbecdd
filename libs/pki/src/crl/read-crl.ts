import { EXTENSION, readExtensions } from '../certificate/index.js';
import {
  DerError,
  TAG,
  childrenOf,
  expectTag,
  readBitString,
  readDer,
  readTime,
  readUnsigned,
  type DerNode,
} from '../der/index.js';
import { SERIAL_OCTETS } from './revoked-entries.js';

/** What a verifier needs of a list; every array is a view on its octets. */
export interface CrlView {
  readonly toBeSigned: Uint8Array;
  readonly signature: Uint8Array;
  /** Name, DER. */
  readonly issuerName: Uint8Array;
  readonly thisUpdate: Date;
  /** Undefined when the list has no number (RFC 5280 §5.2.3). */
  readonly number: number | undefined;
  /** Content of its issuing distribution point (RFC 5280 §5.2.5), DER; undefined when it covers all that its issuer signed. */
  readonly distributionPoint: Uint8Array | undefined;
  /** Undefined when the list doesn't say when the next one comes. */
  readonly nextUpdate: Date | undefined;
  /** Content of revokedCertificates: one entry after the other; empty when nothing is revoked. */
  readonly entries: Uint8Array;
}

/** Reads a version 2 list (RFC 5280 §5.1) without an object per entry. @throws DerError */
export function readCrl(der: Uint8Array): CrlView {
  const [toBeSigned, , signature] = childrenOf(readDer(der), TAG.SEQUENCE);
  const signed = expectTag(toBeSigned, TAG.SEQUENCE);
  return { toBeSigned: signed.raw, signature: readBitString(signature), ...readSigned(signed) };
}

/** Content of revokedCertificates in a TBSCertList that may lack its signature. @throws DerError */
export const readEntries = (toBeSigned: Uint8Array): Uint8Array =>
  readSigned(expectTag(readDer(toBeSigned), TAG.SEQUENCE)).entries;

function readSigned(toBeSigned: DerNode): Omit<CrlView, 'toBeSigned' | 'signature'> {
  const [, , name, thisUpdate, ...after] = childrenOf(toBeSigned, TAG.SEQUENCE);
  const issuerName = expectTag(name, TAG.SEQUENCE).raw;
  const next = after[0] && isTime(after[0].tag) ? after.shift() : undefined;
  const [entries] = after;
  const extensions = readExtensions(after.find(({ tag }) => tag === 0xa0));
  const valueOf = (wanted: string) => extensions.find(({ oid }) => oid === wanted)?.value;
  return {
    issuerName,
    thisUpdate: readTimeOf(thisUpdate),
    number: numberOf(valueOf(EXTENSION.crlNumber)),
    distributionPoint: valueOf(EXTENSION.issuingDistributionPoint),
    nextUpdate: next && readTime(next),
    entries: entries?.tag === TAG.SEQUENCE ? entries.content : new Uint8Array(),
  };
}

function readTimeOf(node: DerNode | undefined): Date {
  if (!node) throw new DerError('list without thisUpdate');
  return readTime(node);
}

const numberOf = (value: Uint8Array | undefined): number | undefined =>
  value && Number(readUnsigned(readDer(value)));

const isTime = (tag: number): boolean => tag === TAG.UTC_TIME || tag === TAG.GENERALIZED_TIME;

/**
 * Calls `see` with where each entry's serial number begins and ends; stops when it answers true. Entries are short: each
 * length has one octet. @throws DerError
 */
function scanSerials(entries: Uint8Array, see: (from: number, to: number) => boolean): void {
  for (let at = 0; at < entries.length;) {
    const end = at + 2 + (entries[at + 1] ?? 0);
    const serialEnd = at + 4 + (entries[at + 3] ?? 0);
    const isEntry = entries[at] === TAG.SEQUENCE && entries[at + 2] === TAG.INTEGER;
    if (!isEntry || (entries[at + 1] ?? 0) > 0x7f || serialEnd > end || end > entries.length)
      throw new DerError('list entry');
    if (see(at + 4, serialEnd)) return;
    at = end;
  }
}

/**
 * How many of `serials` (16 octets each, in the order in which they were written) the entries lack. What stands in the list
 * is read anew from its octets: nothing of the writer is believed. @throws DerError
 */
export function countMissing(entries: Uint8Array, serials: Uint8Array): number {
  let expected = 0;
  scanSerials(entries, (from, to) => {
    if (isSerial(entries, from, to, serials, expected)) expected += SERIAL_OCTETS;
    return false;
  });
  return (serials.length - expected) / SERIAL_OCTETS;
}

/** Every serial that the entries hold, in lower-case hexadecimal of 32 digits. @throws DerError */
export function serialsListed(entries: Uint8Array): ReadonlySet<string> {
  const octets = Buffer.from(entries.buffer, entries.byteOffset, entries.byteLength);
  const listed = new Set<string>();
  scanSerials(entries, (from, to) => {
    const digits = octets.toString('hex', from, to).padStart(2 * SERIAL_OCTETS, '0');
    listed.add(digits.slice(-2 * SERIAL_OCTETS));
    return false;
  });
  return listed;
}

/** Whether the entries hold this serial (lower-case hexadecimal). @throws DerError */
export function listsSerial(entries: Uint8Array, serial: string): boolean {
  const wanted = Buffer.from(serial.padStart(2 * SERIAL_OCTETS, '0'), 'hex');
  let isListed = false;
  scanSerials(entries, (from, to) => (isListed = isSerial(entries, from, to, wanted, 0)));
  return isListed;
}

/** Compares an INTEGER's octets with the 16 octets of `serials` at `at`, from the last one on. */
function isSerial(entries: Uint8Array, from: number, to: number, serials: Uint8Array, at: number): boolean {
  if (at + SERIAL_OCTETS > serials.length) return false;
  let back = to - 1;
  for (let octet = at + SERIAL_OCTETS - 1; octet >= at; octet -= 1, back -= 1) {
    if ((back >= from ? entries[back] : 0) !== serials[octet]) return false;
  }
  // Only a sign octet may be left.
  return back < from || (back === from && entries[from] === 0);
}
