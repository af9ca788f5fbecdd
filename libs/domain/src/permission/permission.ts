import type { MembershipRole, PlatformRole } from '../account/index.js';
import { mandateCovers, type MandateScope } from '../mandate/index.js';
import type { Siret } from '../tenant/index.js';
import { PERMISSIONS, type Act, type Grant, type Permission, type Scope } from './permission.data.js';

/** Who asks, as far as permissions go. */
export interface Standing {
  readonly memberships: readonly MembershipRole[];
  readonly platformRoles: readonly PlatformRole[];
  /** His mandate in force at this instant, as an MC: one person has no two at once (D12). */
  readonly mandate: MandateScope | null;
}

export interface Permitted {
  readonly scope: Scope;
  readonly role: MembershipRole | PlatformRole;
  /** Where in the company: none, everywhere. What else there is, he neither sees nor touches (D12). */
  readonly establishments: readonly Siret[];
}

const permissionOf = (act: Act): Permission => PERMISSIONS[act];

/** Open to whoever is signed in. */
export const openToAll = (act: Act): boolean => permissionOf(act).grants === 'AUTHENTICATED';

/** Whether the act asks for a freshly proved factor. */
export const needsStepUp = (act: Act): boolean => permissionOf(act).stepUp === true;

const grantsOf = (act: Act): readonly Grant[] => {
  const { grants } = permissionOf(act);
  return grants === 'AUTHENTICATED' ? [] : grants;
};

/** An MC without a mandate in force has no right at all (R29, I-2); with one, what it covers (D12). */
const holds = (
  { memberships, platformRoles, mandate }: Standing,
  grant: Grant,
  product?: string,
): boolean => {
  const roles: readonly string[] = [...memberships, ...platformRoles];
  if (!roles.includes(grant.role)) return false;
  if (grant.role !== 'CERTIFICATION_AGENT') return true;
  return mandate !== null && mandateCovers(mandate, grant.mandateAct, { productCode: product });
};

const width = ({ scope, establishments }: Permitted): number => {
  if (scope === 'OWN') return 0;
  return establishments.length > 0 ? 1 : 2;
};

/**
 * Every grant of the act that this standing holds for this product, the widest first: the company before some of its
 * establishments, those before what is one's own.
 */
export const permits = (act: Act, standing: Standing, product?: string): Permitted[] =>
  grantsOf(act)
    .filter((grant) => holds(standing, grant, product))
    .map(({ scope, role }) => ({
      scope,
      role,
      establishments: role === 'CERTIFICATION_AGENT' ? (standing.mandate?.establishments ?? []) : [],
    }))
    .sort((one, other) => width(other) - width(one));

/** The widest grant of the act that this standing holds, or undefined: FORBIDDEN. */
export const permit = (act: Act, standing: Standing, product?: string): Permitted | undefined =>
  permits(act, standing, product)[0];

/** Acts to show in the console: it only mirrors what the server decides. */
export const permittedActs = (standing: Standing): Act[] =>
  (Object.keys(PERMISSIONS) as Act[]).filter((act) => openToAll(act) || permit(act, standing) !== undefined);
