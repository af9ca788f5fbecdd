import { advanceRevocation, type RevocationRequest } from '@mandataire/domain/revocation';
import type { OutboxEvent } from '../journal/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound, orRefuse } from '../refusal/index.js';
import type { Caller, UnitOfWork } from '../unit-of-work/index.js';
import type { StatusProbe } from './status-probe.port.js';

/** The status service does not show it yet: the queue tries again. */
export class NotYetPublished extends Error {
  override readonly name = 'NotYetPublished';
}

/**
 * Looks from outside until OCSP and CRL both say revoked, and keeps when each was first seen (F50, I-25); then
 * PUBLISHED. Nothing is taken for granted from our own tables.
 */
export class ObserveRevocation {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly probe: StatusProbe,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    await this.observe(callerOfEvent(event), event.objectId);
  }

  /** @throws NotYetPublished while one of the two does not show it. */
  async observe(caller: Caller, requestId: string): Promise<void> {
    const { request, issuerId, serial } = await this.load(caller, requestId);
    if (request.state !== 'CONFIRMED') return;
    const ocsp = request.ocspSeenAt !== null || (await this.probe.ocsp(issuerId, serial)) === 'REVOKED';
    const afterOcsp = await this.note(caller, requestId, { ocsp });
    const crl = afterOcsp.crlSeenAt !== null || (await this.probe.crlLists(issuerId, serial));
    const seen = await this.note(caller, requestId, { crl });
    if (seen.ocspSeenAt === null || seen.crlSeenAt === null) {
      throw new NotYetPublished(
        `revocation ${requestId}: OCSP ${ocsp ? 'seen' : 'not seen'}, CRL ${crl ? 'seen' : 'not seen'}`,
      );
    }
    await this.publish(caller, requestId);
  }

  private load(
    caller: Caller,
    requestId: string,
  ): Promise<{ request: RevocationRequest; issuerId: string; serial: string }> {
    return this.unitOfWork.run(caller, async (tx) => {
      const request = await tx.revocations.find(requestId);
      const certificate = request && (await tx.certificates.find(request.certificateId));
      if (!certificate) throw notFound();
      return { request, issuerId: certificate.issuerId, serial: certificate.serial };
    });
  }

  private note(
    caller: Caller,
    requestId: string,
    seen: { ocsp?: boolean; crl?: boolean },
  ): Promise<RevocationRequest> {
    return this.unitOfWork.run(caller, async (tx) => {
      const request = await tx.revocations.find(requestId);
      if (!request) throw notFound();
      const next = {
        ...request,
        ocspSeenAt: request.ocspSeenAt ?? (seen.ocsp ? tx.now : null),
        crlSeenAt: request.crlSeenAt ?? (seen.crl ? tx.now : null),
      };
      const changed = next.ocspSeenAt !== request.ocspSeenAt || next.crlSeenAt !== request.crlSeenAt;
      return changed ? tx.revocations.save(next) : request;
    });
  }

  private async publish(caller: Caller, requestId: string): Promise<void> {
    await this.unitOfWork.run(caller, async (tx) => {
      tx.actAs('CERTIFICATION_AUTHORITY');
      const request = await tx.revocations.find(requestId);
      if (request?.state !== 'CONFIRMED') return;
      const published = await tx.revocations.save(
        orRefuse(advanceRevocation(request, 'publish', 'CERTIFICATION_AUTHORITY')),
      );
      await tx.record({
        name: 'revocation.published',
        objectType: 'RevocationRequest',
        objectId: request.id,
        previousState: request.state,
        nextState: published.state,
      });
    });
  }
}
