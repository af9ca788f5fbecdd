import type { MembershipRole, PlatformRole } from '../account/index.js';
import type { MandateAct } from '../mandate/index.js';

/**
 * Where an act reaches. COMPANY: the session's company. OWN: only what concerns the person himself. PLATFORM: over
 * companies, through a journaled entry. LINK: whoever opened a one-time link. PUBLIC: nobody needs to be known.
 */
export type Scope = 'COMPANY' | 'OWN' | 'PLATFORM';

export interface Grant {
  readonly role: MembershipRole | PlatformRole;
  readonly scope: Scope;
  /** An MC acts only through his mandate in force that gives this act (R29, I-2). */
  readonly mandateAct?: MandateAct;
}

const agent = (mandateAct?: MandateAct): Grant => ({
  role: 'CERTIFICATION_AGENT',
  scope: 'COMPANY',
  ...(mandateAct ? { mandateAct } : {}),
});
const representative: Grant = { role: 'LEGAL_REPRESENTATIVE', scope: 'COMPANY' };
const hrReader: Grant = { role: 'HR_READER', scope: 'COMPANY' };
const holder: Grant = { role: 'HOLDER', scope: 'OWN' };
const officer: Grant = { role: 'REGISTRATION_OFFICER', scope: 'PLATFORM' };
const sales: Grant = { role: 'SALES', scope: 'PLATFORM' };
const auditor: Grant = { role: 'AUDITOR', scope: 'PLATFORM' };
const onCall: Grant = { role: 'ON_CALL_OFFICER', scope: 'PLATFORM' };
const administrator: Grant = { role: 'ADMINISTRATOR', scope: 'PLATFORM' };

/** What one act asks for. */
export interface Permission {
  /** Who holds it; AUTHENTICATED: whoever is signed in. */
  readonly grants: readonly Grant[] | 'AUTHENTICATED';
  /** The act also asks for a factor that was proved at most five minutes ago (ASVS 5.0 level 3). */
  readonly stepUp?: true;
}

/** Role × act × scope: the one table from which server and console decide who may do what. */
export const PERMISSIONS = {
  'viewer.read': { grants: 'AUTHENTICATED' },
  'fleet.read': { grants: [agent(), representative, hrReader] },
  'holder.read': { grants: [agent(), representative, hrReader, holder] },
  'certificate.read': { grants: [agent(), representative, hrReader, holder, officer, onCall] },
  'order.read': { grants: [agent(), representative, holder, officer, onCall] },
  'order.place': { grants: [agent('ORDER'), representative] },
  'order.co-sign': { grants: [agent('ORDER'), representative] },
  'order.cancel': { grants: [agent('ORDER'), representative] },
  'order.resend-link': { grants: [agent('ORDER'), representative, officer] },
  'order.review': { grants: [officer], stepUp: true },
  'revocation.request': { grants: [agent('REVOKE'), representative, holder], stepUp: true },
  'revocation.read': { grants: [agent(), representative, holder] },
  'journal.read': { grants: [agent(), representative, auditor] },
  'mandate.read': { grants: [agent(), representative, sales, officer] },
  'mandate.invite': { grants: [sales] },
  'mandate.review': { grants: [officer], stepUp: true },
  'mandate.end': { grants: [representative], stepUp: true },
  'second-person.read': { grants: [agent(), representative, officer] },
  'second-person.decide': { grants: [representative, officer], stepUp: true },
  'holder.manage': { grants: [agent('VERIFY')] },
  'staff-list.read': { grants: [agent('VERIFY'), representative] },
  'staff-list.manage': { grants: [agent('VERIFY')] },
  'identity.verify': { grants: [agent('VERIFY')] },
  'identity.preview': { grants: [agent('REVOKE')] },
  'identity.change': { grants: [agent('REVOKE')], stepUp: true },
  'reminder.read': { grants: [agent(), representative] },
  'access.open': { grants: [officer, onCall, auditor] },
  'access.read': { grants: [agent(), representative, officer, onCall, auditor] },
  'member.read': { grants: [agent(), representative] },
  'member.manage': { grants: [representative], stepUp: true },
  'company.open': { grants: [sales] },
  'company.list': { grants: [sales] },
  'staff.read': { grants: [administrator] },
  'staff.manage': { grants: [administrator], stepUp: true },
} as const satisfies Readonly<Record<string, Permission>>;

export type Act = keyof typeof PERMISSIONS;
