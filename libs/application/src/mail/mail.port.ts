/** One recipient per message; the Message-ID is stable, so that a message sent twice is seen to be one. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  /** An entry for the recipient's calendar (RFC 6047), as text/calendar. */
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string };
}

export interface Mailer {
  /** Resolves when the server has accepted the message. @throws when it has not: the caller tries again. */
  send(mail: Mail): Promise<void>;
}

/** Addresses of the console that mails point to. */
export interface ConsoleAddresses {
  /** `path` goes behind `#`, so that a token never reaches a server log and a mail scanner's GET consumes nothing. */
  console(path: string): string;
}
