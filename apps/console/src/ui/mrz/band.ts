/** A part of a picture, in shares of its width and height. */
export interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the person is asked to hold the band: the frame drawn over the camera's picture. */
export const FRAME: Part = { x: 0.03, y: 0.32, width: 0.94, height: 0.36 };
/** Where a band stands on a document that fills the picture. */
const LOWER_HALF: Part = { x: 0, y: 0.5, width: 1, height: 0.5 };
const LOWER_THIRD: Part = { x: 0, y: 0.66, width: 1, height: 0.34 };
const WHOLE: Part = { x: 0, y: 0, width: 1, height: 1 };

/** One after the other, until one of them can be read. */
export const OF_CAMERA: readonly Part[] = [FRAME, FRAME, LOWER_HALF];
export const OF_PHOTO: readonly Part[] = [LOWER_THIRD, LOWER_HALF, FRAME, WHOLE];

/** Letters of about thirty points: what the reader was trained on. */
const WIDTH = 1_500;

/** This part of the picture, grey, with more contrast, in the width that the reader likes. */
export function cut(source: CanvasImageSource, size: { width: number; height: number }, part: Part) {
  const [x, y] = [part.x * size.width, part.y * size.height];
  const [width, height] = [part.width * size.width, part.height * size.height];
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = Math.max(1, Math.round((height / width) * WIDTH));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no picture can be drawn here');
  context.filter = 'grayscale(1) contrast(1.35)';
  context.drawImage(source, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return canvas;
}
