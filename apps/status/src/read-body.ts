import type { IncomingMessage } from 'node:http';

/** After this much the connection is cut instead of being read to its end. */
const PATIENCE = 1024 * 1024;

/**
 * The body, or undefined when it has more octets than `limit`. The rest of a long body is read and thrown away, up to
 * 1 MiB, since many clients read no answer before they have sent everything.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length <= limit) parts.push(part);
    if (length > PATIENCE) break;
  }
  return length <= limit ? Buffer.concat(parts) : undefined;
}
