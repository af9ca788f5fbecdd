import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const IMMUTABLE = 'public, max-age=31536000, immutable';

/**
 * The console's build. Names below `assets/` carry a hash of their content and are kept for ever; any other address that
 * is no file opens the application itself.
 */
export async function serveConsole(app: FastifyInstance, directory: string): Promise<void> {
  const root = path.resolve(directory);
  if (!existsSync(path.join(root, 'index.html'))) return;
  await app.register(fastifyStatic, { root, serve: false, cacheControl: false });
  app.get('/*', (request, reply) => {
    const wanted = (request.params as { '*': string })['*'];
    const isPage = path.extname(wanted) === '';
    reply.header('cache-control', wanted.startsWith('assets/') ? IMMUTABLE : 'no-cache');
    return reply.sendFile(isPage ? 'index.html' : wanted);
  });
}
