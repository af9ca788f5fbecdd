import type { FastifyReply } from 'fastify';
import type { ErrorCode } from '@mandataire/application/refusal';
import { preferredLanguage, refusalSentence } from '@mandataire/domain/wording';

/** What is wrong with a request before it is one of GraphQL's; the client reads it in `fields.request`. */
export const REQUEST_FAULTS = [
  'FOREIGN_ORIGIN',
  'FORM_ONLY',
  'JSON_ONLY',
  'MALFORMED',
  'NO_BATCH',
  'POST_ONLY',
  'TOO_LARGE',
] as const;
export type RequestFault = (typeof REQUEST_FAULTS)[number];

export interface RefusalFacts {
  readonly fields?: Readonly<Record<string, string>>;
  readonly retryAfter?: number;
  readonly reason?: string;
  /** For developers: added to the sentence. */
  readonly detail?: string | undefined;
}

/** The answer to a request that never reached a resolver, in the words of docs/errors.md. */
export function refuse(
  reply: FastifyReply,
  status: number,
  code: ErrorCode,
  facts: RefusalFacts,
): FastifyReply {
  const { detail, ...rest } = facts;
  const { id, headers } = reply.request;
  const extensions = { ...rest, code, correlationId: id };
  const [reason = null] = [facts.reason, ...Object.values(facts.fields ?? {})].filter(
    (each) => each !== undefined,
  );
  reply.request.refusal = { code, reason, act: null };
  const sentence = refusalSentence(extensions, preferredLanguage(headers['accept-language']));
  const message = detail ? `${sentence} ${detail}` : sentence;
  return reply.code(status).send({ data: null, errors: [{ message, extensions }] });
}

export const refuseRequest = (reply: FastifyReply, status: number, fault: RequestFault): FastifyReply =>
  refuse(reply, status, fault === 'FOREIGN_ORIGIN' ? 'FORBIDDEN' : 'INVALID_INPUT', {
    fields: { request: fault },
  });

/** 429 says when to come back twice: to programs in the header, to people in the sentence. */
export const refuseTooMany = (reply: FastifyReply, retryAfter: number): FastifyReply =>
  refuse(reply.header('retry-after', String(retryAfter)), 429, 'RATE_LIMITED', { retryAfter });
