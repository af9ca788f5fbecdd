import type { Mailer } from '@mandataire/application/mail';
import type { Sms, SmsSender } from '@mandataire/application/sms';

/** Where a telephone of this number finds its messages in the local mailbox. */
export const smsAddress = (to: string): string => `${to.replace('+', '')}@sms.local`;

/** Without a gateway, outside production: the message stands in the local mailbox beside the mails, marked as an SMS. */
export class MailboxSmsSender implements SmsSender {
  constructor(private readonly mailer: Mailer) {}

  async send({ id, to, text }: Sms): Promise<void> {
    const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
    await this.mailer.send({
      to: smsAddress(to),
      subject: `SMS au ${to} : ${text}`,
      text: `SMS au ${to}\n\n${text}`,
      html: `<p><strong>SMS au ${to}</strong></p><p>${escaped}</p>`,
      messageId: `${id}@sms.mandataire`,
    });
  }
}
