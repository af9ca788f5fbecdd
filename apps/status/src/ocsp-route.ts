import type { IncomingMessage, ServerResponse } from 'node:http';
import { OCSP_REQUEST_LIMIT, decodeOcspPath } from '@mandataire/pki';
import type { KeptAnswer } from './kept-answers.js';
import type { OcspReply, OcspResponder } from './ocsp-responder.js';
import { readBody } from './read-body.js';
import { COMMON, entityTag, send, type Reply } from './reply.js';

/** Short, so that a revocation is seen within seconds; long enough to spare us a burst for one certificate. */
const MAX_AGE_SECONDS = 5;

const CONTENT_TYPE = { 'content-type': 'application/ocsp-response' };
const NOT_STORED = { ...CONTENT_TYPE, 'cache-control': 'no-store' };

/** What isn't a request at all is given to the responder as no octets: it answers malformedRequest. */
const NOTHING = new Uint8Array();

/** POST (RFC 6960 appendix A.1): the body is the request, whatever its declared type. */
export function postOcsp(responder: OcspResponder, request: IncomingMessage, response: ServerResponse): void {
  readBody(request, OCSP_REQUEST_LIMIT, (body) => {
    const known = body && responder.known(body);
    if (known) response.writeHead(200, headOf(known)).end(known.body);
    else void respond(responder, request, response, body);
  });
}

const heads = new Map<number, string[]>();

/** The same head as `send` writes, names and values in turn: one for all answers of a length, of which there are few. */
function headOf({ body }: KeptAnswer): string[] {
  const known = heads.get(body.length);
  if (known) return known;
  const head = Object.entries({ ...COMMON, ...NOT_STORED, 'content-length': String(body.length) }).flat();
  heads.set(body.length, head);
  return head;
}

async function respond(
  responder: OcspResponder,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer | undefined,
): Promise<void> {
  const { der } = await responder.respond(body ?? NOTHING);
  const headers = body ? NOT_STORED : { ...NOT_STORED, connection: 'close' };
  send(request, response, { status: 200, headers, body: der });
}

/** GET: the request stands in the path; answers without a nonce may be cached for a few seconds (RFC 5019 §6). */
export async function getOcsp(responder: OcspResponder, path: string, now: () => Date): Promise<Reply> {
  const octets = decodeOcspPath(path);
  const known = octets && responder.known(octets);
  const { der, dates } = known
    ? { der: known.body, dates: known }
    : await responder.respond(octets ?? NOTHING);
  const headers = dates ? { ...CONTENT_TYPE, ...caching(dates, entityTag(der), now()) } : NOT_STORED;
  return { status: 200, headers, body: der };
}

/** RFC 9111 §5.2.2.1: from now on, and never beyond the answer's own end. */
function caching(dates: NonNullable<OcspReply['dates']>, etag: string, now: Date): Record<string, string> {
  const left = Math.floor((dates.nextUpdate.getTime() - now.getTime()) / 1000);
  const maxAge = Math.max(0, Math.min(MAX_AGE_SECONDS, left));
  return {
    'cache-control': `max-age=${maxAge}, public, no-transform, must-revalidate`,
    'last-modified': dates.thisUpdate.toUTCString(),
    expires: new Date(now.getTime() + maxAge * 1000).toUTCString(),
    etag,
  };
}
