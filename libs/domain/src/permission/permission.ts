import type { MembershipRole, PlatformRole } from '../account/index.js';
import type { MandateAct } from '../mandate/index.js';
import { PERMISSIONS, type Act, type Grant, type Permission, type Scope } from './permission.data.js';

/** Who asks, as far as permissions go. `mandateActs` are those of the mandates in force at this instant. */
export interface Standing {
  readonly memberships: readonly MembershipRole[];
  readonly platformRoles: readonly PlatformRole[];
  readonly mandateActs: readonly MandateAct[];
}

export interface Permitted {
  readonly scope: Scope;
  readonly role: MembershipRole | PlatformRole;
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

/** An MC without a mandate in force has no right at all (R29, I-2). */
const holds = (standing: Standing, grant: Grant): boolean => {
  const has =
    (standing.memberships as readonly string[]).includes(grant.role) ||
    (standing.platformRoles as readonly string[]).includes(grant.role);
  if (grant.role !== 'CERTIFICATION_AGENT') return has;
  const covered =
    grant.mandateAct === undefined
      ? standing.mandateActs.length > 0
      : standing.mandateActs.includes(grant.mandateAct);
  return has && covered;
};

/** The widest grant of the act that this standing holds, or undefined: FORBIDDEN. */
export function permit(act: Act, standing: Standing): Permitted | undefined {
  const held = grantsOf(act).filter((grant) => holds(standing, grant));
  const widest = held.find((grant) => grant.scope !== 'OWN') ?? held[0];
  return widest ? { scope: widest.scope, role: widest.role } : undefined;
}

/** Acts to show in the console: it only mirrors what the server decides. */
export const permittedActs = (standing: Standing): Act[] =>
  (Object.keys(PERMISSIONS) as Act[]).filter((act) => openToAll(act) || permit(act, standing) !== undefined);
