/** The local mailbox: an SMTP sink and the page that shows what it received. Settings: HOST, SMTP_PORT, MAILBOX_PORT. */
import { createHttpServer } from './http.js';
import { Mailbox } from './mailbox.js';
import { SmtpSink } from './smtp-sink.js';

const host = process.env.HOST ?? '127.0.0.1';
const mailbox = new Mailbox();
const sink = new SmtpSink(mailbox, Number(process.env.SMTP_PORT ?? 3025), host);
const server = createHttpServer(mailbox, sink);

await sink.open();
server.listen(Number(process.env.MAILBOX_PORT ?? 3003), host);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => process.exit(0));
}
