import react from '@vitejs/plugin-react';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { OPERATIONS } from './src/graphql/operations.js';

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

const domain = fileURLToPath(new URL('../../libs/domain/src', import.meta.url));

export default defineConfig({
  plugins: [react(), trustedDocuments()],
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
