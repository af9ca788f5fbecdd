import {
  children,
  INTEGER,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  readElement,
  SEQUENCE,
  type Element,
} from './der.js';

/** PEM of every kind (RFC 7468, OpenSSL, OpenSSH, OpenPGP), PuTTY, and a JSON Web Key's secret part. */
const TEXTS = [
  /-{4,5} ?BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)? ?-{4,5}/,
  /PuTTY-User-Key-File-\d/,
  /SSH PRIVATE KEY FILE FORMAT/,
  /"kty"\s*:\s*"[A-Za-z]+"[^{}]{0,16384}"d"\s*:\s*"|"d"\s*:\s*"[\w-]{16,}"[^{}]{0,16384}"kty"\s*:/,
];

/** Keystores of Java: JKS and JCEKS (oracle.security.KeyStore), each by its first four octets. */
const MAGIC = ['feedfeed', 'cececece'];

/** Object identifiers, without tag and length: pkcs-5, pkcs-12, and what a PKCS#12 carries (RFC 7292 §4). */
const PASSWORD_BASED = ['2a864886f70d0105', '2a864886f70d010c01'];
const PKCS12_CONTENT = ['2a864886f70d010701', '2a864886f70d010702'];
const KEY_OCTETS = 16;

const startsWith = (octets: Buffer | undefined, prefixes: readonly string[]): boolean =>
  octets !== undefined && prefixes.some((prefix) => octets.toString('hex').startsWith(prefix));

const isNumber = ({ tag, content }: Element, values: readonly number[]): boolean =>
  tag === INTEGER && content.length === 1 && values.includes(content[0] ?? -1);

/** The identifier that a SEQUENCE begins with. */
const identifierOf = ({ tag, content }: Element): Buffer | undefined => {
  if (tag !== SEQUENCE) return undefined;
  const [first] = children(content, 1);
  return first?.tag === OBJECT_IDENTIFIER ? first.content : undefined;
};

/** PKCS#12, PKCS#8, PKCS#1 and DSA, SEC1; PKCS#8 under a password. */
function isPrivateDer(octets: Buffer): boolean {
  const outer = readElement(octets);
  if (outer?.tag !== SEQUENCE) return false;
  const [first, second, third, ...others] = children(outer.content, 9);
  if (!first || !second) return false;
  const identifier = identifierOf(second);
  if (isNumber(first, [3])) return startsWith(identifier, PKCS12_CONTENT);
  if (isNumber(first, [0, 1]) && identifier && third?.tag === OCTET_STRING) return true;
  if (isNumber(first, [1]) && second.tag === OCTET_STRING) return second.content.length >= KEY_OCTETS;
  if (isNumber(first, [0, 1]) && second.tag === INTEGER) {
    return [third, ...others].filter((each) => each?.tag === INTEGER).length >= 3;
  }
  return second.tag === OCTET_STRING && startsWith(identifierOf(first), PASSWORD_BASED);
}

/** Base64 alone, as a `.key` without its first and last line. */
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;
const LARGEST_KEY_TEXT = 256 * 1024;

function isBase64Der(octets: Buffer): boolean {
  if (octets.length > LARGEST_KEY_TEXT) return false;
  const text = octets.toString('latin1').replace(/\0/g, '');
  return BASE64.test(text) && isPrivateDer(Buffer.from(text, 'base64'));
}

/** Byte order marks, and blanks before what counts. */
const withoutMark = (octets: Buffer): Buffer =>
  octets.subarray(0, 3).toString('hex') === 'efbbbf' ? octets.subarray(3) : octets;

/**
 * Whether these octets are, or hold, a private key or a file that carries one, whatever their name (I-11): it is refused
 * before anything else is asked.
 */
export function holdsPrivateKey(octets: Buffer): boolean {
  const content = withoutMark(octets);
  if (startsWith(content.subarray(0, 4), MAGIC)) return true;
  if (isPrivateDer(content) || isBase64Der(content)) return true;
  // UTF-16 is ASCII with a NUL beside each letter.
  const text = content.toString('latin1').replace(/\0/g, '');
  return TEXTS.some((pattern) => pattern.test(text));
}
