import { advanceCertificate } from '@mandataire/domain/certificate';
import { orRefuse } from '../refusal/index.js';
import type { Caller, UnitOfWork } from '../unit-of-work/index.js';

/**
 * The sweeper's call: past notAfter the row says EXPIRED too; what is shown never waited for it (I-25). A revocation asked
 * in time and still under way is left to end first: the authority may have carried it out already, and REVOKED wins (I-18).
 */
export class ExpireCertificate {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(caller: Caller, certificateId: string): Promise<void> {
    await this.unitOfWork.run(caller, async (tx) => {
      tx.actAs('SYSTEM');
      const certificate = await tx.certificates.find(certificateId);
      const live = certificate?.state === 'ACTIVE' || certificate?.state === 'ISSUED';
      if (!certificate || !live || certificate.notAfter > tx.now) return;
      if (await tx.revocations.openFor(certificateId)) return;
      const expired = await tx.certificates.save(
        orRefuse(advanceCertificate(certificate, 'expire', 'SYSTEM')),
      );
      await tx.record({
        name: 'certificate.expired',
        objectType: 'Certificate',
        objectId: certificate.id,
        previousState: certificate.state,
        nextState: expired.state,
      });
    });
  }
}
