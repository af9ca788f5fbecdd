import { addDuration } from '../time/index.js';
import type { MembershipRole, PlatformRole } from './account.js';

/** A session that nobody uses for this long ends (ASVS 5.0 §7.3.1). */
export const SESSION_IDLE = { minutes: 30 } as const;
/** However busy, a session ends after a working day (ASVS 5.0 §7.3.2). */
export const SESSION_LONGEST = { hours: 12 } as const;
/** Between the password and the second factor. */
export const FACTOR_WAIT = { minutes: 5 } as const;
/** Between the password and the end of an enrolment: an application may have to be installed first. */
export const ENROLMENT_WAIT = { minutes: 30 } as const;
/** How long a proved factor serves acts that ask for a fresh one (step-up). */
export const FACTOR_FRESH = { minutes: 5 } as const;

/**
 * PENDING_FACTOR: the password was right, the factor is awaited. PENDING_ENROLMENT: his role asks for a second factor
 * that he has not enrolled yet. Both open nothing else.
 */
export type SessionState = 'PENDING_FACTOR' | 'PENDING_ENROLMENT' | 'OPEN';
/** PASSWORD_AND_TOTP also when a recovery code stood in for the application; the account's journal says which. */
export type SessionStrength = 'PASSWORD' | 'PASSWORD_AND_TOTP';
/** What proves who somebody is. */
export type Factor = 'PASSWORD' | 'TOTP' | 'RECOVERY_CODE';

/** Until when the factor proved at this instant serves acts that ask for a fresh one. */
export const factorFreshUntil = (factorAt: Date): Date => addDuration(factorAt, FACTOR_FRESH);

/** Whether a factor proved then is still fresh; never for one proved in the future. */
export const factorIsFresh = (factorAt: Date | null, now: Date): boolean =>
  factorAt !== null && factorAt <= now && now <= factorFreshUntil(factorAt);

/**
 * The roles that a session of this strength opens: without a second factor only the holder's. A holder who becomes an MC
 * acts as one once he has enrolled.
 */
export const rolesWithin = <Role extends MembershipRole | PlatformRole>(
  strength: SessionStrength,
  roles: readonly Role[],
): Role[] => roles.filter((role) => strength === 'PASSWORD_AND_TOTP' || role === 'HOLDER');
