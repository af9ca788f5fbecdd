import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { pageHeaders, READER_HEADERS } from './security-headers.js';

const IMMUTABLE = 'public, max-age=31536000, immutable';
/** Where the build wants the nonce (apps/console/vite.config.ts). */
const NONCE = '{{csp-nonce}}';

/**
 * The console's build. Names below `assets/` carry a hash of their content, those below `ocr/` a version, and are kept for ever; any other address that
 * is no file opens the application itself, with a nonce of this answer: so the page itself is never kept.
 * @param nonce 128 random bits, base64.
 */
export async function serveConsole(
  app: FastifyInstance,
  directory: string,
  nonce: () => string,
): Promise<void> {
  const root = path.resolve(directory);
  const file = path.join(root, 'index.html');
  if (!existsSync(file)) return;
  const page = readFileSync(file, 'utf8').split(NONCE);
  await app.register(fastifyStatic, { root, serve: false, cacheControl: false });
  app.get('/*', (request, reply) => {
    const wanted = (request.params as { '*': string })['*'];
    if (path.extname(wanted) !== '' && wanted !== 'index.html') {
      reply.header('cache-control', /^(assets|ocr)\//.test(wanted) ? IMMUTABLE : 'no-cache');
      if (wanted.startsWith('ocr/')) reply.headers(READER_HEADERS);
      return reply.sendFile(wanted);
    }
    const drawn = nonce();
    return reply
      .headers({ ...pageHeaders(drawn), 'cache-control': 'no-store' })
      .type('text/html; charset=utf-8')
      .send(page.join(drawn));
  });
}
