import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger } from 'pino';

/** Names whose values never reach a log, at any of the depths that a log line has. */
const SECRETS = [
  'password',
  'code',
  'token',
  'csr',
  'cookie',
  'authorization',
  'set-cookie',
  'secret',
  'totpSecret',
];

const PARENTS = ['', '*', '*.*', '*.*.*'];
const redactedPaths = PARENTS.flatMap((parent) => SECRETS.map((name) => `${parent}["${name}"]`));

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly errorCode?: unknown;
  readonly stack?: string | undefined;
  readonly cause?: LoggedError;
}

/**
 * What a log keeps of an error: kind, message, code, stack. A database driver hangs the query, its parameters and the
 * offending row on its errors: personal data, left out.
 */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const code = (error as { code?: unknown }).code;
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { errorCode: code }),
    stack: error.stack,
    ...(error.cause === undefined || depth > 2 ? {} : { cause: loggedError(error.cause, depth + 1) }),
  };
}

export interface LogSettings {
  readonly process: string;
  readonly level: string;
  /** Standard output when absent. */
  readonly destination?: DestinationStream;
}

const LINGER_MS = 100;

/**
 * Standard output in blocks, for a process that logs each of many requests: a line stays at most a tenth of a second, and
 * none is lost when the process ends by itself, be it by an error. Only a kill takes the last block along.
 */
export const inBlocks = (): DestinationStream =>
  pino.destination({ dest: 1, sync: false, minLength: 4_096, periodicFlush: LINGER_MS });

/** The technical log: one JSON line per fact; identifiers and never personal data, secrets redacted by name. */
export const createLogger = ({ process, level, destination }: LogSettings): Logger =>
  pino(
    {
      level,
      base: { process },
      redact: { paths: redactedPaths, censor: '[…]' },
      serializers: {
        err: (error: unknown) => loggedError(error),
        error: (error: unknown) => loggedError(error),
      },
    },
    ...(destination ? [destination] : []),
  );
