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
import { ENTRY_ROOM, writeEntries, type Days, type RevokedSerials } from './revoked-entries.js';

/** What a list says besides its entries. */
export interface CrlBasis {
  readonly issuer: Issuer;
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly scope: CrlScope;
}

export interface FirstEntries {
  /** Entries of an earlier list, as they were written there. */
  readonly kept?: Uint8Array | undefined;
  /** About how many more will come: memory that isn't written to costs nothing, copying does. */
  readonly estimate?: number;
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
/** Entries that find room before the octets must be copied once. */
const FIRST_ENTRIES = 1024;

/**
 * Complete version 2 list with AKI, number and a critical issuing distribution point (RFC 5280 §5.1.2, §5.2), written while
 * its entries come. Linear in their number, and in one buffer from the first entry to the signature: what stands before the
 * entries is written towards the front when their length is known.
 */
export class CrlWriter {
  private readonly algorithm: SignatureAlgorithm;
  private readonly fields: Uint8Array;
  private readonly extensions: Uint8Array;
  private readonly firstEntry: number;
  private readonly days: Days = new Map();
  private buffer: Buffer;
  private view: DataView;
  private end: number;

  constructor(basis: CrlBasis, { kept = new Uint8Array(), estimate = 0 }: FirstEntries = {}) {
    this.algorithm = signatureAlgorithmOf(basis.issuer.publicKey);
    this.fields = fieldsBefore(basis, this.algorithm);
    this.extensions = extensionsOf(basis);
    this.firstEntry = 3 * HEAD_ROOM + this.fields.length;
    this.end = this.firstEntry + kept.length;
    this.buffer = Buffer.allocUnsafeSlow(
      this.end + Math.max(estimate, FIRST_ENTRIES) * ENTRY_ROOM + this.tailRoom(),
    );
    this.view = viewOf(this.buffer);
    this.buffer.set(kept, this.firstEntry);
  }

  /** Writes their entries after the others, in this order. */
  add(revoked: RevokedSerials): void {
    const needed = this.end + revoked.count * ENTRY_ROOM + this.tailRoom();
    if (needed > this.buffer.length) this.grow(Math.max(needed, 2 * this.buffer.length));
    this.end = writeEntries(this.view, this.end, revoked, this.days);
  }

  /** Nothing can be added afterwards. */
  finish(): UnsignedCrl {
    const { buffer, algorithm, fields, extensions, firstEntry, end: afterEntries } = this;
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

  private tailRoom(): number {
    return this.extensions.length + SIGNATURE_ROOM;
  }

  private grow(length: number): void {
    const larger = Buffer.allocUnsafeSlow(length);
    this.buffer.copy(larger, 0, 0, this.end);
    this.buffer = larger;
    this.view = viewOf(larger);
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

const fieldsBefore = (basis: CrlBasis, algorithm: SignatureAlgorithm): Uint8Array =>
  Buffer.concat([
    integer(1),
    algorithm.der,
    basis.issuer.name,
    time(basis.thisUpdate),
    time(basis.nextUpdate),
  ]);

const extensionsOf = ({ issuer, number, scope }: CrlBasis): Uint8Array =>
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
