import { emptyDraft } from '@mandataire/domain/mandate';
import { asTenantId, companyFields, type CompanyFields } from '@mandataire/domain/tenant';
import { refuseByRule } from '@mandataire/domain/decision';
import type { Randomness } from '../clock/index.js';
import { authorise, type Requester } from '../permission/index.js';
import { orRefuse, refusedError } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';
import type { CompanyNames } from './company-names.port.js';

/** What sales should look at again; nothing is refused for it. */
export type CompanyWarning = 'SAME_NAME';

/**
 * Sales open a company with its first mandate as an empty draft (R31, I-28, D12).
 * Refuses a false SIREN (V1) and a SIREN that is here already; of a name that is here already it only warns. Permission `company.open`, platform scope.
 */
export class OpenCompany {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
    private readonly names: CompanyNames,
  ) {}

  async execute(
    requester: Requester,
    input: CompanyFields,
  ): Promise<{ companyId: string; mandateId: string; warnings: readonly CompanyWarning[] }> {
    const tenantId = asTenantId(this.randomness.id());
    const mandateId = this.randomness.id();
    const caller = { tenantId, accountId: requester.accountId, correlationId: requester.correlationId };
    const opened = await this.unitOfWork.run(caller, async (tx) => {
      await authorise(tx, requester, 'company.open');
      const fields = orRefuse(companyFields(input));
      if (!(await tx.registers.claimSiren(fields.siren))) {
        throw refusedError(refuseByRule('V1', 'SIREN_ALREADY_OPEN').refusal);
      }
      await tx.companies.insert({ tenantId, id: tenantId, version: 1, ...fields });
      await tx.mandates.insert(emptyDraft(tenantId, mandateId));
      await tx.record({ name: 'company.opened', objectType: 'Company', objectId: tenantId });
      await tx.record({
        name: 'mandate.opened',
        objectType: 'Mandate',
        objectId: mandateId,
        nextState: 'DRAFT',
      });
      return { companyId: tenantId, mandateId, name: fields.name };
    });
    const { name, ...ids } = opened;
    const taken = await this.names.isTakenBeside(name, tenantId);
    return { ...ids, warnings: taken ? ['SAME_NAME'] : [] };
  }
}
