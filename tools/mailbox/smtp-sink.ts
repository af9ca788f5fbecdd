import { randomUUID } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Mailbox } from './mailbox.js';
import { toMessage } from './message.js';

/** How the sink answers: `down` refuses connections, `defer` answers 451 to each recipient, `slow` waits before accepting. */
export const MODES = ['ok', 'down', 'defer', 'slow'] as const;
export type Mode = (typeof MODES)[number];

const SLOW_MS = 5_000;

function refusal(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

/** A local SMTP server that delivers nothing: every mail ends in the mailbox. */
export class SmtpSink {
  private server: SMTPServer | null = null;
  private current: Mode = 'ok';

  constructor(
    private readonly mailbox: Mailbox,
    private readonly port: number,
    private readonly host: string,
  ) {}

  get mode(): Mode {
    return this.current;
  }

  /** Changes the behaviour at once; `down` really closes the port. */
  async behave(mode: Mode): Promise<void> {
    this.current = mode;
    if (mode === 'down') await this.close();
    else await this.open();
  }

  open(): Promise<void> {
    if (this.server) return Promise.resolve();
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      onRcptTo: (_address, _session, done) =>
        this.current === 'defer' ? done(refusal(451, 'Try again later')) : done(),
      onData: (stream, session, done) => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        simpleParser(stream).then(
          (mail) => {
            const accept = () => {
              this.mailbox.add(toMessage(randomUUID(), mail, recipients, new Date()));
              done();
            };
            if (this.current === 'slow') setTimeout(accept, SLOW_MS);
            else accept();
          },
          (error: unknown) => done(refusal(554, String(error))),
        );
      },
    });
    this.server = server;
    // A client that hangs up in the middle is its own affair; the sink goes on.
    server.on('error', (error) => process.stderr.write(`smtp: ${error.message}\n`));
    return new Promise((resolve, reject) => {
      server.server.once('error', reject);
      server.listen(this.port, this.host, () => resolve());
    });
  }

  close(): Promise<void> {
    const { server } = this;
    this.server = null;
    return server ? new Promise((resolve) => server.close(() => resolve())) : Promise.resolve();
  }
}
