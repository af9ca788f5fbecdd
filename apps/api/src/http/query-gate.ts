import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Documents } from '../graphql/documents.js';
import type { RateLimits } from '../edge/rate-limits.js';
import { isGraphql, isGraphqlRoute } from './graphql-gate.js';
import { refuse, refuseRequest, refuseTooMany } from './refuse.js';

interface Body {
  query?: unknown;
  variables?: unknown;
  operationName?: unknown;
}

const isObject = (value: unknown): value is Body =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const isWellFormed = (body: unknown): body is Body & { query: string } =>
  isObject(body) &&
  typeof body.query === 'string' &&
  (body.variables === undefined || body.variables === null || isObject(body.variables));

/** The server's own parts, which exist only once it is ready. */
type GraphqlServer = FastifyInstance & Pick<FastifyInstance, 'graphql'>;

/** One for the request itself, also for one that will be refused: registered before everything else. */
export function limitAddresses(app: FastifyInstance, limits: RateLimits): void {
  app.addHook('onRequest', async (request, reply) =>
    isGraphql(request) ? countAgainst(limits, request, reply, 1) : undefined,
  );
}

/**
 * What a query costs is known from its text: it is weighed before it is validated, and each further root field counts
 * like a request of its own before any of them runs. Registered behind `guardGraphql`.
 */
export function weighQueries(app: FastifyInstance, documents: Documents, limits: RateLimits): void {
  app.addHook('preValidation', async (request, reply) => {
    if (!isGraphqlRoute(request)) return undefined;
    const { body } = request;
    if (!isWellFormed(body)) return refuseRequest(reply, 400, 'MALFORMED');
    const { fault, detail, rootFields } = documents.weigh(body.query, (app as GraphqlServer).graphql.schema);
    if (rootFields > 1) await countAgainst(limits, request, reply, rootFields - 1);
    if (reply.sent) return reply;
    if (fault) return refuse(reply, 400, 'INVALID_INPUT', { fields: { query: fault }, detail });
    // A document has one operation: its name says nothing more, and the compiled one would not look at it.
    delete body.operationName;
    return undefined;
  });
}

async function countAgainst(
  limits: RateLimits,
  request: FastifyRequest,
  reply: FastifyReply,
  points: number,
): Promise<FastifyReply | undefined> {
  const retryAfter = await limits.address(request.ip, points);
  return retryAfter === undefined ? undefined : refuseTooMany(reply, retryAfter);
}
