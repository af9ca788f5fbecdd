import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refusalSentence } from '@mandataire/domain/wording';

/**
 * By the route that matched, not by the address as it was written: the router decodes `/%67raphql`. Every other route
 * only reads files, so anything but GET and HEAD is held to the same door.
 */
const isGraphql = ({ method, routeOptions }: FastifyRequest): boolean =>
  /^\/graphql(\/|$)/.test(routeOptions.url ?? '') || (method !== 'GET' && method !== 'HEAD');

const hostOf = (origin: string): string | undefined => {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
};

/** Another site's page, or another origin of this site: the browser says so itself (Fetch Metadata), else by Origin. */
function comesFromElsewhere({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none';
  return headers.origin !== undefined && hostOf(headers.origin) !== headers.host;
}

/** `application/json`, with parameters or without. */
const isJson = (contentType: string | undefined): boolean =>
  /^application\/json\s*(;|$)/i.test(contentType ?? '');

const NUL = '\u0000';

/** PostgreSQL has no such character in a text; inside JSON it comes as an escape, so any string may hold it. */
function holdsNul(body: unknown): boolean {
  const waiting = [body];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value === 'string' && (value.includes(NUL) || /\\u0000/.test(value))) return true;
    // Not by recursion: JSON may be nested deeper than the stack.
    if (value !== null && typeof value === 'object') waiting.push(...Object.values(value));
  }
  return false;
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
    if (comesFromElsewhere(request)) return refuse(reply, 403, 'GraphQL: same origin only');
    if (!isJson(request.headers['content-type'])) return refuse(reply, 415, 'GraphQL: application/json only');
    return undefined;
  });
  app.addHook('preValidation', async (request, reply) => {
    if (isGraphql(request) && holdsNul(request.body)) return refuse(reply, 400);
    return undefined;
  });
}
