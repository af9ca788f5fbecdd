import type { FastifyInstance } from 'fastify';
import type { Logger } from '@mandataire/platform/api';

/** One line per request: no query, no header, no body; tokens are never in an address (they stand behind `#`). */
export function logRequests(app: FastifyInstance, log: Logger): void {
  // The line's fields are these and no others: looking in each for secrets would take longer than writing it.
  const lines = log.child({}, { redact: [] });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-correlation-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    lines.info(
      {
        correlationId: request.id,
        method: request.method,
        path: request.url.split('?')[0],
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
}
