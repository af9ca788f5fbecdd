/** The closed list of the server's codes, and NETWORK for an answer that never came. */
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
  | 'INTERNAL'
  | 'NETWORK';

export interface ErrorExtensions {
  readonly code?: string;
  readonly reason?: string;
  readonly rule?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly state?: string;
  readonly retryAfter?: number;
  readonly correlationId?: string;
}

const CODES: readonly ErrorCode[] = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'INVALID_INPUT',
  'INVALID_STATE',
  'RULE_REFUSED',
  'CONFLICT',
  'RATE_LIMITED',
  'UPSTREAM_UNAVAILABLE',
];

/** A refusal of the server as the console uses it. `message` is the server's French sentence; empty for NETWORK. */
export class GraphqlError extends Error {
  override readonly name: string = 'GraphqlError';
  readonly code: ErrorCode;
  readonly reason: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  readonly retryAfter: number | undefined;
  readonly correlationId: string | undefined;
  /** react-admin reads this to tell an expired session from other failures. */
  readonly status: number;

  constructor(code: ErrorCode, message: string, extensions: ErrorExtensions = {}) {
    super(message);
    this.code = code;
    this.reason = extensions.reason;
    this.fields = extensions.fields ?? {};
    this.retryAfter = extensions.retryAfter;
    this.correlationId = extensions.correlationId;
    this.status = code === 'UNAUTHENTICATED' ? 401 : code === 'FORBIDDEN' ? 403 : 400;
  }

  /** Asking again may help: nothing in the request itself was refused. */
  get retryable(): boolean {
    return ['NETWORK', 'UPSTREAM_UNAVAILABLE', 'INTERNAL', 'RATE_LIMITED'].includes(this.code);
  }
}

/** The person would not prove a factor again: nothing was done, and there is nothing to say about it. */
export class AbandonedAct extends GraphqlError {
  override readonly name = 'AbandonedAct';
}

export const needsStepUp = ({ code, reason }: GraphqlError): boolean =>
  code === 'FORBIDDEN' && reason === 'STEP_UP_REQUIRED';

export const isGraphqlError = (error: unknown): error is GraphqlError => error instanceof GraphqlError;

/** The first error of an answer; a code that the console doesn't know counts as INTERNAL. */
export function errorOf(error: { message?: string; extensions?: ErrorExtensions }): GraphqlError {
  const code = CODES.find((known) => known === error.extensions?.code) ?? 'INTERNAL';
  return new GraphqlError(code, error.message ?? '', error.extensions);
}
