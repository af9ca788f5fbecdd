import { fileTypeFromBuffer } from 'file-type';
import type { FileInspector, InspectedFile } from '@mandataire/application/stored-file';
import { accept, refuseByRule, type Decision } from '@mandataire/domain/decision';
import { FILE_PURPOSES, MEDIA_TYPES, type FilePurpose, type MediaType } from '@mandataire/domain/stored-file';
import { isImage, madeAnew } from './image.js';
import { pdfFault } from './pdf.js';
import { holdsPrivateKey } from './private-key.js';
import { isPlainText } from './plain-text.js';

export interface InspectionLimits {
  readonly mostBytes: number;
  readonly mostPixels: number;
}

/** Judges a file by its octets alone. The checks that cost nothing come first, what decodes comes last. */
export class ContentInspector implements FileInspector {
  constructor(private readonly limits: InspectionLimits) {}

  async inspect(purpose: FilePurpose, content: Uint8Array): Promise<Decision<InspectedFile>> {
    const octets = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
    if (octets.length === 0) return refuseByRule('F67', 'FILE_EMPTY');
    if (octets.length > this.limits.mostBytes) return refuseByRule('F67', 'FILE_TOO_LARGE');
    if (holdsPrivateKey(octets)) return refuseByRule('I-11', 'PRIVATE_KEY_REFUSED');
    const mediaType = await typeOf(octets);
    const wanted: readonly MediaType[] = FILE_PURPOSES[purpose].mediaTypes;
    if (mediaType === undefined || !wanted.includes(mediaType)) {
      return refuseByRule('F67', 'FILE_TYPE_REFUSED');
    }
    return this.taken(octets, mediaType);
  }

  private async taken(octets: Buffer, mediaType: MediaType): Promise<Decision<InspectedFile>> {
    if (mediaType === 'application/pdf') {
      const fault = pdfFault(octets);
      if (fault) return REFUSED[fault]();
    }
    if (!isImage(mediaType)) return accept({ mediaType, content: octets });
    const image = await madeAnew(octets, mediaType, this.limits.mostPixels);
    return typeof image === 'string' ? REFUSED[image]() : accept({ mediaType, content: image });
  }
}

const REFUSED = {
  PDF_UNREADABLE: () => refuseByRule('F67', 'PDF_UNREADABLE'),
  PDF_ENCRYPTED: () => refuseByRule('F67', 'PDF_ENCRYPTED'),
  PDF_ACTIVE_CONTENT: () => refuseByRule('F67', 'PDF_ACTIVE_CONTENT'),
  FILE_POLYGLOT: () => refuseByRule('F67', 'FILE_POLYGLOT'),
  IMAGE_TOO_LARGE: () => refuseByRule('F67', 'IMAGE_TOO_LARGE'),
  IMAGE_UNREADABLE: () => refuseByRule('F67', 'IMAGE_UNREADABLE'),
} as const;

/** By its first octets; text is a list before it is anything else: « BMW » at its beginning makes no picture of it. */
async function typeOf(octets: Buffer): Promise<MediaType | undefined> {
  // A document that begins later than its first octet is told apart from none at all.
  if (octets.subarray(0, 1_024).includes('%PDF-')) return 'application/pdf';
  if (isPlainText(octets)) return 'text/csv';
  const found = await fileTypeFromBuffer(octets).catch(() => undefined);
  return MEDIA_TYPES.find((type) => type === found?.mime);
}
