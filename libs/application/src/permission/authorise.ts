import {
  factorIsFresh,
  rolesWithin,
  type MembershipRole,
  type PlatformRole,
  type SessionStrength,
} from '@mandataire/domain/account';
import type { TransitionActor } from '@mandataire/domain/decision';
import { inForceOf } from '@mandataire/domain/mandate';
import {
  needsStepUp,
  permit,
  permits,
  type Act,
  type Permitted,
  type Standing,
} from '@mandataire/domain/permission';
import type { TenantId } from '@mandataire/domain/tenant';
import { forbidden, notFound } from '../refusal/index.js';
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
 * Checks the act inside the transaction: memberships are read at its instant, the mandate also stays locked, so that one
 * that ends at the same second either lets the act finish before or forbids it (I-2, D12). From here on an MC finds
 * nobody beyond the establishments of his mandate. Acts that need it ask for a factor proved at most five minutes ago.
 * Sets the journal's actor.
 * @throws FORBIDDEN, also STEP_UP_REQUIRED.
 */
export async function authorise(
  tx: Transaction,
  requester: Requester,
  act: Act,
  productCode?: string,
): Promise<Authorised> {
  const permitted = permit(act, await standingIn(tx, requester), productCode);
  if (!permitted) throw forbidden();
  requireFactor(act, requester.factorAt, tx.now);
  await tx.restrictTo(permitted.establishments);
  return asRole(tx, permitted);
}

/**
 * The same for an act on one object that has a product: the widest of the person's rights that both reaches the object and
 * covers its product. Beyond every reach is as if it were not there.
 * @throws FORBIDDEN, also STEP_UP_REQUIRED; NOT_FOUND.
 */
export async function authoriseOn<T extends { readonly productCode: string }>(
  tx: Transaction,
  requester: Requester,
  act: Act,
  load: () => Promise<T | undefined>,
): Promise<Authorised & { readonly object: T }> {
  const standing = await standingIn(tx, requester);
  if (!permit(act, standing)) throw forbidden();
  requireFactor(act, requester.factorAt, tx.now);
  let found = false;
  for (const permitted of permits(act, standing)) {
    await tx.restrictTo(permitted.establishments);
    const object = await load();
    found ||= object !== undefined;
    const covers = ({ role }: Permitted) => role === permitted.role;
    if (object && permits(act, standing, object.productCode).some(covers)) {
      return { ...asRole(tx, permitted), object };
    }
  }
  throw found ? forbidden() : notFound();
}

function asRole(tx: Transaction, permitted: Permitted): Authorised {
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
  if (!permit(act, { memberships: [], platformRoles, mandate: null })) throw forbidden();
  requireFactor(act, factorAt, now);
}

const requireFactor = (act: Act, factorAt: Date | null, now: Date): void => {
  if (needsStepUp(act) && !factorIsFresh(factorAt, now)) throw forbidden('STEP_UP_REQUIRED');
};

async function standingIn(tx: Transaction, requester: Requester): Promise<Standing> {
  const own = requester.tenantId === tx.caller.tenantId;
  const memberships = own ? await tx.memberships.of(requester.accountId) : [];
  const roles = rolesWithin(
    requester.strength,
    memberships.map((m) => m.role),
  );
  const mandates = roles.includes('CERTIFICATION_AGENT')
    ? await tx.mandates.activeOf(requester.accountId)
    : [];
  return {
    memberships: roles,
    platformRoles: rolesWithin(requester.strength, requester.platformRoles),
    mandate: inForceOf(mandates, tx.now) ?? null,
  };
}
