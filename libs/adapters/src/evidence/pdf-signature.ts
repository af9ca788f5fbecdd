import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { SignPdf, Signer } from '@signpdf/signpdf';
import { readDerLength } from './der-length.js';

/** Room for the CMS and the certificates in it, in octets. */
const ROOM = 12_000;
const SUB_FILTER = 'ETSI.CAdES.detached';

/** Signs a PDF as PAdES baseline B: `sign` gives the CMS over the SHA-256 of everything but the CMS itself. */
export async function signPdf(
  pdf: Uint8Array,
  who: { readonly name: string; readonly at: Date },
  sign: (sha256: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  class Seal extends Signer {
    override async sign(covered: Buffer): Promise<Buffer> {
      return Buffer.from(await sign(createHash('sha256').update(covered).digest()));
    }
  }
  const prepared = plainAddPlaceholder({
    pdfBuffer: Buffer.from(pdf),
    reason: 'Cachet de la preuve',
    contactInfo: '',
    name: who.name,
    location: '',
    signingTime: who.at,
    signatureLength: ROOM,
    subFilter: SUB_FILTER,
  });
  return new SignPdf().sign(prepared, new Seal(), who.at);
}

/** A signed PDF taken apart. */
export interface SignedPdf {
  /** Everything but the signature itself. */
  readonly covered: Uint8Array;
  readonly cms: Uint8Array;
  /** The JSON package that is attached. */
  readonly attachment: string;
}

/**
 * Undefined unless the file has exactly the form in which `signPdf` leaves it: one signature that covers all octets
 * around it, to the end of the file, with nothing hidden beside the CMS in its place.
 */
export function readSignedPdf(pdf: Uint8Array): SignedPdf | undefined {
  const octets = Buffer.from(pdf);
  const text = octets.toString('latin1');
  const ranges = [...text.matchAll(/\/ByteRange \[0 (\d{1,9}) (\d{1,9}) (\d{1,9})\]/g)];
  const [, first = '', second = '', third = ''] = ranges[0] ?? [];
  const [end, begin, length] = [Number(first), Number(second), Number(third)];
  if (ranges.length !== 1 || begin + length !== octets.length || begin <= end) return undefined;
  const cms = signatureIn(text.slice(end, begin));
  const attachment = attachmentOf(octets.subarray(0, end));
  if (!cms || attachment === undefined) return undefined;
  return { covered: Buffer.concat([octets.subarray(0, end), octets.subarray(begin)]), cms, attachment };
}

/** `<hexadecimal, then zeros>`: not one digit more or other than what was written. */
function signatureIn(place: string): Uint8Array | undefined {
  if (!/^<([0-9a-f]{2})+>$/.test(place)) return undefined;
  const octets = Buffer.from(place.slice(1, -1), 'hex');
  const length = readDerLength(octets);
  return length !== undefined && octets.subarray(length).every((octet) => octet === 0)
    ? octets.subarray(0, length)
    : undefined;
}

/** The only embedded file, as pdfkit writes it: compressed, its length in its dictionary. */
function attachmentOf(pdf: Buffer): string | undefined {
  const found = pdf.indexOf('/Type /EmbeddedFile');
  if (found < 0) return undefined;
  const begin = pdf.indexOf('stream\n', found) + 'stream\n'.length;
  const end = pdf.indexOf('\nendstream', begin);
  if (end < 0) return undefined;
  try {
    return inflateSync(pdf.subarray(begin, end)).toString('utf8');
  } catch {
    return undefined;
  }
}
