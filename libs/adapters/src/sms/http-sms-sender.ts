import { readFileSync } from 'node:fs';
import type { Sms, SmsSender } from '@mandataire/application/sms';

const PATIENCE_MS = 8_000;

export interface SmsGatewaySettings {
  readonly url: string;
  /** File of the bearer token, read for each message; left out, none is sent. */
  readonly tokenFile?: string | undefined;
}

/** The gateway did not take the message. */
export class SmsRefusedError extends Error {
  override readonly name = 'SmsRefusedError';
  constructor(status: number) {
    super(`The SMS gateway answered ${status}`);
  }
}

/** An SMS gateway over HTTP: POST `{id, to, text}`; any 2xx is an acceptance, and the same id twice is one message. */
export class HttpSmsSender implements SmsSender {
  constructor(private readonly settings: SmsGatewaySettings) {}

  async send({ id, to, text }: Sms): Promise<void> {
    const { url, tokenFile } = this.settings;
    const token = tokenFile === undefined ? undefined : readFileSync(tokenFile, 'utf8').trim();
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': id,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ id, to, text }),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) throw new SmsRefusedError(response.status);
  }
}
