import type { AccountId } from '../account/index.js';
import type { TenantId } from '../tenant/index.js';
import { addDuration } from '../time/index.js';
import { REVOCATION_BOUND } from './revocation.js';

/**
 * One certificate that has to be revoked, by whom and until when: of a person who leaves (I-30), or issued on a
 * verification that the registration office found wrong. Open for as long as its certificate is live: nobody can tick it off.
 */
export interface RevocationTask {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly certificateId: string;
  readonly cause: RevocationTaskCause;
  /** The departure or the verification that it comes from; one task per certificate and cause. */
  readonly originId: string;
  readonly ownerAccountId: AccountId;
  readonly createdAt: Date;
  readonly dueAt: Date;
}

export type RevocationTaskCause = 'DEPARTURE' | 'VERIFICATION_INVALIDATED';

/** The law's day counts from the fact (F50, F53). */
export const taskDueAt = (since: Date): Date => addDuration(since, REVOCATION_BOUND);
