import type { MembershipRole, PlatformRole } from '../account/index.js';
import { accept, refuseByRule, type Decision, type StateMachine } from '../decision/index.js';
import type { TenantId } from '../tenant/index.js';
import { SECOND_PERSON, type SecondPersonAct, type SecondPersonRule } from './second-person.data.js';

export type SecondPersonState = 'REQUESTED' | 'CONFIRMED' | 'DECLINED' | 'WITHDRAWN' | 'EXPIRED';
export type SecondPersonAction = 'confirm' | 'decline' | 'withdraw' | 'expire';

const DECIDERS = [
  'LEGAL_REPRESENTATIVE',
  'CERTIFICATION_AGENT',
  'REGISTRATION_OFFICER',
  'AUTHORISED_PERSON',
] as const;

/** A request for a second person (D28). */
export const secondPersonMachine: StateMachine<SecondPersonState, SecondPersonAction> = {
  name: 'SecondPersonRequest',
  initial: 'REQUESTED',
  states: ['REQUESTED', 'CONFIRMED', 'DECLINED', 'WITHDRAWN', 'EXPIRED'],
  terminal: ['CONFIRMED', 'DECLINED', 'WITHDRAWN', 'EXPIRED'],
  transitions: [
    { from: ['REQUESTED'], action: 'confirm', to: 'CONFIRMED', actors: DECIDERS },
    { from: ['REQUESTED'], action: 'decline', to: 'DECLINED', actors: DECIDERS },
    { from: ['REQUESTED'], action: 'withdraw', to: 'WITHDRAWN', actors: DECIDERS },
    { from: ['REQUESTED'], action: 'expire', to: 'EXPIRED', actors: ['SYSTEM'] },
  ],
};

/** An act that somebody asks for and somebody else decides; confirming carries it out in the same transaction. */
export interface SecondPersonRequest {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly act: SecondPersonAct;
  readonly objectType: string;
  readonly objectId: string;
  /** What exactly is confirmed: hexadecimal SHA-256 over act, object and its version, canonical JSON. */
  readonly inputHash: string;
  readonly objectVersion: number;
  readonly reason: string;
  readonly state: SecondPersonState;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  readonly escalatedAt: Date | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decisionReason: string | null;
}

export const secondPersonRule = (act: SecondPersonAct): SecondPersonRule => SECOND_PERSON[act];

/** Whether this many of a company's certificates are so many that two persons are needed (D15, D28). */
export const exceedsAlone = (act: SecondPersonAct, certificates: number, ofCompany: number): boolean => {
  const { above } = secondPersonRule(act);
  return above !== undefined && (certificates > above.certificates || certificates > ofCompany * above.share);
};

export interface Decider {
  readonly accountId: string;
  readonly roles: readonly (MembershipRole | PlatformRole)[];
}

/** The second person is another one, of a role that the rule names, in time. */
export function maySecond(request: SecondPersonRequest, decider: Decider, now: Date): Decision<null> {
  if (request.requestedBy === decider.accountId) return refuseByRule('D28', 'SAME_PERSON');
  if (request.expiresAt <= now) return refuseByRule('D28', 'SECOND_PERSON_TOO_LATE');
  const { decidedBy } = secondPersonRule(request.act);
  const mayDecide = (decidedBy as readonly string[]).some((role) =>
    (decider.roles as readonly string[]).includes(role),
  );
  return mayDecide ? accept(null) : refuseByRule('D28', 'NOT_THE_SECOND_PERSON');
}
