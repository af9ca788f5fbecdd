import { advanceCertificate, type Certificate } from '@mandataire/domain/certificate';
import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import { advanceOrder } from '@mandataire/domain/order';
import type { Hasher, Randomness } from '../clock/index.js';
import { callerOfLink, openLink } from '../link/index.js';
import { notFound, orRefuse, refusedError } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

export interface AnswerCertificateInput {
  readonly token: string;
  readonly answer: 'accept' | 'refuse';
  /** R40: the holder keeps a backup in a safe place; required to accept. */
  readonly backupAcknowledged: boolean;
  readonly comment: string | null;
}

/**
 * Acceptance (F17): the holder has read the certificate's data and accepts, or refuses. A refusal starts the
 * revocation by its event. The order is completed either way. A second answer is refused.
 */
export class AnswerCertificate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
    private readonly randomness: Randomness,
  ) {}

  async execute(input: AnswerCertificateInput, correlationId: string): Promise<Certificate> {
    const { caller, tokenHash } = callerOfLink(input.token, this.hasher, correlationId);
    return this.unitOfWork.run(caller, async (tx) => {
      const link = await openLink(tx, tokenHash, 'RETRIEVAL');
      if (input.answer === 'accept' && !input.backupAcknowledged) {
        throw refusedError(refuseInput({ backupAcknowledged: 'MUST_ACCEPT' }).refusal);
      }
      const certificate = await tx.certificates.ofOrder(link.objectId);
      if (!certificate) throw refusedError(refuseByRule('F17', 'CERTIFICATE_NOT_MADE').refusal);
      const answered = orRefuse(advanceCertificate(certificate, input.answer, 'HOLDER'));
      const saved = await tx.certificates.save({
        ...answered,
        acceptedAt: input.answer === 'accept' ? tx.now : null,
      });
      await this.keepEvidence(tx, saved, input);
      await this.closeOrder(tx, link.objectId);
      await tx.record({
        name: input.answer === 'accept' ? 'certificate.accepted' : 'certificate.refused',
        objectType: 'Certificate',
        objectId: saved.id,
        previousState: certificate.state,
        nextState: saved.state,
        reason: input.comment,
      });
      return saved;
    });
  }

  private async keepEvidence(
    tx: Transaction,
    certificate: Certificate,
    input: AnswerCertificateInput,
  ): Promise<void> {
    await tx.orderActs.insert({
      tenantId: certificate.tenantId,
      id: this.randomness.id(),
      orderId: certificate.orderId,
      kind: input.answer === 'accept' ? 'ACCEPTANCE' : 'REFUSAL',
      accountId: null,
      strength: 'MAILED_LINK',
      contentHash: this.hasher.sha256(certificate.der ?? new Uint8Array()),
      termsVersion: null,
      at: tx.now,
    });
  }

  private async closeOrder(tx: Transaction, orderId: string): Promise<void> {
    const order = await tx.orders.find(orderId);
    if (!order) throw notFound();
    const closed = await tx.orders.save(orRefuse(advanceOrder(order, 'close', 'HOLDER')));
    await tx.record({
      name: 'order.completed',
      objectType: 'Order',
      objectId: orderId,
      previousState: order.state,
      nextState: closed.state,
    });
  }
}
