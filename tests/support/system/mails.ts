import { eventually } from './eventually.js';

/** A mail as the local mailbox gives it. */
export interface ReceivedMail {
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  /** As text/calendar; empty when there is none. */
  readonly calendar: string;
  readonly receivedAt: string;
  readonly links: readonly string[];
}

/** The mails of the running system's mailbox. */
export class Mails {
  constructor(private readonly api: string) {}

  /** Newest first. */
  async list(to: string): Promise<ReceivedMail[]> {
    const response = await fetch(`${this.api}/messages?to=${encodeURIComponent(to)}`);
    return (await response.json()) as ReceivedMail[];
  }

  /** Waits for a mail to this person that satisfies the test, newest first. */
  waitFor(to: string, matches: (mail: ReceivedMail) => boolean = () => true): Promise<ReceivedMail> {
    return eventually(`a mail to ${to}`, async () => (await this.list(to)).find(matches));
  }

  /** How the mail server answers from now on; set it back to `ok` in `afterEach`. */
  async behave(mode: 'ok' | 'down' | 'defer' | 'slow'): Promise<void> {
    const response = await fetch(`${this.api}/behaviour`, { method: 'PUT', body: JSON.stringify({ mode }) });
    if (!response.ok) throw new Error(`The mailbox refused the mode ${mode}.`);
  }
}
