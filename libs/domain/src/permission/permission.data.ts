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

/** Role × act × scope: the one table from which server and console decide who may do what. */
export const PERMISSIONS = {
  'viewer.read': 'AUTHENTICATED',
  'fleet.read': [agent(), representative, hrReader],
  'holder.read': [agent(), representative, hrReader, holder],
  'certificate.read': [agent(), representative, hrReader, holder, officer],
  'order.read': [agent(), representative, holder, officer],
  'order.place': [agent('ORDER'), representative],
  'order.co-sign': [agent('ORDER'), representative],
  'order.cancel': [agent('ORDER'), representative],
  'order.resend-link': [agent('ORDER'), representative, officer],
  'order.review': [officer],
  'revocation.request': [agent('REVOKE'), representative, holder],
  'revocation.read': [agent(), representative, holder],
  'journal.read': [agent(), representative, auditor],
  'mandate.read': [agent(), representative, sales, officer],
  'mandate.invite': [sales],
  'mandate.review': [officer],
  'mandate.end': [representative],
  'holder.manage': [agent('VERIFY')],
  'identity.verify': [agent('VERIFY')],
  'identity.change': [agent('REVOKE')],
  'reminder.read': [agent(), representative],
  'company.open': [sales],
  'company.list': [sales],
} as const satisfies Readonly<Record<string, readonly Grant[] | 'AUTHENTICATED'>>;

export type Act = keyof typeof PERMISSIONS;
