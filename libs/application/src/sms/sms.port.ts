/** One text message; the id is stable, so that a message sent twice is seen to be one. */
export interface Sms {
  readonly id: string;
  /** E.164. */
  readonly to: string;
  readonly text: string;
}

export interface SmsSender {
  /** Resolves when the gateway has accepted the message. @throws when it has not: the caller tries again. */
  send(sms: Sms): Promise<void>;
}
