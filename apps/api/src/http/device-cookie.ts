import type { FastifyReply, FastifyRequest } from 'fastify';
import '@fastify/cookie';

/**
 * Recognises a browser from which somebody has signed in: it has tries of its own that no stranger can use up. It opens
 * nothing, and outlives the session on purpose.
 */
const isHttps = (publicUrl: string): boolean => publicUrl.startsWith('https:');
const nameOf = (publicUrl: string): string =>
  isHttps(publicUrl) ? '__Host-mandataire-device' : 'mandataire-device';

const HALF_A_YEAR_SECONDS = 180 * 86_400;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export function deviceToken(request: FastifyRequest, publicUrl: string): string | undefined {
  const token = request.cookies[nameOf(publicUrl)];
  return token !== undefined && TOKEN.test(token) ? token : undefined;
}

export const writeDevice = (reply: FastifyReply, publicUrl: string, token: string): void =>
  void reply.setCookie(nameOf(publicUrl), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: isHttps(publicUrl),
    maxAge: HALF_A_YEAR_SECONDS,
  });
