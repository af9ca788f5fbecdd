import { spawn } from 'node:child_process';
import http from 'node:http';

export interface Posted {
  readonly status: number;
  readonly body: Buffer;
}

/** One OCSP request by POST. */
export function post(url: string, body: Buffer, agent?: http.Agent): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/ocsp-request', 'content-length': body.length };
    const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }));
      response.once('error', reject);
    });
    request.once('error', reject);
    request.end(body);
  });
}

export interface WrkRound {
  readonly requests: number;
  readonly microseconds: number;
  readonly errors: number;
  readonly p99Microseconds: number;
}

export interface WrkLoad {
  /** Requests in hexadecimal, one a line. */
  readonly requestsFile: string;
  readonly connections: number;
  readonly seconds: number;
  /** Which request comes first: each round goes on where another one stopped. */
  readonly first: number;
}

/** One round of wrk, one thread. @throws what wrk says when it fails. */
export async function wrk(
  url: string,
  { requestsFile, connections, seconds, first }: WrkLoad,
): Promise<WrkRound> {
  const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', 'bench/ocsp/post.lua'];
  const child = spawn('wrk', [...options, url, '--', requestsFile, String(first)]);
  let output = '';
  child.stdout.on('data', (part: Buffer) => (output += String(part)));
  child.stderr.on('data', (part: Buffer) => (output += String(part)));
  await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  const line = output.split('\n').find((each) => each.startsWith('{'));
  if (!line) throw new Error(`wrk: ${output}`);
  return JSON.parse(line) as WrkRound;
}
