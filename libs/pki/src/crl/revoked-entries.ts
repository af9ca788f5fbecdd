import { TAG, time } from '../der/index.js';

/** Octets of a serial number of this CA. */
export const SERIAL_OCTETS = 16;

/** Revoked serials side by side: a million of them are two arrays, not a million objects. */
export interface RevokedSerials {
  readonly count: number;
  /** 16 octets each, one after the other. */
  readonly serials: Uint8Array;
  /** Of each, in milliseconds since 1970. */
  readonly revokedAt: Float64Array;
}

/** Room for an entry: a serial with a sign octet and a GeneralizedTime. */
export const ENTRY_ROOM = 2 + (2 + 1 + SERIAL_OCTETS) + (2 + 15);

const DAY_SECONDS = 86_400;
const INTEGER_OF_16 = (TAG.INTEGER << 8) | SERIAL_OCTETS;
const ZULU = 0x5a;

/** ASCII of 00 to 59, two octets each in one number. */
const PAIRS = Uint16Array.from(
  { length: 60 },
  (_, pair) => ((0x30 + Math.floor(pair / 10)) << 8) | (0x30 + (pair % 10)),
);

/** Tag, length and date of the days that were met, each written once. */
export type Days = Map<number, Uint8Array>;

/**
 * Writes the entries into `into` from `start` on, without extensions: a reason is confidential (F31).
 * @returns where the last one ends.
 */
export function writeEntries(
  into: DataView,
  start: number,
  { count, serials, revokedAt }: RevokedSerials,
  days: Days,
): number {
  const from = new DataView(serials.buffer, serials.byteOffset, serials.byteLength);
  let at = start;
  for (let index = 0; index < count; index += 1) {
    const afterSerial = writeSerial(into, at + 2, from, index * SERIAL_OCTETS);
    const end = writeTime(into, afterSerial, revokedAt[index] ?? Number.NaN, days);
    into.setUint8(at, TAG.SEQUENCE);
    into.setUint8(at + 1, end - at - 2);
    at = end;
  }
  return at;
}

/** INTEGER of 16 octets as nearly every serial is; four at a time, since octet by octet takes thrice as long. */
function writeSerial(into: DataView, at: number, serials: DataView, from: number): number {
  const first = serials.getUint8(from);
  if (first === 0 || first > 0x7f) return writeOddSerial(into, at, serials, from);
  into.setUint16(at, INTEGER_OF_16);
  into.setUint32(at + 2, serials.getUint32(from));
  into.setUint32(at + 6, serials.getUint32(from + 4));
  into.setUint32(at + 10, serials.getUint32(from + 8));
  into.setUint32(at + 14, serials.getUint32(from + 12));
  return at + 2 + SERIAL_OCTETS;
}

/** INTEGER: leading zeros dropped, a sign octet before a set top bit (X.690 §8.3). */
function writeOddSerial(into: DataView, at: number, serials: DataView, from: number): number {
  const end = from + SERIAL_OCTETS;
  let first = from;
  while (first < end - 1 && serials.getUint8(first) === 0) first += 1;
  const sign = serials.getUint8(first) >> 7;
  into.setUint8(at, TAG.INTEGER);
  into.setUint8(at + 1, sign + end - first);
  into.setUint8(at + 2, 0);
  let to = at + 2 + sign;
  for (let octet = first; octet < end; octet += 1) into.setUint8(to++, serials.getUint8(octet));
  return to;
}

/** The day is taken from `days`; the rest is arithmetic. */
function writeTime(into: DataView, at: number, instant: number, days: Days): number {
  const seconds = Math.floor(instant / 1000);
  const day = Math.floor(seconds / DAY_SECONDS);
  const date = days.get(day) ?? meetDay(days, day);
  for (let octet = 0; octet < date.length; octet += 1) into.setUint8(at + octet, date[octet] ?? 0);
  const clock = at + date.length;
  const rest = (seconds - day * DAY_SECONDS) | 0;
  const hours = (rest / 3600) | 0;
  const minutes = ((rest - hours * 3600) / 60) | 0;
  into.setUint16(clock, PAIRS[hours] ?? 0);
  into.setUint16(clock + 2, PAIRS[minutes] ?? 0);
  into.setUint16(clock + 4, PAIRS[rest - hours * 3600 - minutes * 60] ?? 0);
  into.setUint8(clock + 6, ZULU);
  return clock + 7;
}

function meetDay(days: Days, day: number): Uint8Array {
  const midnight = time(new Date(day * DAY_SECONDS * 1000));
  const date = midnight.subarray(0, midnight.length - 7);
  days.set(day, date);
  return date;
}
