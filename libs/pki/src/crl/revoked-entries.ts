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
const ZERO = 0x30;

/**
 * Writes the entries into `buffer` from `start` on, without extensions: a reason is confidential (F31).
 * @returns where the last one ends.
 */
export function writeEntries(buffer: Uint8Array, start: number, revoked: RevokedSerials): number {
  const days = new Map<number, Uint8Array>();
  let at = start;
  for (let index = 0; index < revoked.count; index += 1) {
    const afterSerial = writeSerial(buffer, at + 2, revoked.serials, index * SERIAL_OCTETS);
    const end = writeTime(buffer, afterSerial, revoked.revokedAt[index] ?? Number.NaN, days);
    buffer[at] = TAG.SEQUENCE;
    buffer[at + 1] = end - at - 2;
    at = end;
  }
  return at;
}

/** INTEGER: leading zeros dropped, a sign octet before a set top bit (X.690 §8.3). */
function writeSerial(buffer: Uint8Array, at: number, serials: Uint8Array, from: number): number {
  const end = from + SERIAL_OCTETS;
  let first = from;
  while (first < end - 1 && serials[first] === 0) first += 1;
  const sign = (serials[first] ?? 0) >> 7;
  buffer[at] = TAG.INTEGER;
  buffer[at + 1] = sign + end - first;
  buffer[at + 2] = 0;
  let to = at + 2 + sign;
  for (let octet = first; octet < end; octet += 1) buffer[to++] = serials[octet] ?? 0;
  return to;
}

/** The day is taken from `days`, where it is written once; the rest is arithmetic. */
function writeTime(buffer: Uint8Array, at: number, instant: number, days: Map<number, Uint8Array>): number {
  const seconds = Math.floor(instant / 1000);
  const day = Math.floor(seconds / DAY_SECONDS);
  let octets = days.get(day);
  if (!octets) {
    octets = time(new Date(day * DAY_SECONDS * 1000));
    days.set(day, octets);
  }
  const clock = at + octets.length - 7;
  for (let octet = 0; octet < octets.length; octet += 1) buffer[at + octet] = octets[octet] ?? 0;
  const rest = seconds - day * DAY_SECONDS;
  writePair(buffer, clock, Math.floor(rest / 3600));
  writePair(buffer, clock + 2, Math.floor(rest / 60) % 60);
  writePair(buffer, clock + 4, rest % 60);
  return at + octets.length;
}

function writePair(buffer: Uint8Array, at: number, pair: number): void {
  buffer[at] = ZERO + Math.floor(pair / 10);
  buffer[at + 1] = ZERO + (pair % 10);
}
