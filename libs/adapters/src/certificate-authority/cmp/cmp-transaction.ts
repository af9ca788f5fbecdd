import { randomBytes } from 'node:crypto';
import { AuthorityRefusedError, AuthorityUnavailableError } from '@mandataire/application/certificate';
import { DerError, type DerNode } from '@mandataire/pki';
import { FAILURE, readError, type Status } from './bodies.js';
import { exchange } from './cmp-transport.js';
import { BODY, readMessage, writeMessage, type SharedSecret } from './pki-message.js';
import { unbelievable } from './protection.js';

type Readers<T> = Readonly<Record<number, (content: DerNode) => T>>;

export interface Peer extends SharedSecret {
  readonly url: URL;
  readonly timeoutMs: number;
}

/**
 * One conversation with the authority (RFC 9810 §5.1.1): every answer is protected by the secret, belongs to this
 * conversation and repeats the nonce of the question.
 */
export class CmpTransaction {
  private readonly id = randomBytes(16);
  private peerNonce: Uint8Array | undefined;

  constructor(
    private readonly peer: Peer,
    /** Name of the issuing authority, DER. */
    private readonly recipient: Uint8Array,
  ) {}

  /**
   * @param readers of the bodies that may answer, by type.
   * @throws AuthorityRefusedError, AuthorityUnavailableError
   */
  async ask<T>(type: number, content: Uint8Array, readers: Readers<T>): Promise<T> {
    const senderNonce = randomBytes(16);
    const header = { recipient: this.recipient, transactionId: this.id, at: new Date() };
    const nonces = { senderNonce, recipientNonce: this.peerNonce };
    const message = writeMessage({ ...header, ...nonces, type, content }, this.peer);
    const answer = readMessage(await exchange(this.peer.url, message, this.peer.timeoutMs), this.peer.secret);
    if (!this.id.equals(answer.transactionId)) throw unbelievable('belongs to another transaction');
    if (!senderNonce.equals(answer.recipientNonce)) throw unbelievable('answers another question');
    this.peerNonce = answer.senderNonce;
    if (answer.type === BODY.ERROR) throw refusalOf(understood(answer.content, readError));
    const read = readers[answer.type];
    if (!read) throw unbelievable(`has the unexpected type ${answer.type}`);
    return understood(answer.content, read);
  }
}

function understood<T>(content: DerNode, read: (content: DerNode) => T): T {
  try {
    return read(content);
  } catch (error) {
    if (error instanceof DerError) throw unbelievable(`cannot be read (${error.message})`);
    throw error;
  }
}

/** What a negative answer means for the caller: a system that isn't available may be asked again. */
export function refusalOf({
  status,
  text,
  failures,
}: Status): AuthorityRefusedError | AuthorityUnavailableError {
  const reason = `status ${status}, failure ${failures.join(' ') || 'none'}${text ? `: ${text}` : ''}`;
  const again = failures.includes(FAILURE.SYSTEM_UNAVAILABLE) || failures.includes(FAILURE.SYSTEM_FAILURE);
  return again
    ? new AuthorityUnavailableError(reason)
    : new AuthorityRefusedError(`The certification authority refuses (${reason})`);
}
