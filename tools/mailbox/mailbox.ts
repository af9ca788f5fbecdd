import type { Message } from './message.js';

const CAPACITY = 2_000;

/** Which mails a reader asks for: one recipient, and received strictly after an instant. */
export interface Filter {
  readonly to?: string | undefined;
  readonly since?: string | undefined;
}

/** The mails received since the start, in memory; the oldest make room. */
export class Mailbox {
  private messages: Message[] = [];

  add(message: Message): void {
    this.messages.push(message);
    if (this.messages.length > CAPACITY) this.messages = this.messages.slice(-CAPACITY);
  }

  /** Newest first. */
  list({ to, since }: Filter = {}): Message[] {
    const recipient = to?.toLowerCase();
    const after = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
    return this.messages
      .filter(
        (message) =>
          recipient === undefined || message.to.some((address) => address.toLowerCase() === recipient),
      )
      .filter((message) => Date.parse(message.receivedAt) > after)
      .toReversed();
  }

  find(id: string): Message | undefined {
    return this.messages.find((message) => message.id === id);
  }

  clear(): void {
    this.messages = [];
  }
}
