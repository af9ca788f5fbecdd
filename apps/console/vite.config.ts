import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const domain = fileURLToPath(new URL('../../libs/domain/src', import.meta.url));

export default defineConfig({
  plugins: [react()],
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
