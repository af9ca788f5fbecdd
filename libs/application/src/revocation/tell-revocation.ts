import type { Account } from '@mandataire/domain/account';
import type { Certificate } from '@mandataire/domain/certificate';
import { commonName } from '@mandataire/domain/holder';
import { advanceRevocation, type RevocationRequest } from '@mandataire/domain/revocation';
import type { OutboxEvent } from '../journal/index.js';
import { writeLetter, type Letter, type Mailer } from '../mail/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound, orRefuse } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';

const parisTime = new Intl.DateTimeFormat('fr-FR', {
  timeZone: 'Europe/Paris',
  dateStyle: 'long',
  timeStyle: 'medium',
});

/**
 * Requester and holder are told that the certificate is revoked, with the times seen from outside (F32, F56, I-20);
 * without the cause (I-19). Then the request is closed. One recipient per message, Message-ID stable.
 */
export class TellRevocation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly mailer: Mailer,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    const caller = callerOfEvent(event);
    const told = await this.unitOfWork.run(caller, async (tx) => {
      const request = await tx.revocations.find(event.objectId);
      const certificate = request && (await tx.certificates.find(request.certificateId));
      if (!certificate) throw notFound();
      if (request.state !== 'PUBLISHED') return undefined;
      const requester =
        request.requestedBy === null ? undefined : await tx.accounts.find(request.requestedBy);
      return { request, certificate, requester };
    });
    if (!told) return;
    for (const letter of lettersFor(told, event.id)) await this.mailer.send(writeLetter(letter));
    await this.unitOfWork.run(caller, async (tx) => {
      tx.actAs('SYSTEM');
      const request = await tx.revocations.find(event.objectId);
      if (request?.state !== 'PUBLISHED' || !(await tx.handle(event.id, 'tell-revocation'))) return;
      const closed = orRefuse(advanceRevocation(request, 'close', 'SYSTEM'));
      await tx.revocations.save({ ...closed, closedAt: tx.now });
      await tx.record({
        name: 'revocation.closed',
        objectType: 'RevocationRequest',
        objectId: request.id,
        previousState: request.state,
        nextState: closed.state,
      });
    });
  }
}

interface Told {
  readonly request: RevocationRequest;
  readonly certificate: Certificate;
  readonly requester: Account | undefined;
}

function lettersFor({ request, certificate, requester }: Told, eventId: string): Letter[] {
  const data = certificate.certifiedData;
  const facts = [
    `Demande reçue : ${parisTime.format(request.receivedAt)}`,
    ...(request.ocspSeenAt
      ? [`OCSP répond « révoqué » depuis : ${parisTime.format(request.ocspSeenAt)}`]
      : []),
    ...(request.crlSeenAt
      ? [`Liste de révocation (LCR) publiée : ${parisTime.format(request.crlSeenAt)}`]
      : []),
    `Numéro de série : ${certificate.serial.toUpperCase()}`,
  ].join('\n');
  const subject = `Certificat de ${commonName(data)} révoqué`;
  const holder: Letter = {
    to: data.email,
    messageId: `${eventId}.holder@mandataire`,
    subject,
    greeting: `Bonjour ${commonName(data)},`,
    paragraphs: [
      'Votre certificat électronique est révoqué. Il ne peut plus servir, et cette révocation est définitive.',
      facts,
      'Pour en obtenir un nouveau, adressez-vous à votre mandataire de certification.',
    ],
  };
  if (!requester || requester.email === data.email) return [holder];
  return [
    holder,
    {
      to: requester.email,
      messageId: `${eventId}.requester@mandataire`,
      subject,
      greeting: `Bonjour ${requester.displayName},`,
      paragraphs: [
        `La révocation que vous avez demandée pour ${commonName(data)} est effective et publiée.`,
        facts,
      ],
    },
  ];
}
