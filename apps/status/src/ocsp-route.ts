import type { IncomingMessage } from 'node:http';
import { OCSP_REQUEST_LIMIT, decodeOcspPath } from '@mandataire/pki';
import type { OcspReply, OcspResponder } from './ocsp-responder.js';
import { readBody } from './read-body.js';
import { entityTag, type Reply } from './reply.js';

/** Short, so that a revocation is seen within seconds; long enough to spare us a burst for one certificate. */
const MAX_AGE_SECONDS = 5;

/** What isn't a request at all is given to the responder as no octets: it answers malformedRequest. */
const NOTHING = new Uint8Array();

/** POST (RFC 6960 appendix A.1): the body is the request, whatever its declared type. */
export async function postOcsp(responder: OcspResponder, request: IncomingMessage): Promise<Reply> {
  const body = await readBody(request, OCSP_REQUEST_LIMIT);
  const { der } = await responder.respond(body ?? NOTHING);
  const headers = { 'content-type': 'application/ocsp-response', 'cache-control': 'no-store' };
  return { status: 200, headers: body ? headers : { ...headers, connection: 'close' }, body: der };
}

/** GET: the request stands in the path; answers without a nonce may be cached for a few seconds (RFC 5019 §6). */
export async function getOcsp(responder: OcspResponder, path: string): Promise<Reply> {
  const reply = await responder.respond(decodeOcspPath(path) ?? NOTHING);
  return {
    status: 200,
    headers: { 'content-type': 'application/ocsp-response', ...caching(reply) },
    body: reply.der,
  };
}

function caching({ der, cacheable }: OcspReply): Record<string, string> {
  if (!cacheable) return { 'cache-control': 'no-store' };
  return {
    'cache-control': `max-age=${MAX_AGE_SECONDS}, public, no-transform, must-revalidate`,
    'last-modified': cacheable.thisUpdate.toUTCString(),
    expires: new Date(cacheable.thisUpdate.getTime() + MAX_AGE_SECONDS * 1000).toUTCString(),
    etag: entityTag(der),
  };
}
