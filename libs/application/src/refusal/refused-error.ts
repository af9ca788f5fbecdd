import type { Decision, Refusal } from '@mandataire/domain/decision';

/** Closed list of error codes (docs/errors.md); one formatter at the edge renders them. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'INVALID_INPUT'
  | 'INVALID_STATE'
  | 'RULE_REFUSED'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'UPSTREAM_UNAVAILABLE'
  | 'INTERNAL';

/**
 * An expected refusal on its way to the edge; thrown inside a unit of work it rolls everything back, so that nothing
 * is half-written.
 */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(
    readonly code: ErrorCode,
    readonly extensions: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(`${code}${typeof extensions.reason === 'string' ? ` ${extensions.reason}` : ''}`, options);
  }
}

export const unauthenticated = (reason?: string) =>
  new RefusedError('UNAUTHENTICATED', reason ? { reason } : {});
export const forbidden = (reason?: string) => new RefusedError('FORBIDDEN', reason ? { reason } : {});
/** Also for another company's identifier: it tells nothing apart (I-1). */
export const notFound = () => new RefusedError('NOT_FOUND');
/** Somebody was faster, or `reason` says what else came in between. */
export const conflict = (reason?: string) => new RefusedError('CONFLICT', reason ? { reason } : {});
/** What is needed has failed half-way: `reason` says what became of the act. The same request would be refused. */
export const brokenOff = (reason: string, cause: unknown) =>
  new RefusedError('UPSTREAM_UNAVAILABLE', { reason, retryable: false }, { cause });
export const rateLimited = (retryAfterSeconds: number) =>
  new RefusedError('RATE_LIMITED', { retryAfter: retryAfterSeconds });

/** The refusal of a rule as the error that the edge renders. */
export function refusedError(refusal: Refusal): RefusedError {
  switch (refusal.kind) {
    case 'STATE':
      return new RefusedError('INVALID_STATE', {
        state: refusal.state,
        action: refusal.action,
        allowedActions: refusal.allowedActions,
      });
    case 'RULE':
      return new RefusedError('RULE_REFUSED', {
        rule: refusal.rule,
        reason: refusal.reason,
        ...(refusal.details ? { details: refusal.details } : {}),
      });
    case 'INPUT':
      return new RefusedError('INVALID_INPUT', { fields: refusal.fields });
  }
}

/** The decided value, or the refusal thrown. */
export function orRefuse<Next, Event>(decision: Decision<Next, Event>): Next {
  if (decision.ok) return decision.next;
  throw refusedError(decision.refusal);
}
