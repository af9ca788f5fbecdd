import {
  EXTENSION,
  authorityKeyIdentifier,
  extension,
  issuingDistributionPoint,
  type CrlScope,
  type Issuer,
} from '../certificate/index.js';
import { TAG, bitString, constructed, integer, lengthOctets, sequence, time } from '../der/index.js';
import { signatureAlgorithmOf, type SignatureAlgorithm } from '../public-key/index.js';
import { ENTRY_ROOM, writeEntries, type RevokedSerials } from './revoked-entries.js';

export interface CrlContent {
  readonly issuer: Issuer;
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly scope: CrlScope;
  /** Entries of an earlier list, as they were written there. */
  readonly kept?: Uint8Array;
  /** Written after them, in this order. */
  readonly revoked: RevokedSerials;
}

/** A list that lacks its signature. */
export interface UnsignedCrl {
  /** TBSCertList, DER: a view on the octets of the list to come. */
  readonly toBeSigned: Uint8Array;
  /** The whole list, DER, in the same octets: nothing of it is copied. */
  signed(signature: Uint8Array): Uint8Array;
}

/** Tag and length of an element, whatever its length. */
const HEAD_ROOM = 6;
/** AlgorithmIdentifier and signature: RSA-4096 needs 532 octets. */
const SIGNATURE_ROOM = 1024;

/**
 * Complete version 2 list with AKI, number and a critical issuing distribution point (RFC 5280 §5.1.2, §5.2). Linear in the
 * number of entries, and in one buffer from the first entry to the signature: what stands before the entries is written
 * towards the front when their length is known.
 */
export function writeCrl(content: CrlContent): UnsignedCrl {
  const { issuer, kept = new Uint8Array(), revoked } = content;
  const algorithm = signatureAlgorithmOf(issuer.publicKey);
  const fields = fieldsBefore(content, algorithm);
  const extensions = extensionsOf(content);
  const firstEntry = 3 * HEAD_ROOM + fields.length;
  const entriesRoom = kept.length + revoked.count * ENTRY_ROOM;
  const buffer = Buffer.allocUnsafe(firstEntry + entriesRoom + extensions.length + SIGNATURE_ROOM);
  buffer.set(kept, firstEntry);
  const afterEntries = writeEntries(buffer, firstEntry + kept.length, revoked);
  buffer.set(extensions, afterEntries);
  const end = afterEntries + extensions.length;
  // An empty list must be absent, not an empty SEQUENCE (§5.1.2.6).
  const list = afterEntries > firstEntry ? wrapBefore(buffer, firstEntry, afterEntries) : firstEntry;
  buffer.set(fields, list - fields.length);
  const start = wrapBefore(buffer, list - fields.length, end);
  return {
    toBeSigned: buffer.subarray(start, end),
    signed: (signature) => {
      const seal = Buffer.concat([algorithm.der, bitString(signature)]);
      buffer.set(seal, end);
      return buffer.subarray(wrapBefore(buffer, start, end + seal.length), end + seal.length);
    },
  };
}

const fieldsBefore = (content: CrlContent, algorithm: SignatureAlgorithm): Uint8Array =>
  Buffer.concat([
    integer(1),
    algorithm.der,
    content.issuer.name,
    time(content.thisUpdate),
    time(content.nextUpdate),
  ]);

const extensionsOf = ({ issuer, number, scope }: CrlContent): Uint8Array =>
  constructed(
    0,
    sequence(
      authorityKeyIdentifier(issuer.publicKey),
      extension(EXTENSION.crlNumber, integer(number)),
      issuingDistributionPoint(scope),
    ),
  );

/** Makes a SEQUENCE of what stands between `from` and `to`. @returns where its tag is. */
function wrapBefore(buffer: Uint8Array, from: number, to: number): number {
  const length = lengthOctets(to - from);
  buffer.set(length, from - length.length);
  buffer[from - length.length - 1] = TAG.SEQUENCE;
  return from - length.length - 1;
}
