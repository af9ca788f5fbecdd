import react from '@vitejs/plugin-react';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { OPERATIONS } from './src/graphql/operations.js';

const require = createRequire(import.meta.url);
const { version } = require('tesseract.js/package.json') as { version: string };
/** A file of an installed package. */
const installed = (name: string, file: string): string =>
  path.join(path.dirname(require.resolve(`${name}/package.json`)), file);

/** The reader of documents' bands: worker, engine and trained data from this origin, none of it in the entry. */
const OCR_PATH = `ocr/${version}`;
const OCR_FILES: Readonly<Record<string, string>> = {
  'worker.min.js': installed('tesseract.js', 'dist/worker.min.js'),
  'core.wasm.js': installed('tesseract.js-core', 'tesseract-core-simd-lstm.wasm.js'),
  'eng.traineddata.gz': installed('@tesseract.js-data/eng', '4.0.0_best_int/eng.traineddata.gz'),
};

/** `documents.json`: every operation that the console sends, by the SHA-256 of its text; the API runs them by that name. */
const trustedDocuments = (): Plugin => ({
  name: 'trusted-documents',
  apply: 'build',
  generateBundle() {
    const documents = [...OPERATIONS].map((text) => [createHash('sha256').update(text).digest('hex'), text]);
    const source = JSON.stringify(Object.fromEntries(documents), null, 1);
    this.emitFile({ type: 'asset', fileName: 'documents.json', source });
  },
});

const ocrFiles = (): Plugin => ({
  name: 'ocr-files',
  apply: 'build',
  generateBundle() {
    for (const [fileName, from] of Object.entries(OCR_FILES))
      this.emitFile({ type: 'asset', fileName: `${OCR_PATH}/${fileName}`, source: readFileSync(from) });
  },
});

const domain = fileURLToPath(new URL('../../libs/domain/src', import.meta.url));

export default defineConfig({
  plugins: [react(), trustedDocuments(), ocrFiles()],
  // Where `ui/mrz/ocr.ts` finds the reader.
  define: { OCR_PATH: JSON.stringify(`/${OCR_PATH}`) },
  // Replaced in each answer by the server (apps/api/src/http/console-files.ts).
  html: { cspNonce: '{{csp-nonce}}' },
  resolve: {
    // The sources, as in the tests: the console's build doesn't wait for the domain's.
    alias: [{ find: /^@mandataire\/domain\/(.+)$/, replacement: `${domain}/$1/index.ts` }],
  },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // No inlined assets: the content security policy of the server allows only files of its own.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1100,
  },
  server: { proxy: { '/graphql': process.env.API_URL ?? 'http://localhost:3000' } },
});
