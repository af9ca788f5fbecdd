import type { Sms, SmsSender } from './sms.port.js';

/** Keeps what was sent. */
export class FakeSmsSender implements SmsSender {
  readonly sent: Sms[] = [];
  async send(sms: Sms): Promise<void> {
    this.sent.push(sms);
  }
}
