import type { Mail, Mailer } from '@mandataire/application/mail';
import nodemailer, { type Transporter } from 'nodemailer';

export interface SmtpSettings {
  /** `smtp://` or `smtps://`, with credentials where the server wants them. */
  readonly url: string;
  /** Header `From`. */
  readonly from: string;
}

const CONNECT_MS = 5_000;
const SILENCE_MS = 10_000;

/**
 * Hands messages to an SMTP server: one recipient each, with the caller's Message-ID. Waits at most some seconds, because
 * the queue tries again anyway. Nothing of a message is ever fetched from elsewhere.
 */
export class SmtpMailer implements Mailer {
  private readonly transport: Transporter;

  constructor(private readonly settings: SmtpSettings) {
    this.transport = nodemailer.createTransport({
      url: settings.url,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      dnsTimeout: CONNECT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send(mail: Mail): Promise<void> {
    await this.transport.sendMail({
      from: this.settings.from,
      // The object form: an address with a comma in it can't become two recipients.
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.messageId}>`,
      ...(mail.calendar ? { icalEvent: { ...mail.calendar, filename: 'rendez-vous.ics' } } : {}),
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  }

  close(): void {
    this.transport.close();
  }
}
