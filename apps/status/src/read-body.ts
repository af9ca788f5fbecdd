import type { IncomingMessage } from 'node:http';

/** After this much the connection is cut instead of being read to its end. */
const PATIENCE = 1024 * 1024;

/**
 * Gives the body, or undefined when it has more octets than `limit`; nothing at all when the client leaves before its end.
 * The rest of a long body is read and thrown away, up to 1 MiB, since many clients read no answer before they have sent
 * everything. A callback, not a promise: this is done some ten thousand times a second.
 */
export function readBody(
  request: IncomingMessage,
  limit: number,
  done: (body: Buffer | undefined) => void,
): void {
  const parts: Buffer[] = [];
  let length = 0;
  request.on('data', (part: Buffer) => {
    length += part.length;
    if (length <= limit) parts.push(part);
    if (length > PATIENCE) request.destroy();
  });
  request.on('end', () => {
    const [whole] = parts;
    if (length > limit) done(undefined);
    else done(whole && parts.length === 1 ? whole : Buffer.concat(parts));
  });
}
