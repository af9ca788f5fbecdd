import type { ErrorCode } from '@mandataire/application/refusal';
import { RefusedError } from '@mandataire/application/refusal';
import { refusalSentence, type Language } from '@mandataire/domain/wording';
import { GraphQLError, type ExecutionResult, type SourceLocation } from 'graphql';
import type { MercuriusContext } from 'mercurius';
import { contextOf } from './request-context.js';

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

/**
 * The one place where an error becomes an answer (docs/errors.md). A refusal keeps its facts and gets its sentence; a
 * wrong query is INVALID_INPUT; anything else is INTERNAL with nothing but the reference under which it was logged.
 */
export function errorFormatter(log: ErrorLog) {
  return (execution: ExecutionResult, context: MercuriusContext) => {
    const asked: Asked = contextOf(context);
    const errors = (execution.errors ?? []).flatMap((error) => formatAll(error, asked, log));
    const statusCode = execution.data === undefined ? statusOf(execution.errors) : 200;
    // The executor types its errors as GraphQLError; the wire form is all that leaves from here.
    return {
      statusCode,
      response: { data: execution.data ?? null, errors: errors as unknown as GraphQLError[] },
    };
  };
}

/** A query that was never run is an HTTP error too; a refusal is an answer. */
function statusOf(errors: ExecutionResult['errors']): number {
  const [first] = (errors ?? []).map(thrown);
  if (first instanceof RefusedError) return 200;
  if (first instanceof Error && 'statusCode' in first && typeof first.statusCode === 'number')
    return first.statusCode;
  return isBadQuery(first) ? STATUS_BAD_REQUEST : 200;
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
    return { message: refusalSentence(extensions, asked.language), ...where, extensions };
  }
  if (isBadQuery(cause)) {
    const message = cause instanceof Error ? cause.message : 'Invalid query';
    return { message, ...where, extensions: { code: 'INVALID_INPUT', correlationId } };
  }
  log.error({ correlationId, err: cause }, 'failed');
  const extensions = { code: 'INTERNAL', correlationId } as const;
  return { message: refusalSentence(extensions, asked.language), ...where, extensions };
}
