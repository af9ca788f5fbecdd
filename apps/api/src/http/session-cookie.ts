import type { FastifyReply, FastifyRequest } from 'fastify';
import '@fastify/cookie';

/** Over https the prefix keeps a neighbour's host or path from planting one (RFC 6265bis §4.1.3.2). */
const isHttps = (publicUrl: string): boolean => publicUrl.startsWith('https:');
const nameOf = (publicUrl: string): string => (isHttps(publicUrl) ? '__Host-mandataire' : 'mandataire');

/** Ends with the browser; the store ends it earlier, after 30 idle minutes or 12 hours. */
const attributes = (publicUrl: string) =>
  ({ path: '/', httpOnly: true, sameSite: 'strict', secure: isHttps(publicUrl) }) as const;

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export function sessionToken(request: FastifyRequest, publicUrl: string): string | undefined {
  const token = request.cookies[nameOf(publicUrl)];
  return token !== undefined && TOKEN.test(token) ? token : undefined;
}

export const writeSession = (reply: FastifyReply, publicUrl: string, token: string): void =>
  void reply.setCookie(nameOf(publicUrl), token, attributes(publicUrl));

/**
 * At logout the browser also forgets the pages that it keeps, those behind its back button too. Not its `"storage"`: there
 * a holder's new key waits for its certificate, and nobody has it twice (I-11). Not `"cookies"`: they would go for every
 * host of the installation's domain.
 */
export const clearSession = (reply: FastifyReply, publicUrl: string): void =>
  void reply.clearCookie(nameOf(publicUrl), attributes(publicUrl)).header('clear-site-data', '"cache"');
