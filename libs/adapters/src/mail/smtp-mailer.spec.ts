import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { SmtpMailer } from './index.js';

interface Received {
  readonly to: readonly string[];
  readonly raw: string;
}

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function sink(options: SMTPServerOptions = {}): Promise<{ mailer: SmtpMailer; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        received.push({
          to: session.envelope.rcptTo.map((to) => to.address),
          raw: Buffer.concat(parts).toString('utf8'),
        });
        done();
      });
    },
    ...options,
  });
  const listening = server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  const { port } = listening.address() as AddressInfo;
  const mailer = new SmtpMailer({
    url: `smtp://127.0.0.1:${port}`,
    from: 'Mandataire <no-reply@example.fr>',
  });
  closing.push(
    () => mailer.close(),
    () => new Promise<void>((resolve) => server.close(() => resolve())),
  );
  return { mailer, received };
}

const mail = {
  to: 'claire@example.fr',
  subject: 'Votre accord',
  text: 'Bonjour',
  html: '<p>Bonjour</p>',
  messageId: 'event-1@mandataire',
};

describe('SmtpMailer', () => {
  it('sends one message to one recipient with the given Message-ID, both as text and as HTML', async () => {
    const { mailer, received } = await sink();
    await mailer.send(mail);
    expect(received).toHaveLength(1);
    expect(received[0]?.to).toEqual(['claire@example.fr']);
    expect(received[0]?.raw).toContain('Message-ID: <event-1@mandataire>');
    expect(received[0]?.raw).toContain('multipart/alternative');
  });

  it('throws when the server refuses, so that the queue tries again', async () => {
    const { mailer } = await sink({ onRcptTo: (_address, _session, done) => done(new Error('no such box')) });
    await expect(mailer.send(mail)).rejects.toThrow();
  });

  it('throws when nobody listens', async () => {
    const mailer = new SmtpMailer({ url: 'smtp://127.0.0.1:1', from: 'x@example.fr' });
    await expect(mailer.send(mail)).rejects.toThrow();
  });
});
