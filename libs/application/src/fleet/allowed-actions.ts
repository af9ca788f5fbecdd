import type { ProductVersion } from '@mandataire/domain/catalogue';
import { shownState } from '@mandataire/domain/certificate';
import { allowedActions as machineActions } from '@mandataire/domain/decision';
import type { Decision } from '@mandataire/domain/decision';
import type { IdentityChange } from '@mandataire/domain/identity-change';
import type { Departure } from '@mandataire/domain/departure';
import {
  isOpenMeeting,
  verificationMachine,
  type IdentityMeeting,
  type IdentityVerification,
  type VerificationAction,
} from '@mandataire/domain/identity-verification';
import { awaitsRepresentative, concernsOfficer, mandateMachine } from '@mandataire/domain/mandate';
import {
  checkOrderable,
  orderMachine,
  servingVerification,
  type OrderAction,
} from '@mandataire/domain/order';
import { permit, type Act, type Standing } from '@mandataire/domain/permission';
import { checkRenewable } from '@mandataire/domain/renewal';
import { ACTOR_OF } from '../permission/index.js';
import type {
  CertificateRow,
  CompanyRow,
  HolderRow,
  MeetingRow,
  OpenedCertificate,
  OrderRow,
  RevocationRow,
} from './fleet.reader.port.js';
import type { MandateRow } from './mandate.reader.port.js';

export type OrderActionName = 'CO_SIGN' | 'CANCEL' | 'APPROVE' | 'REJECT' | 'RESUME' | 'RESEND_LINK';

/** What this person may do with the order now: the permission table and the order's machine, nothing else. */
export function orderActions(
  order: OrderRow,
  standing: Standing,
  accountId: string,
  blocker: string | null = null,
): OrderActionName[] {
  const moves = machineActions(orderMachine, order.state);
  const may = (move: OrderAction, act: Act) => moves.includes(move) && permit(act, standing) !== undefined;
  const concerned = accountId === order.placedBy || accountId === order.holderAccountId;
  const decides = may('approve', 'order.review') && !concerned;
  const offers: readonly (readonly [OrderActionName, boolean])[] = [
    ['CO_SIGN', may('submit', 'order.co-sign') && order.consentedAt !== null],
    ['RESEND_LINK', mayResend(order, standing, concerned)],
    ['RESUME', may('requestConsent', 'order.place') && blocker === null],
    ['CANCEL', may('cancel', 'order.cancel')],
    ['APPROVE', decides],
    ['REJECT', decides],
  ];
  return offers.filter(([, offered]) => offered).map(([name]) => name);
}

/** D29: who asked for the consent sends its link again; the office the one that is over, but not of its own files (F61). */
function mayResend(order: OrderRow, standing: Standing, concerned: boolean): boolean {
  const permitted = permit('order.resend-link', standing);
  if (!permitted || (order.state === 'AWAITING_CONSENT' && order.consentedAt !== null)) return false;
  const actor = ACTOR_OF[permitted.role];
  if (actor === 'REGISTRATION_OFFICER' && concerned) return false;
  return machineActions(orderMachine, order.state, actor).includes('resendLink');
}

export function certificateActions(
  certificate: CertificateRow,
  revocation: RevocationRow | undefined,
  standing: Standing,
  now: Date,
): 'REVOKE'[] {
  const open = revocation !== undefined && !['CANCELLED', 'REJECTED', 'CLOSED'].includes(revocation.state);
  const state = shownState(certificate, now);
  const live = state === 'ACTIVE' || state === 'ISSUED' || state === 'REFUSED';
  return live && !open && permit('revocation.request', standing) ? ['REVOKE'] : [];
}

/** What keeps a prepared draft from being started: the verification that its data need (D16, F21). */
export function orderBlocker(
  order: OrderRow,
  verification: IdentityVerification | undefined,
  product: ProductVersion | undefined,
  now: Date,
): 'IDENTITY_VERIFICATION' | null {
  if (order.state !== 'DRAFT' || !product) return null;
  const { identityNumber, holderState, lastRevokedAt } = order;
  const facts = { product, identityNumber, verification, holderState, openOrderId: undefined, lastRevokedAt };
  return checkOrderable(facts, now).ok ? null : 'IDENTITY_VERIFICATION';
}

/** What to say of a person's verification: STALE when it can no longer carry an order (D5, F64, I-14). */
export function shownVerification<T extends IdentityVerification>(
  verification: T,
  { identityNumber, lastRevokedAt }: Pick<HolderRow, 'identityNumber' | 'lastRevokedAt'>,
  product: ProductVersion | undefined,
  now: Date,
): T {
  if (verification.state !== 'VERIFIED' || !product) return verification;
  const serving = servingVerification({ product, identityNumber, verification, lastRevokedAt }, now);
  return serving.ok ? verification : { ...verification, state: 'STALE' };
}

/** Whether a renewal may be proposed, or why a new order is needed (I-13, I-31). */
export const renewability = (
  certificate: OpenedCertificate,
  product: ProductVersion,
  now: Date,
): Decision<unknown> => {
  const { renewalIndex, dataUnchanged } = certificate;
  return checkRenewable({ certificate, product, renewalIndex, dataUnchanged }, now);
};

export const HOLDER_ACTIONS = [
  'PLACE_ORDER',
  'VERIFY_IDENTITY',
  'PLAN_VERIFICATION',
  'CHANGE_IDENTITY',
  'CANCEL_CHANGE',
  'CHANGE_CONTACT',
  'INVITE',
  'REPORT_DEPARTURE',
  'CANCEL_DEPARTURE',
  'CLOSE_DEPARTURE',
  'RETURN',
] as const;
export type HolderActionName = (typeof HOLDER_ACTIONS)[number];

/** What is under way for a person: at most one of each. */
export interface HolderCases {
  readonly change: IdentityChange['state'] | undefined;
  readonly meeting: IdentityMeeting['state'] | undefined;
  readonly departure: Departure['state'] | undefined;
}

/** Nobody verifies himself (F61); a second change waits for the first (I-15); who has left is only seen off (I-30). */
export function holderActions(
  holder: HolderRow,
  standing: Standing,
  accountId: string,
  { change, meeting, departure }: HolderCases,
): HolderActionName[] {
  const may = (act: Act) => permit(act, standing) !== undefined;
  const active = holder.state === 'ACTIVE';
  const here = (act: Act) => active && may(act);
  const verifies = here('identity.verify') && holder.accountId !== accountId;
  const over = departure === undefined || departure === 'CLOSED';
  const actions: readonly (readonly [HolderActionName, boolean])[] = [
    ['PLACE_ORDER', here('order.place')],
    ['VERIFY_IDENTITY', verifies],
    ['PLAN_VERIFICATION', verifies && meeting === undefined],
    ['CHANGE_IDENTITY', here('identity.change') && change === undefined],
    ['CANCEL_CHANGE', here('identity.change') && change === 'PLANNED'],
    ['CHANGE_CONTACT', here('holder.manage')],
    ['INVITE', here('holder.manage') && !holder.hasAccount],
    ['REPORT_DEPARTURE', here('holder.depart') && over],
    ...departureActions(holder, may, departure),
    ['RETURN', !active && may('holder.manage') && over],
  ];
  return actions.filter(([, allowed]) => allowed).map(([name]) => name);
}

/** A planned departure is taken back, one in force closed once no certificate is left (I-30). */
const departureActions = (
  { activeCertificates }: HolderRow,
  may: (act: Act) => boolean,
  departure: Departure['state'] | undefined,
): readonly (readonly [HolderActionName, boolean])[] => [
  ['CANCEL_DEPARTURE', may('holder.depart') && departure === 'PLANNED'],
  ['CLOSE_DEPARTURE', may('holder.depart') && departure === 'OPEN' && activeCertificates === 0],
];

export const MEETING_ACTIONS = ['SCHEDULE', 'START', 'FAIL', 'MISS', 'CANCEL'] as const;
export type MeetingActionName = (typeof MEETING_ACTIONS)[number];

const MOVE_OF: Readonly<Record<MeetingActionName, VerificationAction>> = {
  SCHEDULE: 'schedule',
  START: 'start',
  FAIL: 'fail',
  MISS: 'miss',
  CANCEL: 'cancel',
};

/** What the machine lets this person do with a planned verification; nobody is missed before his hour. */
export function meetingActions(meeting: MeetingRow, standing: Standing, now: Date): MeetingActionName[] {
  if (!isOpenMeeting(meeting)) return [];
  return MEETING_ACTIONS.filter((action) => {
    const permitted = permit(action === 'CANCEL' ? 'identity.cancel' : 'identity.verify', standing);
    if (!permitted) return false;
    if (action === 'MISS' && meeting.scheduledAt !== null && meeting.scheduledAt > now) return false;
    const moves = machineActions(verificationMachine, meeting.state, ACTOR_OF[permitted.role]);
    return moves.includes(MOVE_OF[action]);
  });
}

export type MandateActionName =
  'APPROVE' | 'REJECT' | 'RETURN' | 'END' | 'CONFIRM' | 'WITHDRAW' | 'PRINT' | 'HAND_IN' | 'PLAN_DEPARTURE';

/** The officer decides on other people's files only (F61); the representative ends at any time (F4). */
export function mandateActions(mandate: MandateRow, standing: Standing, email: string): MandateActionName[] {
  if (mandate.state === 'ACTIVE') {
    const may = (act: Act) => permit(act, standing) !== undefined;
    return [
      ...(may('mandate.confirm') && mandate.confirmBy !== null ? (['CONFIRM'] as const) : []),
      ...(may('agent-departure.read') ? (['PLAN_DEPARTURE'] as const) : []),
      ...(may('mandate.end') ? (['END'] as const) : []),
    ];
  }
  if (mandate.state === 'AWAITING_SIGNATURES') return waitingActions(mandate, standing);
  const decides =
    mandate.state === 'UNDER_RA_REVIEW' &&
    permit('mandate.review', standing) &&
    !concernsOfficer(mandate, email);
  return decides ? ['APPROVE', 'REJECT', 'RETURN'] : [];
}

/** On paper it is printed and handed in; the representative takes back what he has opened. */
const waitingActions = (mandate: MandateRow, standing: Standing): MandateActionName[] => [
  ...(mandate.paper && permit('mandate.print', standing) ? (['PRINT', 'HAND_IN'] as const) : []),
  ...(permit('mandate.open', standing) ? (['WITHDRAW'] as const) : []),
];

export type CompanyActionName = 'INVITE_REPRESENTATIVE' | 'CANCEL_MANDATE';

/** The representative is invited until he has signed, and to a new mandate once the last one is over. */
export function companyActions(company: CompanyRow, standing: Standing): CompanyActionName[] {
  const { mandateState: state, representativeSignedAt } = company;
  if (state === null || !permit('mandate.invite', standing)) return [];
  const over = mandateMachine.terminal.includes(state);
  const invites = over || state === 'DRAFT' || awaitsRepresentative(state, representativeSignedAt);
  return [
    ...(invites ? (['INVITE_REPRESENTATIVE'] as const) : []),
    ...(state === 'DRAFT' || state === 'AWAITING_SIGNATURES' ? (['CANCEL_MANDATE'] as const) : []),
  ];
}
