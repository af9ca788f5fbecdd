import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { OCSP_REQUEST_LIMIT, decodeOcspPath } from '@mandataire/pki';
import type { KeptAnswer } from './kept-answers.js';
import type { OcspReply, OcspResponder } from './ocsp-responder.js';
import { readBody } from './read-body.js';
import { COMMON, entityTag, send, type Reply } from './reply.js';
import type { StatusDependencies } from './status-dependencies.js';

/** Long enough to spare us a burst for one certificate. */
const MOST_SECONDS = 5;

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
  if (request.complete) send(request, response, { status: 200, headers, body: der });
  else sendBeforeEnd(response, headers, der);
}

/** For a client that is still sending: were the connection closed at once, the answer would be lost with what was not read. */
const LINGER_MILLISECONDS = 1_000;

function sendBeforeEnd(response: ServerResponse, headers: OutgoingHttpHeaders, body: Uint8Array): void {
  response.writeHead(200, { ...COMMON, ...headers, 'content-length': body.length }).write(body);
  const linger = setTimeout(() => response.end(), LINGER_MILLISECONDS);
  response.on('close', () => clearTimeout(linger));
}

/** GET: the request stands in the path; answers without a nonce may be cached for a few seconds (RFC 5019 §6). */
export async function getOcsp(
  responder: OcspResponder,
  path: string,
  { clock, revocationVisibleMs }: Pick<StatusDependencies, 'clock' | 'revocationVisibleMs'>,
): Promise<Reply> {
  const octets = decodeOcspPath(path);
  const known = octets && responder.known(octets);
  const { der, dates } = known
    ? { der: known.body, dates: known }
    : await responder.respond(octets ?? NOTHING);
  if (!dates) return { status: 200, headers: NOT_STORED, body: der };
  // Nobody keeps an answer for longer than a revocation may take to show.
  const most = Math.min(MOST_SECONDS, Math.floor(revocationVisibleMs / 1000));
  const headers = { ...CONTENT_TYPE, ...caching(dates, most, clock()), etag: entityTag(der) };
  return { status: 200, headers, body: der };
}

/** RFC 9111 §5.2.2.1: from now on, and never beyond the answer's own end. */
function caching(dates: NonNullable<OcspReply['dates']>, most: number, now: Date): Record<string, string> {
  const left = Math.floor((dates.nextUpdate.getTime() - now.getTime()) / 1000);
  const maxAge = Math.max(0, Math.min(most, left));
  return {
    'cache-control': `max-age=${maxAge}, public, no-transform, must-revalidate`,
    'last-modified': dates.thisUpdate.toUTCString(),
    expires: new Date(now.getTime() + maxAge * 1000).toUTCString(),
  };
}
