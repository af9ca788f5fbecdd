import { addDuration } from '@mandataire/domain/time';
import {
  ACCESS_DURATION,
  accessReason,
  roleToOpen,
  type AccessGrant,
  type AccessObject,
} from '@mandataire/domain/access';
import { partiesOfMandate } from '@mandataire/domain/mandate';
import { partiesOfOrder } from '@mandataire/domain/order';
import type { FileParties } from '@mandataire/domain/second-person';
import type { TenantId } from '@mandataire/domain/tenant';
import type { Clock, Randomness } from '../clock/index.js';
import { forbidden, notFound, orRefuse } from '../refusal/index.js';
import { refuseOwnFile } from '../second-person/index.js';
import type { TenantLocator } from '../tenant/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import type { AccessGrantReader } from './access-grant.port.js';
import { authorise, type Requester } from '../permission/index.js';

export interface OpenAccessInput {
  readonly objectType: AccessObject;
  readonly objectId: string;
  /** Ten characters at least; the company reads it. */
  readonly reason: string;
}

/**
 * Platform staff open one file, or for an audit one company, for eight hours. The grant and its line in the company's
 * journal are one commit; a grant that is still open is given again. Refuses a file that concerns the officer himself
 * (F61). Permission `access.open`, and a role that may open such an object.
 */
export class OpenAccess {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly locator: TenantLocator,
    private readonly grants: AccessGrantReader,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  async execute(requester: Requester, input: OpenAccessInput): Promise<AccessGrant> {
    const reason = orRefuse(accessReason(input.reason));
    const role = roleToOpen(requester.platformRoles, input.objectType);
    if (!role) throw forbidden();
    const open = await this.grants.openOf(requester.accountId, input.objectId, this.clock.now());
    if (open) return open;
    const tenantId = await this.locate(input);
    if (!tenantId) throw notFound();
    const caller = { tenantId, accountId: requester.accountId, correlationId: requester.correlationId };
    return this.unitOfWork.run(caller, async (tx) => {
      await authorise(tx, requester, 'access.open');
      await refuseOwnFile(tx, requester.accountId, await partiesTo(tx, input));
      const grant: AccessGrant = {
        tenantId,
        id: this.randomness.id(),
        version: 1,
        accountId: requester.accountId,
        role,
        objectType: input.objectType,
        objectId: input.objectId,
        holderId:
          input.objectType === 'ORDER' ? ((await tx.orders.find(input.objectId))?.holderId ?? null) : null,
        reason,
        openedAt: tx.now,
        expiresAt: addDuration(tx.now, ACCESS_DURATION),
        endedAt: null,
      };
      await tx.accessGrants.insert(grant);
      await tx.record({
        name: 'access.opened',
        objectType: 'AccessGrant',
        objectId: grant.id,
        reason,
        facts: { role, objectType: grant.objectType, openedObjectId: grant.objectId },
      });
      return grant;
    });
  }

  private locate({ objectType, objectId }: OpenAccessInput): Promise<TenantId | undefined> {
    if (objectType === 'ORDER') return this.locator.ofOrder(objectId);
    return objectType === 'MANDATE' ? this.locator.ofMandate(objectId) : this.locator.ofCompany(objectId);
  }
}

/** F61: whoever belongs to the company, or is a person of the file, opens none of it. */
async function partiesTo(tx: Transaction, { objectType, objectId }: OpenAccessInput): Promise<FileParties> {
  if (objectType === 'MANDATE') {
    const mandate = await tx.mandates.find(objectId);
    return mandate ? partiesOfMandate(mandate) : NOBODY;
  }
  const order = objectType === 'ORDER' ? await tx.orders.find(objectId) : undefined;
  if (!order) return NOBODY;
  const holder = await tx.holders.find(order.holderId);
  return partiesOfOrder(order, holder?.accountId ?? null);
}

const NOBODY: FileParties = { accountIds: [], emails: [] };

/** The person leaves the file before its time. @throws NOT_FOUND unless it is his own open grant. */
export class EndAccess {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly grants: AccessGrantReader,
    private readonly clock: Clock,
  ) {}

  async execute(requester: Requester, objectId: string): Promise<AccessGrant> {
    const open = await this.grants.openOf(requester.accountId, objectId, this.clock.now());
    if (!open) throw notFound();
    const caller = {
      tenantId: open.tenantId,
      accountId: requester.accountId,
      correlationId: requester.correlationId,
    };
    return this.unitOfWork.run(caller, async (tx) => {
      await authorise(tx, requester, 'access.open');
      const ended = await tx.accessGrants.save({ ...open, endedAt: tx.now });
      await tx.record({ name: 'access.ended', objectType: 'AccessGrant', objectId: ended.id });
      return ended;
    });
  }
}

/**
 * The company of a file that this person opened. The same refusal whether the file exists or not.
 * @throws FORBIDDEN ACCESS_GRANT_REQUIRED
 */
export async function grantedCompany(
  grants: AccessGrantReader,
  requester: Requester,
  objectId: string,
  now: Date,
): Promise<TenantId> {
  const grant = await grants.openOf(requester.accountId, objectId, now);
  if (!grant) throw forbidden('ACCESS_GRANT_REQUIRED');
  return grant.tenantId;
}
