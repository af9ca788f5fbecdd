import { transition } from '@mandataire/domain/decision';
import { mandateMachine, type Mandate } from '@mandataire/domain/mandate';
import { asTenantId } from '@mandataire/domain/tenant';
import { authorise, type Requester } from '../permission/index.js';
import { notFound, orRefuse } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';

/**
 * Sales take back a file that waits for signatures, signed by the representative or not (a mistyped address of the MC), or a
 * prospect that comes to nothing:
 * its links are dead, and the representative can be invited to a new one (D12). Permission `mandate.invite`.
 */
export class CancelMandate {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(
    requester: Requester,
    input: { readonly companyId: string; readonly reason: string | null },
  ): Promise<Mandate> {
    const { accountId, correlationId } = requester;
    const caller = { tenantId: asTenantId(input.companyId), accountId, correlationId };
    return this.unitOfWork.run(caller, async (tx) => {
      await authorise(tx, requester, 'mandate.invite');
      const mandate = (await tx.mandates.all())[0];
      if (!mandate) throw notFound();
      const state = orRefuse(transition(mandateMachine, mandate.state, 'cancel', 'SALES'));
      for (const purpose of ['REPRESENTATIVE', 'AGENT'] as const) {
        const link = await tx.links.latest(purpose, mandate.id);
        if (link && link.usedAt === null && link.replacedAt === null) {
          await tx.links.save({ ...link, replacedAt: tx.now });
        }
      }
      const saved = await tx.mandates.save({ ...mandate, state, endedAt: tx.now });
      await tx.record({
        name: 'mandate.cancelled',
        objectType: 'Mandate',
        objectId: mandate.id,
        previousState: mandate.state,
        nextState: state,
        reason: input.reason,
      });
      return saved;
    });
  }
}
