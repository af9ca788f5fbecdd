import { DerError } from './der-error.js';
import type { DerNode } from './der-reader.js';
import { tlv } from './der-writer.js';
import { TAG } from './tag.js';

/** YYYYMMDDhhmmssZ; by arithmetic, since a CRL writes a time per entry. */
function digits(at: Date): Uint8Array {
  const year = at.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) throw new RangeError('no such instant in ASN.1');
  const pairs = [
    Math.floor(year / 100),
    year % 100,
    at.getUTCMonth() + 1,
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  ];
  const octets = new Uint8Array(15);
  pairs.forEach((pair, index) => {
    octets[2 * index] = 0x30 + Math.floor(pair / 10);
    octets[2 * index + 1] = 0x30 + (pair % 10);
  });
  octets[14] = 0x5a; // Z
  return octets;
}

/** The instant without its milliseconds: ASN.1 times of RFC 5280 have none. */
export const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000);

/** UTCTime until 2049, GeneralizedTime from 2050 on (RFC 5280 §4.1.2.5); milliseconds are dropped. */
export function time(at: Date): Uint8Array {
  const year = at.getUTCFullYear();
  return year >= 1950 && year < 2050 ? tlv(TAG.UTC_TIME, digits(at).subarray(2)) : generalizedTime(at);
}

/** GeneralizedTime in whole seconds, Z (RFC 5280 §4.1.2.5.2): the only form in OCSP (RFC 6960 §4.2.2.1). */
export const generalizedTime = (at: Date): Uint8Array => tlv(TAG.GENERALIZED_TIME, digits(at));

/** Reads either form. @throws DerError when seconds or Z are missing, or on a day that doesn't exist. */
export function readTime(node: DerNode): Date {
  const text = Buffer.from(node.content).toString('latin1');
  if (node.tag === TAG.UTC_TIME && /^\d{12}Z$/.test(text)) {
    return instant((Number(text.slice(0, 2)) < 50 ? '20' : '19') + text);
  }
  if (node.tag === TAG.GENERALIZED_TIME && /^\d{14}Z$/.test(text)) return instant(text);
  throw new DerError('time: neither UTCTime nor GeneralizedTime in seconds');
}

function instant(text: string): Date {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6.000Z');
  const at = new Date(iso);
  if (Number.isNaN(at.getTime()) || at.toISOString() !== iso) throw new DerError('time: no such instant');
  return at;
}
