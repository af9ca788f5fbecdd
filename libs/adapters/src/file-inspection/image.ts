import sharp, { type Sharp } from 'sharp';
import type { MediaType } from '@mandataire/domain/stored-file';

export type ImageFault = 'IMAGE_TOO_LARGE' | 'IMAGE_UNREADABLE';
type ImageType = Extract<MediaType, `image/${string}`>;

const QUALITY = 90;

/** Each kind stays what it was; a photograph does not become ten times as large. */
const WRITTEN: Readonly<Record<ImageType, (image: Sharp) => Sharp>> = {
  'image/jpeg': (image) => image.jpeg({ quality: QUALITY }),
  'image/png': (image) => image.png(),
  'image/webp': (image) => image.webp({ quality: QUALITY }),
};

export const isImage = (mediaType: MediaType): mediaType is ImageType => Object.hasOwn(WRITTEN, mediaType);

const FORMATS: Readonly<Record<ImageType, string>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
};

/**
 * The image made anew from its pixels: turned as it was taken, without place, camera, comments, profiles or anything that
 * was hung behind it. Its size is read from the header, before a pixel is unpacked.
 */
export async function madeAnew(
  content: Uint8Array,
  mediaType: ImageType,
  mostPixels: number,
): Promise<Uint8Array | ImageFault> {
  try {
    const { width, height, format } = await sharp(content, { limitInputPixels: false }).metadata();
    if (format !== FORMATS[mediaType]) return 'IMAGE_UNREADABLE';
    if (width * height > mostPixels) return 'IMAGE_TOO_LARGE';
    const image = sharp(content, { limitInputPixels: mostPixels, failOn: 'error', sequentialRead: true });
    return await WRITTEN[mediaType](image.autoOrient()).toBuffer();
  } catch {
    // What libvips says of a broken file is for developers of libvips.
    return 'IMAGE_UNREADABLE';
  }
}
