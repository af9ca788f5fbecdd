import { endVerification, isOutdated } from '@mandataire/domain/identity-verification';
import { durationMs, type Duration } from '@mandataire/domain/time';
import type { Catalogue } from '../catalogue/index.js';
import { orRefuse } from '../refusal/index.js';
import type { Caller, UnitOfWork } from '../unit-of-work/index.js';

/**
 * The clock: a verification whose document has expired, or that is too old for every product, becomes STALE, but only while
 * no approved file rests on it (D5). The sweeper finds them; the rule asks again.
 */
export class ExpireVerification {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly catalogue: Catalogue,
  ) {}

  async execute(caller: Caller, verificationId: string): Promise<void> {
    const ages = (await this.catalogue.current()).map(({ verificationMaxAge }) => verificationMaxAge);
    const longest = ages.reduce<Duration>(
      (most, age) => (durationMs(age) > durationMs(most) ? age : most),
      {},
    );
    await this.unitOfWork.run(caller, async (tx) => {
      tx.actAs('SYSTEM');
      const verification = await tx.verifications.find(verificationId);
      if (!verification || !isOutdated(verification, longest, tx.now)) return;
      const stale = await tx.verifications.save(orRefuse(endVerification(verification, 'expire', 'SYSTEM')));
      await tx.record({
        name: 'identity.stale',
        objectType: 'IdentityVerification',
        objectId: stale.id,
        previousState: verification.state,
        nextState: stale.state,
        facts: { holderId: stale.holderId },
      });
    });
  }
}
