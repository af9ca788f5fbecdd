import { createHash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** A whole answer; everything this service sends fits in memory. */
export interface Reply {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Uint8Array | string;
}

export const textReply = (status: number, body: string, headers: OutgoingHttpHeaders = {}): Reply => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  body,
});

/** Strong entity tag of these octets (RFC 9110 §8.8.3). */
export const entityTag = (octets: Uint8Array | string): string =>
  `"${createHash('sha256').update(octets).digest('base64url').slice(0, 27)}"`;

/** In every answer. A little less than the server's own timeout: nobody then asks on a connection that just closes. */
export const COMMON = {
  'keep-alive': 'timeout=8',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

/** Sends the reply, or 304 when the client has it already; a HEAD gets the headers alone. */
export function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
  if (reply.status === 200 && isFresh(request, reply.headers)) {
    const { 'content-type': _type, ...kept } = reply.headers;
    response.writeHead(304, { ...COMMON, ...kept }).end();
    return;
  }
  response.writeHead(reply.status, { ...COMMON, ...reply.headers, 'content-length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/**
 * Conditional GET (RFC 9110 §13.2.2) by entity tag alone. If-Modified-Since is left unread: two lists, or two answers about
 * one certificate, may be made within one second, and a client that has the first must get the second.
 */
function isFresh(request: IncomingMessage, headers: OutgoingHttpHeaders): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  const wanted = request.headers['if-none-match'];
  if (wanted === undefined || headers['etag'] === undefined) return false;
  const tags = wanted.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(String(headers['etag']));
}
