import { createHash, randomBytes } from 'node:crypto';
import type { StampedAt, TimeStamper } from '@mandataire/application/evidence';
import { readTimeStampResponse, verifyTimeStamp, writeTimeStampRequest } from '@mandataire/pki';
import { certificatesOf } from '../evidence/certificates-of.js';

const PATIENCE_MS = 8_000;
const MOST_OCTETS = 64 * 1024;

/** The authority answered, but not with a token for what was asked. */
export class FalseTimeStampError extends Error {
  override readonly name = 'FalseTimeStampError';
  constructor(fault: string) {
    super(`The time-stamping authority answered falsely: ${fault}`);
  }
}

export interface TimeStamperSettings {
  readonly url: string;
  /** PEM file of the authorities that may have certified it. */
  readonly caFile: string;
}

/** Time-stamps over HTTP (RFC 3161 §3.4); no token leaves here unverified: nonce, imprint, signature, certificate. */
export class HttpTimeStamper implements TimeStamper {
  private readonly anchors: readonly Uint8Array[];

  constructor(private readonly settings: TimeStamperSettings) {
    this.anchors = certificatesOf(settings.caFile);
  }

  async stamp(data: Uint8Array): Promise<StampedAt> {
    const nonce = randomBytes(16);
    const imprint = createHash('sha256').update(data).digest();
    const token = readTimeStampResponse(await this.ask(writeTimeStampRequest(imprint, nonce)));
    const stamp = verifyTimeStamp(token, { data, nonce, anchors: this.anchors });
    if (!stamp.ok) throw new FalseTimeStampError(stamp.fault);
    return { token, at: stamp.at };
  }

  private async ask(request: Uint8Array): Promise<Uint8Array> {
    const response = await fetch(this.settings.url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: Buffer.from(request),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) throw new FalseTimeStampError(`HTTP ${response.status}`);
    const body = Buffer.from(await response.arrayBuffer());
    if (body.length > MOST_OCTETS) throw new FalseTimeStampError('too long');
    return body;
  }
}
