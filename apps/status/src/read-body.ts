import type { IncomingMessage } from 'node:http';

/** After this much nothing more is read, and the answer is given before the body's end. */
const PATIENCE = 1024 * 1024;

type Done = (body: Buffer | undefined) => void;

interface Waiting {
  readonly request: IncomingMessage;
  readonly limit: number;
  readonly done: Done;
}

/** Requests whose heads have come since sockets were last looked at. */
let waiting: Waiting[] = [];

/**
 * Gives the body, or undefined when it has more octets than `limit`; nothing at all when the client leaves before its end.
 * A callback, not a promise: this is done some ten thousand times a second. For the same reason it looks only after every
 * socket that was ready has been read, at all bodies in one go: by then a short one is nearly always there as a whole and
 * needs no listeners, and the answers to several clients leave together.
 */
export function readBody(request: IncomingMessage, limit: number, done: Done): void {
  if (waiting.push({ request, limit, done }) === 1) setImmediate(readAll);
}

function readAll(): void {
  const all = waiting;
  waiting = [];
  for (const { request, limit, done } of all) {
    if (!request.complete) {
      collect(request, limit, done);
      continue;
    }
    const body = (request.read() as Buffer | null) ?? Buffer.alloc(0);
    done(body.length > limit ? undefined : body);
  }
}

/**
 * A body in several parts. The rest of a long one is read and thrown away, up to 1 MiB, since many clients read no answer
 * before they have sent everything; what comes after that stays where it is, unread.
 */
function collect(request: IncomingMessage, limit: number, done: Done): void {
  let body: Buffer | undefined;
  let length = 0;
  const take = (part: Buffer): void => {
    length += part.length;
    if (length <= limit) body = body ? Buffer.concat([body, part]) : part;
    if (length <= PATIENCE) return;
    request.off('data', take).off('end', end).pause();
    done(undefined);
  };
  const end = (): void => done(length > limit ? undefined : (body ?? Buffer.alloc(0)));
  request.on('data', take).on('end', end);
}
