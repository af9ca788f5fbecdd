import sharp from 'sharp';

const SIZE = { width: 1280, height: 720 } as const;
const FONTS = 'DejaVu Sans Mono, Liberation Mono, monospace';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * What a camera sees of a document held into the frame: a made-up specimen, never a document that was issued. Paper that is
 * not white, letters that are not black, and a word above the band that is none of it.
 */
export async function specimenPicture(lines: readonly string[]): Promise<Buffer> {
  const top = SIZE.height / 2 - (lines.length - 1) * 32;
  const band = lines.map(
    (line, at) =>
      `<text x="70" y="${top + at * 64}" textLength="1140" font-size="44" xml:space="preserve">${escaped(line)}</text>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}">
    <rect width="100%" height="100%" fill="#e9e4d6"/>
    <g font-family="${FONTS}" fill="#26221c"><text x="70" y="120" font-size="40">SPECIMEN</text>${band.join('')}</g></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 88 }).toBuffer();
}
