import type { Mail, Mailer } from './mail.port.js';

/** Keeps what was sent; `failNext` makes the next message refused by the server. */
export class FakeMailer implements Mailer {
  readonly sent: Mail[] = [];
  failNext = false;
  async send(mail: Mail): Promise<void> {
    if (this.failNext) {
      this.failNext = false;
      throw new Error('451 try again later');
    }
    this.sent.push(mail);
  }
}
