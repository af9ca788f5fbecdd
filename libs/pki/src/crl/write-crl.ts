import { EXTENSION, authorityKeyIdentifier, extension, type Issuer } from '../certificate/index.js';
import { constructed, integer, lengthOctets, sequence, time, TAG } from '../der/index.js';
import { signatureAlgorithmOf } from '../public-key/index.js';

export interface RevocationEntry {
  /** Lower-case hexadecimal. */
  readonly serial: string;
  readonly revokedAt: Date;
}

export interface CrlContent {
  readonly issuer: Issuer;
  readonly number: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** Written in this order. */
  readonly entries: readonly RevocationEntry[];
}

/**
 * TBSCertList, DER: complete version 2 list with AKI and number (RFC 5280 §5.1.2, §5.2.1, §5.2.3). Entries have no
 * extension: a reason is confidential (F31). Linear in the number of entries, in time and in octets.
 */
export const crlToBeSigned = (content: CrlContent): Uint8Array =>
  sequence(
    integer(1),
    signatureAlgorithmOf(content.issuer.publicKey).der,
    content.issuer.name,
    time(content.thisUpdate),
    time(content.nextUpdate),
    // An empty list must be absent, not an empty SEQUENCE (§5.1.2.6).
    ...(content.entries.length > 0 ? [writeEntries(content.entries)] : []),
    constructed(
      0,
      sequence(
        authorityKeyIdentifier(content.issuer.publicKey),
        extension(EXTENSION.crlNumber, integer(content.number)),
      ),
    ),
  );

/** Room for an entry with a serial of 20 octets, a sign octet and a GeneralizedTime. */
const ENTRY_ROOM = 2 + (2 + 21) + (2 + 15);

/** All entries into one buffer: an array for each element would cost some ten times as much at 200,000 entries. */
function writeEntries(entries: readonly RevocationEntry[]): Uint8Array {
  const buffer = Buffer.allocUnsafe(entries.length * ENTRY_ROOM);
  let at = 0;
  for (const entry of entries) {
    const afterSerial = writeSerial(buffer, at + 2, entry.serial);
    const end = writeTime(buffer, afterSerial, entry.revokedAt);
    buffer[at] = TAG.SEQUENCE;
    buffer[at + 1] = end - at - 2;
    at = end;
  }
  return Buffer.concat([Uint8Array.of(TAG.SEQUENCE), lengthOctets(at), buffer.subarray(0, at)]);
}

/** INTEGER; its leading zeros are dropped and the sign octet added as in `unsignedInteger`. */
function writeSerial(buffer: Buffer, at: number, serial: string): number {
  if (!/^([0-9a-f]{2}){1,20}$/.test(serial))
    throw new RangeError('serial number: lower-case hexadecimal expected');
  const minimal = serial.replace(/^(00)+(?=..)/, '');
  const sign = minimal >= '8' ? 1 : 0;
  const length = minimal.length / 2 + sign;
  buffer[at] = TAG.INTEGER;
  buffer[at + 1] = length;
  buffer[at + 2] = 0;
  buffer.write(minimal, at + 2 + sign, 'hex');
  return at + 2 + length;
}

function writeTime(buffer: Buffer, at: number, instant: Date): number {
  const octets = time(instant);
  buffer.set(octets, at);
  return at + octets.length;
}
