import type { Randomness } from '../clock/index.js';
import type { OutboxEvent } from '../journal/index.js';
import { callerOfEvent } from '../queue/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';
import { submitRevocation } from './submit-revocation.js';

/** A refused certificate is revoked (F17, machine Certificate): the system makes the request, once per event. */
export class RevokeRefusedCertificate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    await this.unitOfWork.run(callerOfEvent(event), async (tx) => {
      tx.actAs('SYSTEM');
      if (!(await tx.handle(event.id, 'revoke-refused-certificate'))) return;
      const certificate = await tx.certificates.find(event.objectId);
      if (certificate?.state !== 'REFUSED' || (await tx.revocations.openFor(certificate.id))) return;
      await submitRevocation(tx, {
        id: this.randomness.id(),
        certificate,
        reason: 'CERTIFICATE_REFUSED',
        comment: null,
        requester: 'SYSTEM',
      });
    });
  }
}
