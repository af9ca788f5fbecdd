import { openedBySales, type Mandate } from '@mandataire/domain/mandate';
import { asTenantId } from '@mandataire/domain/tenant';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { conflict, notFound } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';
import { closeFile } from './close-file.js';

/**
 * Sales take back a file that waits for signatures, signed by the representative or not (a mistyped address of the MC), or a
 * prospect that comes to nothing: its links are dead, and the representative can be invited to a new one (D12). Only what
 * sales opened. Permission `mandate.invite`.
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
      const [mandate] = openedBySales(await tx.mandates.all());
      if (!mandate) throw notFound();
      return closeFile(tx, mandate, { actor: 'SALES', reason: input.reason });
    });
  }
}

/** The representative takes back a mandate that waits for signatures: its links are dead (D12). Permission `mandate.open`. */
export class WithdrawMandate {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws CONFLICT when it changed since it was shown. */
  async execute(
    requester: Requester,
    input: { readonly mandateId: string; readonly version: number; readonly reason: string | null },
  ): Promise<Mandate> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      const { actor } = await authorise(tx, requester, 'mandate.open');
      const mandate = await tx.mandates.find(input.mandateId);
      if (!mandate) throw notFound();
      if (mandate.version !== input.version) throw conflict();
      return closeFile(tx, mandate, { actor, reason: input.reason });
    });
  }
}
