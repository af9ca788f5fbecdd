import {
  factorIsFresh,
  rolesWithin,
  type MembershipRole,
  type PlatformRole,
  type SessionStrength,
} from '@mandataire/domain/account';
import type { TransitionActor } from '@mandataire/domain/decision';
import { mandateInForce } from '@mandataire/domain/mandate';
import { needsStepUp, permit, type Act, type Permitted, type Standing } from '@mandataire/domain/permission';
import type { TenantId } from '@mandataire/domain/tenant';
import { forbidden } from '../refusal/index.js';
import type { Caller, Transaction } from '../unit-of-work/index.js';

/** Who asks, as the session says; what he is in the company is read again inside each transaction. */
export interface Requester {
  readonly accountId: string;
  /** The session's active company, null for platform staff. */
  readonly tenantId: TenantId | null;
  readonly platformRoles: readonly PlatformRole[];
  readonly strength: SessionStrength;
  /** When he last proved a factor in this session; some acts ask for a fresh one. */
  readonly factorAt: Date | null;
  readonly correlationId: string;
}

export const ACTOR_OF: Readonly<Record<MembershipRole | PlatformRole, TransitionActor>> = {
  CERTIFICATION_AGENT: 'CERTIFICATION_AGENT',
  LEGAL_REPRESENTATIVE: 'LEGAL_REPRESENTATIVE',
  HOLDER: 'HOLDER',
  HR_READER: 'AUTHORISED_PERSON',
  REGISTRATION_OFFICER: 'REGISTRATION_OFFICER',
  SALES: 'SALES',
  AUDITOR: 'AUTHORISED_PERSON',
  ADMINISTRATOR: 'AUTHORISED_PERSON',
  ON_CALL_OFFICER: 'REGISTRATION_OFFICER',
};

export interface Authorised extends Permitted {
  readonly actor: TransitionActor;
}

/** The requester within his own company. @throws FORBIDDEN when the session has none. */
export function inCompany(requester: Requester): Caller {
  if (requester.tenantId === null) throw forbidden('NO_ACTIVE_COMPANY');
  return {
    tenantId: requester.tenantId,
    accountId: requester.accountId,
    correlationId: requester.correlationId,
  };
}

/**
 * Checks the act inside the transaction: memberships are read at its instant, mandates also stay locked, so that a
 * mandate that ends at the same second either lets the act finish before or forbids it (I-2, D12).
 * Acts that need it ask for a factor proved at most five minutes ago. Sets the journal's actor.
 * @throws FORBIDDEN, also STEP_UP_REQUIRED.
 */
export async function authorise(
  tx: Transaction,
  requester: Requester,
  act: Act,
  productCode?: string,
): Promise<Authorised> {
  const permitted = permit(act, await standingIn(tx, requester, productCode));
  if (!permitted) throw forbidden();
  requireFactor(act, requester.factorAt, tx.now);
  const actor = ACTOR_OF[permitted.role];
  tx.actAs(actor);
  return { ...permitted, actor };
}

/**
 * Checks an act on the platform itself, outside every company, against the roles that were read with what it changes.
 * @throws FORBIDDEN, also STEP_UP_REQUIRED.
 */
export function authorisePlatform(
  { strength, factorAt }: Requester,
  held: readonly PlatformRole[],
  act: Act,
  now: Date,
): void {
  const platformRoles = rolesWithin(strength, held);
  if (!permit(act, { memberships: [], platformRoles, mandateActs: [] })) throw forbidden();
  requireFactor(act, factorAt, now);
}

const requireFactor = (act: Act, factorAt: Date | null, now: Date): void => {
  if (needsStepUp(act) && !factorIsFresh(factorAt, now)) throw forbidden('STEP_UP_REQUIRED');
};

async function standingIn(tx: Transaction, requester: Requester, productCode?: string): Promise<Standing> {
  const own = requester.tenantId === tx.caller.tenantId;
  const memberships = own ? await tx.memberships.of(requester.accountId) : [];
  const roles = rolesWithin(
    requester.strength,
    memberships.map((m) => m.role),
  );
  const mandates = roles.includes('CERTIFICATION_AGENT')
    ? await tx.mandates.activeOf(requester.accountId)
    : [];
  const inForce = mandates.filter(
    (m) => mandateInForce(m, tx.now) && (productCode === undefined || m.productCodes.includes(productCode)),
  );
  return {
    memberships: roles,
    platformRoles: rolesWithin(requester.strength, requester.platformRoles),
    mandateActs: [...new Set(inForce.flatMap((m) => m.acts))],
  };
}
