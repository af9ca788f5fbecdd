import http from 'node:http';
import { createHash } from 'node:crypto';
import {
  keyBits,
  nul,
  objectIdentifier,
  octetString,
  sequence,
  unsignedInteger,
  type Issuer,
} from '@mandataire/pki';

const SHA1 = '1.3.14.3.2.26';
const REVOKED = 0xa1;

/** Asks the status service as many clients do: SHA-1, no nonce, kept connections. */
export class StatusClient {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 16 });
  private readonly algorithm = sequence(objectIdentifier(SHA1), nul());
  private readonly names: readonly Uint8Array[];

  constructor(
    private readonly url: string,
    issuer: Issuer,
  ) {
    const sha1 = (octets: Uint8Array) => octetString(createHash('sha1').update(octets).digest());
    this.names = [sha1(issuer.name), sha1(keyBits(issuer.publicKey))];
  }

  /** Whether OCSP answers revoked (RFC 6960 §4.2.1: the status follows the serial). */
  async isRevoked(serial: string): Promise<boolean> {
    const octets = Buffer.from(serial, 'hex');
    const certificate = sequence(this.algorithm, ...this.names, unsignedInteger(octets));
    const answer = await this.exchange(
      '/ocsp',
      Buffer.from(sequence(sequence(sequence(sequence(certificate))))),
    );
    const at = answer.indexOf(octets);
    if (at < 0) throw new Error(`no answer about ${serial}`);
    return answer[at + octets.length] === REVOKED;
  }

  /** The published list, DER. */
  list(slug: string): Promise<Buffer> {
    return this.exchange(`/crl/${slug}.crl`);
  }

  close(): void {
    this.agent.destroy();
  }

  private exchange(path: string, body?: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const headers = body
        ? { 'content-type': 'application/ocsp-request', 'content-length': body.length }
        : {};
      const request = http.request(
        `${this.url}${path}`,
        { method: body ? 'POST' : 'GET', agent: this.agent, headers },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.once('error', reject);
          response.once('end', () =>
            response.statusCode === 200
              ? resolve(Buffer.concat(parts))
              : reject(new Error(`${path}: ${response.statusCode}`)),
          );
        },
      );
      request.once('error', reject);
      request.end(body);
    });
  }
}
