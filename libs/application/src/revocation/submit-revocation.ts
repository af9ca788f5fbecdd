import type { Certificate } from '@mandataire/domain/certificate';
import type { TransitionActor } from '@mandataire/domain/decision';
import {
  advanceRevocation,
  checkRevocable,
  REVOCATION_BOUND,
  type RevocationReason,
  type RevocationRequest,
} from '@mandataire/domain/revocation';
import { addDuration } from '@mandataire/domain/time';
import { orRefuse } from '../refusal/index.js';
import type { Transaction } from '../unit-of-work/index.js';

export interface Submission {
  readonly id: string;
  readonly certificate: Certificate;
  readonly reason: RevocationReason;
  readonly comment: string | null;
  readonly requester: TransitionActor;
}

/**
 * The one way a revocation request comes to be: submitted, and authenticated at once because the requester is known by
 * his session, his link, or is the system (F54). `receivedAt` is now and never moves (I-17). Refuses while one is open
 * and on a certificate that is past revocation (I-18).
 */
export async function submitRevocation(tx: Transaction, submission: Submission): Promise<RevocationRequest> {
  const { certificate, requester } = submission;
  orRefuse(checkRevocable(certificate, (await tx.revocations.openFor(certificate.id))?.id, tx.now));
  const draft: RevocationRequest = {
    tenantId: certificate.tenantId,
    id: submission.id,
    version: 1,
    certificateId: certificate.id,
    state: 'DRAFT',
    reason: submission.reason,
    comment: submission.comment,
    requestedBy: tx.caller.accountId,
    requesterRole: requester,
    receivedAt: tx.now,
    dueAt: addDuration(tx.now, REVOCATION_BOUND),
    authenticatedAt: tx.now,
    sentToCaAt: null,
    confirmedAt: null,
    ocspSeenAt: null,
    crlSeenAt: null,
    closedAt: null,
  };
  const submitted = orRefuse(advanceRevocation(draft, 'submit', requester));
  const request = orRefuse(advanceRevocation(submitted, 'authenticate', 'SYSTEM'));
  await tx.revocations.insert(request);
  await tx.record({
    name: 'revocation.requested',
    objectType: 'RevocationRequest',
    objectId: request.id,
    nextState: request.state,
    facts: { certificateId: certificate.id, serial: certificate.serial },
  });
  return request;
}
