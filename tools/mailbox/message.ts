import type { AddressObject, ParsedMail } from 'mailparser';

/** A received mail, as the JSON API gives it. */
export interface Message {
  readonly id: string;
  readonly from: string;
  /** The envelope's recipients: what the sender really asked for, blind copies included. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  /** Empty when the mail has no HTML part. */
  readonly html: string;
  readonly messageId: string;
  /** The entry for the recipient's calendar, as text/calendar; empty when there is none. */
  readonly calendar: string;
  readonly receivedAt: string;
  /** Every http(s) address of both parts, once each, in order of appearance. */
  readonly links: readonly string[];
}

const LINK = /https?:\/\/[^\s"'<>()[\]{}]+/g;

/** The addresses that a reader could follow; HTML entities of the query string are undone. */
export function linksOf(text: string, html: string): string[] {
  const found = [...text.matchAll(LINK), ...html.replaceAll('&amp;', '&').matchAll(LINK)];
  return [...new Set(found.map(([link]) => link.replace(/[.,;:!?]+$/, '')))];
}

function senderOf(from: AddressObject | undefined): string {
  return from?.text ?? '';
}

const calendarOf = ({ attachments }: ParsedMail): string =>
  attachments.find(({ contentType }) => contentType === 'text/calendar')?.content.toString('utf8') ?? '';

/** Builds the stored form of a mail. */
export function toMessage(
  id: string,
  mail: ParsedMail,
  recipients: readonly string[],
  receivedAt: Date,
): Message {
  const text = mail.text ?? '';
  const html = mail.html || '';
  return {
    id,
    from: senderOf(mail.from),
    to: recipients,
    subject: mail.subject ?? '',
    text,
    html,
    messageId: mail.messageId ?? '',
    calendar: calendarOf(mail),
    receivedAt: receivedAt.toISOString(),
    links: linksOf(text, html),
  };
}
