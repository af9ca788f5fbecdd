/** Folder of this origin with worker, engine and trained data (vite.config.ts). */
declare const OCR_PATH: string;

/** Reads the characters of a picture, in this browser: nothing of it is sent anywhere. */
export interface BandReader {
  read(picture: HTMLCanvasElement): Promise<string>;
  close(): Promise<void>;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<';
/** Of the engine: the network of letters alone; one block of text. */
const LSTM_ONLY = 1;
const SINGLE_BLOCK = '6';

/**
 * Loads the reader: some megabytes, once, from this origin alone. Nothing is kept in the browser's databases; its cache
 * keeps the files.
 */
export async function openBandReader(): Promise<BandReader> {
  const { default: tesseract } = await import('tesseract.js');
  const at = (file: string) => new URL(`${OCR_PATH}/${file}`, window.location.origin).href;
  const worker = await tesseract.createWorker('eng', LSTM_ONLY, {
    workerPath: at('worker.min.js'),
    workerBlobURL: false,
    corePath: at('core.wasm.js'),
    langPath: at(''),
    cacheMethod: 'none',
  });
  await worker.setParameters({
    tessedit_char_whitelist: LETTERS,
    tessedit_pageseg_mode: SINGLE_BLOCK as never,
  });
  return {
    read: async (picture) => (await worker.recognize(picture)).data.text,
    close: async () => void (await worker.terminate()),
  };
}
