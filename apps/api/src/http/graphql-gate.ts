import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refuseRequest } from './refuse.js';

/** By the route that matched, not by the address as it was written: the router decodes `/%67raphql`. */
export const isGraphqlRoute = ({ routeOptions }: FastifyRequest): boolean =>
  /^\/graphql(\/|$)/.test(routeOptions.url ?? '');

/** Every other route only reads files, so anything but GET and HEAD is held to the same door. */
export const isGraphql = (request: FastifyRequest): boolean =>
  isGraphqlRoute(request) || (request.method !== 'GET' && request.method !== 'HEAD');

/** The one other address that takes anything: a file, as it is. */
export const STAFF_LIST_UPLOAD = '/staff-lists';
const isUpload = ({ routeOptions }: FastifyRequest): boolean => routeOptions.url === STAFF_LIST_UPLOAD;

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

/** Neither is a type that a form of another site can send. */
const isOfItsType = (request: FastifyRequest): boolean => {
  const type = request.headers['content-type'];
  return isUpload(request) ? type === 'application/octet-stream' : isJson(type);
};

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

/**
 * GraphQL is spoken by POST in JSON only, one operation at a time. A form or an image of another site can send neither,
 * and a link can only GET: together with the cookie's SameSite that is the defence against forged requests. Answers are
 * never stored.
 */
export function guardGraphql(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!isGraphql(request)) return undefined;
    reply.header('cache-control', 'no-store');
    if (request.method !== 'POST') return refuseRequest(reply.header('allow', 'POST'), 405, 'POST_ONLY');
    if (comesFromElsewhere(request)) return refuseRequest(reply, 403, 'FOREIGN_ORIGIN');
    if (!isOfItsType(request)) return refuseRequest(reply, 415, 'JSON_ONLY');
    return undefined;
  });
  app.addHook('preValidation', async (request, reply) => {
    if (!isGraphql(request) || isUpload(request)) return undefined;
    if (Array.isArray(request.body)) return refuseRequest(reply, 400, 'NO_BATCH');
    if (holdsNul(request.body)) return refuseRequest(reply, 400, 'MALFORMED');
    return undefined;
  });
}
