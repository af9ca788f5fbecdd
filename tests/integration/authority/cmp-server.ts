import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pem } from '@mandataire/pki';
import type { OpenSsl } from '@mandataire/pki/testing';

export const REFERENCE = 'mandataire';
export const SECRET = 'the secret shared with the authority';

/** OpenSSL's CMP server, which answers every request with one certificate that was made beforehand. */
export class CmpServer {
  port = 0;
  output = '';
  private child: ChildProcess | undefined;

  constructor(private readonly openssl: OpenSsl) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}/`;
  }

  /** On the same port each time, once it has one. */
  async start(certificate: Uint8Array, options: readonly string[] = []): Promise<void> {
    await this.stop();
    this.output = '';
    const file = this.openssl.file('answer.pem', pem('CERTIFICATE', certificate));
    const secret = this.openssl.file('secret.txt', SECRET);
    const parameters = ['cmp', '-config', '', '-port', String(this.port), '-srv_ref', REFERENCE];
    const answers = ['-srv_secret', `file:${secret}`, '-rsp_cert', file, '-accept_raverified'];
    const child = spawn('openssl', [...parameters, ...answers, ...options]);
    this.child = child;
    const listening = new Promise<number>((resolve, reject) => {
      const read = (part: Buffer): void => {
        this.output += part.toString();
        const port = /ACCEPT .*:(\d+) PID/.exec(this.output)?.[1];
        if (port) resolve(Number(port));
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', () => reject(new Error(`openssl cmp ended: ${this.output}`)));
    });
    this.port = await listening;
  }

  async stop(): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, 'exit');
  }
}

/** What stands between the adapter and its peer, and may change or invent answers. */
export type Meddler = (question: Buffer, pass: () => Promise<Buffer>) => Promise<Buffer | undefined>;

/** An HTTP proxy; a meddler that returns nothing leaves the question without an answer. */
export async function proxyTo(
  target: () => string,
  meddle: Meddler,
): Promise<{ url: string; server: Server }> {
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const question = Buffer.concat(parts);
      void meddle(question, () => post(target(), question)).then((answer) => {
        if (answer) outgoing.writeHead(200, { 'content-type': 'application/pkixcmp' }).end(answer);
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

function post(url: string, body: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/pkixcmp', 'content-length': body.length };
    const sent = request(url, { method: 'POST', agent: false, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve(Buffer.concat(parts)));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
