import type { FastifyInstance } from 'fastify';
import type { ApiPlatform } from '@mandataire/platform/api';

const PATIENCE_MS = 3_000;

async function databaseAnswers({ catalogue }: ApiPlatform): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref());
  const answers = catalogue.current().then(
    () => true,
    () => false,
  );
  return Promise.race([answers, late]);
}

/** 200 while the database answers: without it no request can be served. */
export function serveHealth(app: FastifyInstance, platform: ApiPlatform): void {
  app.get('/health', async (_request, reply) => {
    const database = await databaseAnswers(platform);
    return reply
      .code(database ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: database ? 'ok' : 'failing', checks: { database: database ? 'ok' : 'unreachable' } });
  });
}
