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

type Shape = (first: Element, second: Element, rest: readonly Element[]) => boolean;

/** The outer SEQUENCE of each kind of file, by its first elements. */
const SHAPES: readonly Shape[] = [
  // PKCS#12: version 3, then what it carries (RFC 7292 §4).
  (first, second) => isNumber(first, [3]) && startsWith(identifierOf(second), PKCS12_CONTENT),
  // PKCS#8: version, algorithm, the key (RFC 5958 §2).
  (first, second, [third]) =>
    isNumber(first, [0, 1]) && identifierOf(second) !== undefined && third?.tag === OCTET_STRING,
  // PKCS#8 under a password: how, then the ciphertext (RFC 5958 §3).
  (first, second) => second.tag === OCTET_STRING && startsWith(identifierOf(first), PASSWORD_BASED),
  // SEC1: version 1, the key (RFC 5915 §3).
  (first, second) =>
    isNumber(first, [1]) && second.tag === OCTET_STRING && second.content.length >= KEY_OCTETS,
  // PKCS#1 and DSA: version, then numbers alone (RFC 8017 §A.1.2).
  (first, second, rest) =>
    isNumber(first, [0, 1]) &&
    second.tag === INTEGER &&
    rest.filter(({ tag }) => tag === INTEGER).length >= 3,
];

function isPrivateDer(octets: Buffer): boolean {
  const outer = readElement(octets);
  if (outer?.tag !== SEQUENCE) return false;
  const [first, second, ...rest] = children(outer.content, 9);
  return first !== undefined && second !== undefined && SHAPES.some((fits) => fits(first, second, rest));
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
