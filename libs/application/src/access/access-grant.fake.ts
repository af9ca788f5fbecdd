import type { AccessGrant } from '@mandataire/domain/access';
import type { TenantId } from '@mandataire/domain/tenant';
import type { AccessGrantReader } from './access-grant.port.js';

/** Everyone has opened every file that is there: for the specs of what is done inside one. */
export const grantsOver = (companyOf: (objectId: string) => TenantId | undefined): AccessGrantReader => ({
  async openOf(accountId, objectId, now) {
    const tenantId = companyOf(objectId);
    if (!tenantId) return undefined;
    const grant: AccessGrant = {
      ...{ tenantId, id: `grant-${objectId}`, version: 1, accountId, role: 'REGISTRATION_OFFICER' },
      ...{ objectType: 'ORDER', objectId, holderId: null, reason: 'Instruction de la demande' },
      ...{ openedAt: now, expiresAt: new Date(now.getTime() + 60_000), endedAt: null },
    };
    return grant;
  },
  page: async () => ({ rows: [], hasNextPage: false }),
});
