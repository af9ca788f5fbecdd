import type { ErrorCode } from '@mandataire/application/refusal';
import { RefusedError } from '@mandataire/application/refusal';
import { refusalSentence, type Language } from '@mandataire/domain/wording';
import { GraphQLError, type ExecutionResult, type SourceLocation } from 'graphql';
import type { MercuriusContext } from 'mercurius';
import { isTry, type Refusal } from '../edge/refusal-trail.js';
import type { RequestFault } from '../http/refuse.js';
import { contextOf, type RequestContext } from './request-context.js';

/** The part of the technical log that errors go to. */
export interface ErrorLog {
  info(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

interface FormattedError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly locations?: readonly SourceLocation[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: ErrorCode };
}

interface Asked {
  readonly language: Language;
  readonly correlationId: string;
  /** Whether the server's own words may name what the schema has. */
  readonly openSchema: boolean;
}

/** Down to what was thrown: the executor wraps it once or twice. */
function thrown(error: unknown): unknown {
  const original = error instanceof GraphQLError ? error.originalError : undefined;
  return original ? thrown(original) : error;
}

const STATUS_BAD_REQUEST = 400;

/** The query itself is wrong: syntax, unknown field, value of another type, too deep. The server's words say where. */
const isBadQuery = (error: unknown): boolean =>
  error instanceof GraphQLError ||
  (error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500) ||
  (error instanceof Error && 'code' in error && String(error.code).startsWith('MER_ERR_GQL'));

/** The server could not even read the body: too long, not JSON, cut short. */
function bodyFault(cause: unknown): { readonly request: RequestFault } | undefined {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { request: 'TOO_LARGE' };
  return code.startsWith('FST_') || cause instanceof SyntaxError ? { request: 'MALFORMED' } : undefined;
}

function unreadable(fields: { readonly request: RequestFault }, asked: Asked): FormattedError {
  const extensions = { code: 'INVALID_INPUT', fields, correlationId: asked.correlationId } as const;
  return { message: refusalSentence(extensions, asked.language), extensions };
}

/** « Did you mean … » spells out a schema that is kept to itself. */
const withoutSuggestions = (message: string): string => message.replace(/ ?Did you mean .*$/s, '');

/**
 * The one place where an error becomes an answer (docs/errors.md). A refusal keeps its facts and gets its sentence; a
 * wrong query is INVALID_INPUT; anything else is INTERNAL with nothing but the reference under which it was logged.
 */
export function errorFormatter(log: ErrorLog, openSchema: boolean) {
  return (execution: ExecutionResult, context: MercuriusContext) => {
    const asked: Asked = { ...identity(contextOf(context)), openSchema };
    const errors = (execution.errors ?? []).flatMap((error) => formatAll(error, asked, log));
    const retryAfter = errors.find(({ extensions }) => extensions.code === 'RATE_LIMITED')?.extensions
      .retryAfter;
    if (retryAfter !== undefined) context.reply.header('retry-after', String(retryAfter));
    const statusCode = statusOf(execution, errors);
    context.reply.request.refusal ??= refusalOf(errors, statusCode);
    // The executor types its errors as GraphQLError; the wire form is all that leaves from here.
    return {
      statusCode,
      response: { data: execution.data ?? null, errors: errors as unknown as GraphQLError[] },
    };
  };
}

/** The first error that the security journal wants: of a request that was never run, any. */
function refusalOf(errors: readonly FormattedError[], statusCode: number): Refusal | null {
  const refusals = errors.map(({ extensions, path }) => ({
    code: extensions.code,
    reason: reasonOf(extensions),
    act: path ? String(path[0]) : null,
  }));
  const neverRun = statusCode >= 400 && statusCode < 500;
  return refusals.find((refusal) => neverRun || isTry(refusal)) ?? null;
}

/** Constants of ours: of the faults those of the request, because other fields are named by what a person filled in. */
function reasonOf({ reason, fields }: FormattedError['extensions']): string | null {
  if (typeof reason === 'string') return reason;
  const fault = (fields as { readonly request?: unknown } | undefined)?.request;
  return typeof fault === 'string' ? fault : null;
}

const identity = ({ language, correlationId }: RequestContext) => ({ language, correlationId });

/**
 * A refusal is an answer (200), but one that programs must slow down for (429). A query that was never run is the
 * client's error, and an answer of which nothing is left is ours.
 */
function statusOf({ data, errors }: ExecutionResult, formatted: readonly FormattedError[]): number {
  const has = (code: ErrorCode) => formatted.some(({ extensions }) => extensions.code === code);
  if (has('RATE_LIMITED')) return 429;
  if (data !== null && data !== undefined) return 200;
  if (has('INTERNAL')) return 500;
  const [first] = (errors ?? []).map(thrown);
  if (data === null || first instanceof RefusedError) return 200;
  return first instanceof Error && 'statusCode' in first ? Number(first.statusCode) : STATUS_BAD_REQUEST;
}

function formatAll(error: GraphQLError, asked: Asked, log: ErrorLog): FormattedError[] {
  const cause = thrown(error);
  const several =
    cause instanceof Error && 'errors' in cause && Array.isArray(cause.errors) ? cause.errors : [];
  if (several.length > 0) return several.map((each: unknown) => format(error, each, asked, log));
  return [format(error, cause, asked, log)];
}

function format(error: GraphQLError, cause: unknown, asked: Asked, log: ErrorLog): FormattedError {
  const { correlationId } = asked;
  const where = {
    ...(error.path ? { path: error.path } : {}),
    ...(error.locations ? { locations: error.locations } : {}),
  };
  if (cause instanceof RefusedError) {
    const extensions = { ...cause.extensions, code: cause.code, correlationId };
    log.info({ correlationId, code: cause.code, reason: cause.extensions.reason }, 'refused');
    if (cause.cause) log.error({ correlationId, err: cause.cause }, 'failed');
    return { message: refusalSentence(extensions, asked.language), ...where, extensions };
  }
  // With a path it was being run: then the fault is ours, such as a field that gives null where none may be.
  if (isBadQuery(cause) && !error.path) {
    const fields = bodyFault(cause);
    if (fields) return unreadable(fields, asked);
    const words = cause instanceof Error ? cause.message : 'Invalid query';
    const message = asked.openSchema ? words : withoutSuggestions(words);
    return { message, ...where, extensions: { code: 'INVALID_INPUT', correlationId } };
  }
  log.error({ correlationId, err: cause }, 'failed');
  const extensions = { code: 'INTERNAL', correlationId } as const;
  return { message: refusalSentence(extensions, asked.language), ...where, extensions };
}
