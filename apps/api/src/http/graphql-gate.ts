import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusalSentence } from '@mandataire/domain/wording';

const isGraphql = ({ url }: FastifyRequest): boolean => /^\/graphql(\/?$|[/?])/.test(url);

/** `application/json`, with parameters or without. */
const isJson = (contentType: string | undefined): boolean =>
  /^application\/json\s*(;|$)/i.test(contentType ?? '');

const NUL = '\u0000';

/** PostgreSQL has no such character in a text; inside JSON it comes as an escape, so any string may hold it. */
function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(NUL) || /\\u0000/.test(value);
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some(holdsNul);
}

function refuse(reply: FastifyReply, status: number, message?: string): FastifyReply {
  const extensions = { code: 'INVALID_INPUT', correlationId: reply.request.id };
  return reply.code(status).send({
    data: null,
    errors: [{ message: message ?? refusalSentence(extensions, 'fr'), extensions }],
  });
}

/**
 * GraphQL is spoken by POST in JSON only. A form or an image of another site can send neither, and a link can only GET:
 * together with the cookie's SameSite that is the defence against forged requests. Answers are never stored.
 */
export function guardGraphql(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isGraphql(request)) return undefined;
    reply.header('cache-control', 'no-store');
    if (request.method !== 'POST') {
      reply.header('allow', 'POST');
      return refuse(reply, 405, 'GraphQL: POST only');
    }
    if (!isJson(request.headers['content-type'])) return refuse(reply, 415, 'GraphQL: application/json only');
    return undefined;
  });
  app.addHook('preValidation', async (request, reply) => {
    if (isGraphql(request) && holdsNul(request.body)) return refuse(reply, 400);
    return undefined;
  });
}
