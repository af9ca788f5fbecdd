import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { AuthorityUnavailableError } from '@mandataire/application/certificate';
import { unbelievable } from './protection.js';

const LONGEST_ANSWER = 1 << 20;
const MEDIA_TYPE = 'application/pkixcmp';

/** One CMP message and its answer over HTTP (RFC 9811 §3), each on a connection of its own. */
export function exchange(url: URL, message: Uint8Array, timeoutMs: number): Promise<Uint8Array> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const unavailable = (reason: string) => reject(new AuthorityUnavailableError(reason));
    const options = {
      method: 'POST',
      agent: false,
      headers: { 'content-type': MEDIA_TYPE, 'content-length': message.length },
      signal: AbortSignal.timeout(timeoutMs),
    };
    const request = send(url, options, (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      response.on('data', (part: Buffer) => {
        length += part.length;
        if (length > LONGEST_ANSWER) request.destroy();
        else parts.push(part);
      });
      response.on('error', () => unavailable('its answer broke off'));
      response.on('end', () => {
        if (response.statusCode !== 200) unavailable(`HTTP status ${response.statusCode}`);
        else if (!response.headers['content-type']?.startsWith(MEDIA_TYPE))
          reject(unbelievable('is not CMP'));
        else resolve(Buffer.concat(parts));
      });
    });
    request.on('error', (error: Error & { code?: string }) => unavailable(error.code ?? error.name));
    request.end(message);
  });
}
