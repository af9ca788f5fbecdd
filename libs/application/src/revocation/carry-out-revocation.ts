import { advanceCertificate, type Certificate } from '@mandataire/domain/certificate';
import { advanceRevocation, type RevocationRequest } from '@mandataire/domain/revocation';
import type { CertificateAuthority } from '../certificate/index.js';
import type { Clock } from '../clock/index.js';
import type { OutboxEvent } from '../journal/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound, orRefuse } from '../refusal/index.js';
import type { Caller, Transaction, UnitOfWork } from '../unit-of-work/index.js';

/**
 * Carries an authenticated request to the CA: SENT_TO_CA, revoked at the CA (OCSP says so from here on), CONFIRMED with
 * the certificate REVOKED, then the CRL. Each step asks the state machine again, so a run that died anywhere is finished
 * by the next: one request ends in one revocation (I-17, I-18, F50).
 */
export class CarryOutRevocation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly authority: CertificateAuthority,
    private readonly clock: Clock,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    await this.carryOut(callerOfEvent(event), event.objectId);
  }

  /** Also called by the sweeper for requests that the queue lost. */
  async carryOut(caller: Caller, requestId: string): Promise<void> {
    const sent = await this.unitOfWork.run(caller, (tx) => sendToCa(tx, requestId));
    const { issuerId, serial } = sent.certificate;
    if (sent.request.state === 'SENT_TO_CA') {
      await this.authority.revoke(issuerId, serial, sent.request.sentToCaAt ?? this.clock.now());
      await this.unitOfWork.run(caller, (tx) => confirm(tx, requestId));
    }
    await this.authority.publish(this.clock.now(), issuerId);
  }
}

async function load(
  tx: Transaction,
  requestId: string,
): Promise<{ request: RevocationRequest; certificate: Certificate }> {
  const request = await tx.revocations.find(requestId);
  const certificate = request && (await tx.certificates.find(request.certificateId));
  if (!certificate) throw notFound();
  return { request, certificate };
}

async function sendToCa(tx: Transaction, requestId: string) {
  tx.actAs('SYSTEM');
  const { request, certificate } = await load(tx, requestId);
  if (request.state !== 'AUTHENTICATED') return { request, certificate };
  const sent = orRefuse(advanceRevocation(request, 'sendToCa', 'SYSTEM'));
  const saved = await tx.revocations.save({ ...sent, sentToCaAt: tx.now });
  await tx.record({
    name: 'revocation.sent-to-ca',
    objectType: 'RevocationRequest',
    objectId: request.id,
    previousState: request.state,
    nextState: saved.state,
  });
  return { request: saved, certificate };
}

async function confirm(tx: Transaction, requestId: string): Promise<void> {
  tx.actAs('CERTIFICATION_AUTHORITY');
  const { request, certificate } = await load(tx, requestId);
  if (request.state !== 'SENT_TO_CA') return;
  const confirmed = orRefuse(advanceRevocation(request, 'confirm', 'CERTIFICATION_AUTHORITY'));
  const revoked = orRefuse(advanceCertificate(certificate, 'revoke', 'CERTIFICATION_AUTHORITY'));
  await tx.certificates.save({ ...revoked, revokedAt: request.sentToCaAt ?? tx.now });
  await tx.revocations.save({ ...confirmed, confirmedAt: tx.now });
  await tx.record({
    name: 'certificate.revoked',
    objectType: 'Certificate',
    objectId: certificate.id,
    previousState: certificate.state,
    nextState: revoked.state,
    facts: { serial: certificate.serial },
  });
  await tx.record({
    name: 'revocation.confirmed',
    objectType: 'RevocationRequest',
    objectId: request.id,
    previousState: request.state,
    nextState: confirmed.state,
  });
}
