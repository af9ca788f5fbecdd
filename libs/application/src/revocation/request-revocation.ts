import { refuseInput } from '@mandataire/domain/decision';
import { CHOOSABLE_REASONS, type RevocationReason } from '@mandataire/domain/revocation';
import type { Randomness } from '../clock/index.js';
import { authoriseOn, inCompany, type Requester } from '../permission/index.js';
import { notFound, refusedError } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';
import { submitRevocation } from './submit-revocation.js';

export interface RequestRevocationInput {
  /** Two clicks at once, one effect: the same key gives the same request. */
  readonly idempotencyKey: string;
  readonly certificateId: string;
  readonly reason: RevocationReason;
  /** For the company and the officers only; never published, never mailed (F31, I-19). At most 500 characters. */
  readonly comment: string | null;
}

/**
 * Holder, MC or representative asks for a revocation (F24, I-16). Answers as soon as the row is committed: queue, worker
 * and CA are not waited for; the worker carries it out when they are there. Permission `revocation.request`; the holder
 * for his own certificates.
 */
export class RequestRevocation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  async execute(requester: Requester, input: RequestRevocationInput): Promise<{ revocationId: string }> {
    const id = this.randomness.id();
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      const { object: certificate, ...granted } = await authoriseOn(tx, requester, 'revocation.request', () =>
        tx.certificates.find(input.certificateId),
      );
      if (granted.scope === 'OWN') {
        const holder = await tx.holders.find(certificate.holderId);
        if (holder?.accountId !== requester.accountId) throw notFound();
      }
      checkInput(input);
      const before = await tx.once('revocation.request', input, id);
      if (before !== undefined) return { revocationId: before };
      await submitRevocation(tx, {
        id,
        certificate,
        reason: input.reason,
        comment: input.comment,
        requester: granted.actor,
      });
      return { revocationId: id };
    });
  }
}

function checkInput(input: RequestRevocationInput): void {
  if (!CHOOSABLE_REASONS.includes(input.reason))
    throw refusedError(refuseInput({ reason: 'NOT_CHOOSABLE' }).refusal);
  if ((input.comment ?? '').length > 500) throw refusedError(refuseInput({ comment: 'TOO_LONG' }).refusal);
}
