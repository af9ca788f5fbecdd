import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { AuthorityRefusedError } from '@mandataire/application/certificate';
import { nul, sequence } from '@mandataire/pki';
import fc from 'fast-check';
import { BODY, readMessage, writeMessage } from './pki-message.js';

const secret = 'a secret of the tests';
const message = {
  recipient: sequence(),
  transactionId: randomBytes(16),
  senderNonce: randomBytes(16),
  recipientNonce: randomBytes(16),
  at: new Date('2026-11-23T10:00:00Z'),
  type: BODY.CONFIRMED,
  content: nul(),
};
const octets = writeMessage(message, { reference: 'mc', secret });

const refusalOf = (der: Uint8Array, under = secret): unknown => {
  try {
    readMessage(der, under);
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('CMP message', () => {
  it('is read as it was written, and only under its secret', () => {
    const { transactionId, senderNonce, recipientNonce, type } = message;
    const read = readMessage(octets, secret);
    expect(read.type).toBe(type);
    expect(
      [read.transactionId, read.senderNonce, read.recipientNonce].map((part) => Buffer.from(part)),
    ).toEqual([transactionId, senderNonce, recipientNonce]);
    expect(refusalOf(octets, 'another secret')).toBeInstanceOf(AuthorityRefusedError);
  });

  it('is protected as a whole: no octet of it can be changed', () => {
    fc.assert(
      fc.property(fc.nat(octets.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Uint8Array.from(octets);
        changed[at] = (changed[at] ?? 0) ^ change;
        expect(refusalOf(changed)).toBeInstanceOf(AuthorityRefusedError);
      }),
      { numRuns: 200 },
    );
  });

  it('is refused, and never makes the reader fail otherwise, when it is octets at random', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (random) => {
        expect(refusalOf(random)).toBeInstanceOf(AuthorityRefusedError);
      }),
      { numRuns: 1000 },
    );
  });
});
