import { asTenantId, type Company } from '@mandataire/domain/tenant';
import type { Act } from '@mandataire/domain/permission';
import { authorise, type Requester } from '../permission/index.js';
import { notFound } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

/**
 * Runs inside the company that sales name, or one's own: whoever has no right there is refused alike whether it exists
 * or not. @throws FORBIDDEN, NOT_FOUND.
 */
export const inClientCompany = <T>(
  unitOfWork: UnitOfWork,
  requester: Requester,
  { act, companyId }: { readonly act: Act; readonly companyId: string },
  work: (tx: Transaction, company: Company) => Promise<T>,
): Promise<T> => {
  const { accountId, correlationId } = requester;
  return unitOfWork.run({ tenantId: asTenantId(companyId), accountId, correlationId }, async (tx) => {
    await authorise(tx, requester, act);
    const company = await tx.companies.find(companyId);
    if (!company) throw notFound();
    return work(tx, company);
  });
};
