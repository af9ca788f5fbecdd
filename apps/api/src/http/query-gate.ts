import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Documents } from '../graphql/documents.js';
import type { TrustedDocuments } from '../graphql/trusted-documents.js';
import type { RateLimits } from '../edge/rate-limits.js';
import { isGraphql, isGraphqlRoute } from './graphql-gate.js';
import { refuse, refuseRequest, refuseTooMany } from './refuse.js';

interface Body {
  query?: unknown;
  /** In place of `query`: the name of an operation of the console's build. */
  documentId?: unknown;
  variables?: unknown;
  operationName?: unknown;
}

const isObject = (value: unknown): value is Body =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A text or the name of one, not both. */
const isWellFormed = (body: unknown): body is Body =>
  isObject(body) &&
  typeof (body.query ?? body.documentId) === 'string' &&
  (body.query === undefined || body.documentId === undefined) &&
  (body.variables === undefined || body.variables === null || isObject(body.variables));

/** One for the request itself, also for one that will be refused: registered before everything else. */
export function limitAddresses(app: FastifyInstance, limits: RateLimits): void {
  app.addHook('onRequest', async (request, reply) =>
    isGraphql(request) ? countAgainst(limits, request, reply, 1) : undefined,
  );
}

export interface Admission {
  readonly documents: Documents;
  readonly limits: RateLimits;
  readonly trusted: TrustedDocuments;
  /** Production: whoever speaks with a browser's session sends only what the console was built with. */
  readonly trustedOnly: boolean;
}

type DocumentFault = 'UNKNOWN_DOCUMENT' | 'DOCUMENT_NOT_TRUSTED';

/** The text that is to be run, or why there is none. */
function textOf(
  { query, documentId }: Body,
  { trusted, trustedOnly }: Admission,
): { readonly text: string } | { readonly fault: DocumentFault } {
  if (documentId !== undefined) {
    const text = trusted.text(String(documentId));
    return text === undefined ? { fault: 'UNKNOWN_DOCUMENT' } : { text };
  }
  const text = String(query);
  return trustedOnly && !trusted.includes(text) ? { fault: 'DOCUMENT_NOT_TRUSTED' } : { text };
}

/**
 * What a query costs is known from its text: it is weighed before it is validated, and each further root field counts
 * like a request of its own before any of them runs. Registered behind `guardGraphql`.
 */
export function weighQueries(app: FastifyInstance, admission: Admission): void {
  const { documents, limits } = admission;
  app.addHook('preValidation', async (request, reply) => {
    if (!isGraphqlRoute(request)) return undefined;
    const { body } = request;
    if (!isWellFormed(body)) return refuseRequest(reply, 400, 'MALFORMED');
    const found = textOf(body, admission);
    if ('fault' in found) return refuseDocument(reply, found.fault);
    const { fault, detail, rootFields } = documents.weigh(found.text, app.graphql.schema);
    if (rootFields > 1) await countAgainst(limits, request, reply, rootFields - 1);
    if (reply.sent) return reply;
    if (fault) return refuse(reply, 400, 'INVALID_INPUT', { fields: { query: fault }, detail });
    body.query = found.text;
    // A document has one operation: its name says nothing more, and the compiled one would not look at it.
    delete body.operationName;
    return undefined;
  });
}

const refuseDocument = (reply: FastifyReply, fault: DocumentFault): FastifyReply =>
  fault === 'DOCUMENT_NOT_TRUSTED'
    ? refuse(reply, 403, 'FORBIDDEN', { fields: { query: fault } })
    : refuse(reply, 400, 'INVALID_INPUT', { fields: { query: fault } });

async function countAgainst(
  limits: RateLimits,
  request: FastifyRequest,
  reply: FastifyReply,
  points: number,
): Promise<FastifyReply | undefined> {
  const retryAfter = await limits.address(request.ip, points);
  return retryAfter === undefined ? undefined : refuseTooMany(reply, retryAfter);
}
