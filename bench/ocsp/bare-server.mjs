/**
 * The reference of `bench ocsp`: node:http, the body read, a Map, the same octets and head as the status service answers.
 * No status, no date, no revocation. Reads the pairs of BARE_ANSWERS (request and answer in base64, a line each pair);
 * prints its port.
 */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import process from 'node:process';

const answers = new Map(
  readFileSync(process.env.BARE_ANSWERS, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' ').map((base64) => Buffer.from(base64, 'base64')))
    .map(([request, answer]) => [request.toString('latin1'), answer]),
);

const server = http.createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const answer = answers.get(Buffer.concat(parts).toString('latin1'));
    if (!answer) return response.writeHead(404).end();
    response.writeHead(200, {
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-type': 'application/ocsp-response',
      'cache-control': 'no-store',
      'content-length': answer.length,
    });
    return response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
