import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ErrorCode } from '@mandataire/application/refusal';
import type { SecurityJournal } from '@mandataire/application/security-event';
import { addressKey } from './rate-limits.js';

/** What a request was refused for, as far as the security journal wants to know. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly reason: string | null;
  /** Key in the answer: a root field's name, or whatever alias the sender chose. */
  readonly act: string | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    refusal: Refusal | null;
    /** Whose session it is, once somebody has asked. */
    accountId: string | null;
  }
}

/** A link that opens nothing: made up, or sent again by whoever kept it. */
const DEAD_LINK = /(^|_)LINK_(UNKNOWN|USED|EXPIRED|REPLACED)$/;

/** A refusal that is somebody's try, not somebody's mistake in a form: of a secret, of a link, of another's object. */
export function isTry({ code, reason }: Refusal): boolean {
  if (code === 'FORBIDDEN' || code === 'NOT_FOUND' || code === 'RATE_LIMITED') return true;
  if (code === 'UNAUTHENTICATED') return reason !== null;
  return code === 'RULE_REFUSED' && reason !== null && (DEAD_LINK.test(reason) || reason.includes('CODE'));
}

/**
 * Journals each refused request once its answer has gone: those that were never run (4xx), and those that the formatter
 * or a gate has marked.
 */
export function trailRefusals(app: FastifyInstance, journal: SecurityJournal): void {
  app.decorateRequest('refusal', null);
  app.decorateRequest('accountId', null);
  const isAct = (name: string): boolean => {
    const { schema } = app.graphql;
    return [schema.getQueryType(), schema.getMutationType()].some((root) => root && name in root.getFields());
  };
  app.addHook('onResponse', async (request: FastifyRequest, reply) => {
    const { refusal } = request;
    if (!refusal) return;
    journal.note({
      ...refusal,
      act: refusal.act !== null && isAct(refusal.act) ? refusal.act : null,
      status: reply.statusCode,
      accountId: request.accountId,
      address: addressKey(request.ip),
      correlationId: String(request.id),
    });
  });
}
