import { refuseInput } from '@mandataire/domain/decision';
import { followUpFields, type FollowUpFields } from '@mandataire/domain/onboarding';
import type { Requester } from '../permission/index.js';
import { conflict, orRefuse, refusedError } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';
import { inClientCompany } from './in-client-company.js';

export interface FollowCompanyInput extends FollowUpFields {
  readonly companyId: string;
  /** Of the follow-up that was seen; null: there was none. */
  readonly version: number | null;
}

/**
 * Sales say who of them looks after a company, what is next and when (R31). Permission `company.record`. Refuses an owner
 * who is not of sales, and a change over somebody else's (CONFLICT).
 */
export class FollowCompany {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  execute(requester: Requester, { companyId, version, ...typed }: FollowCompanyInput): Promise<void> {
    const at = { act: 'company.record', companyId } as const;
    return inClientCompany(this.unitOfWork, requester, at, async (tx, { tenantId, id }) => {
      const fields = orRefuse(followUpFields(typed));
      const sales = fields.ownerId === null ? [] : await tx.accounts.staffWith('SALES');
      if (fields.ownerId !== null && !sales.some((account) => account.id === fields.ownerId)) {
        throw refusedError(refuseInput({ ownerId: 'NOT_OF_SALES' }).refusal);
      }
      const { followUps } = tx.onboarding;
      const known = await followUps.find(id);
      if ((known?.version ?? null) !== version) throw conflict();
      if (known) await followUps.save({ tenantId, id, ...fields, version: known.version });
      else await followUps.insert({ tenantId, id, ...fields, version: 1 });
      await tx.record({
        name: 'company.followed',
        objectType: 'Company',
        objectId: id,
        facts: { ownerId: fields.ownerId, nextActionOn: fields.nextActionOn },
      });
    });
  }
}
