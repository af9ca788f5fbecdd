import { createHash } from 'node:crypto';
import type { Issuer } from '../certificate/index.js';
import { nul, objectIdentifier, octetString, sequence, unsignedInteger } from '../der/index.js';
import { keyBits } from '../public-key/index.js';

const SHA_1 = '1.3.14.3.2.26';

/** A request about one certificate and nothing else, as `openssl ocsp -no_nonce` writes it, and how to read its answer. */
export class PlainOcspRequest {
  readonly der: Buffer;
  private readonly certificateId: Uint8Array;

  constructor(issuer: Pick<Issuer, 'name' | 'publicKey'>, serial: string) {
    const sha1 = (octets: Uint8Array) => octetString(createHash('sha1').update(octets).digest());
    this.certificateId = sequence(
      sequence(objectIdentifier(SHA_1), nul()),
      sha1(issuer.name),
      sha1(keyBits(issuer.publicKey)),
      unsignedInteger(Buffer.from(serial, 'hex')),
    );
    this.der = Buffer.from(sequence(sequence(sequence(sequence(this.certificateId)))));
  }

  /** What an answer says of the certificate; an answer without a word about it gives its error. */
  read(answer: Buffer): 'good' | 'revoked' | 'unknown' | `error ${number}` {
    const at = answer.indexOf(this.certificateId);
    if (at < 0) return `error ${answer[4] ?? -1}`;
    const said = { 0x80: 'good', 0xa1: 'revoked', 0x82: 'unknown' } as const;
    return said[(answer[at + this.certificateId.length] ?? 0) as keyof typeof said];
  }
}
