import { describe, expect, it } from '@jest/globals';
import { certificateMachine } from '../certificate/index.js';
import { agentDepartureMachine } from '../agent-departure/index.js';
import { mandateMachine } from '../mandate/index.js';
import { departureMachine } from '../departure/index.js';
import { verificationMachine } from '../identity-verification/index.js';
import { orderMachine } from '../order/index.js';
import { paymentMachine } from '../payment/index.js';
import { revocationMachine } from '../revocation/index.js';
import { secondPersonMachine } from '../second-person/index.js';
import { staffListMachine } from '../staff-list/index.js';
import { allowedActions, transition, type StateMachine, type TransitionActor } from './state-machine.js';

type AnyMachine = StateMachine<string, string>;

/** The transitions of docs/rules.md (b), written a second time by hand: `FROM action TO actors`. */
const EXPECTED: Record<string, string[]> = {
  Departure: [
    'PLANNED fallDue OPEN CERTIFICATION_AGENT,LEGAL_REPRESENTATIVE,SYSTEM',
    'PLANNED cancel CANCELLED CERTIFICATION_AGENT,LEGAL_REPRESENTATIVE',
    'OPEN close CLOSED CERTIFICATION_AGENT,LEGAL_REPRESENTATIVE',
  ],
  Certificate: [
    'REQUESTED issue ISSUED CERTIFICATION_AUTHORITY',
    'REQUESTED abandon ABANDONED SYSTEM',
    'ISSUED accept ACTIVE HOLDER',
    'ISSUED refuse REFUSED HOLDER',
    'ISSUED revoke REVOKED CERTIFICATION_AUTHORITY',
    'ACTIVE revoke REVOKED CERTIFICATION_AUTHORITY',
    'REFUSED revoke REVOKED CERTIFICATION_AUTHORITY',
    'ACTIVE expire EXPIRED SYSTEM',
    'ISSUED expire EXPIRED SYSTEM',
  ],
  SecondPersonRequest: [
    'REQUESTED confirm CONFIRMED LEGAL_REPRESENTATIVE,CERTIFICATION_AGENT,REGISTRATION_OFFICER,AUTHORISED_PERSON',
    'REQUESTED decline DECLINED LEGAL_REPRESENTATIVE,CERTIFICATION_AGENT,REGISTRATION_OFFICER,AUTHORISED_PERSON',
    'REQUESTED withdraw WITHDRAWN LEGAL_REPRESENTATIVE,CERTIFICATION_AGENT,REGISTRATION_OFFICER,AUTHORISED_PERSON',
    'REQUESTED expire EXPIRED SYSTEM',
  ],
  StaffList: [
    'RECEIVED read AWAITING_MAPPING SYSTEM',
    'RECEIVED reject UNREADABLE SYSTEM',
    'AWAITING_MAPPING map CHECKING CERTIFICATION_AGENT',
    'CHECKED map CHECKING CERTIFICATION_AGENT',
    'CHECKING finishCheck CHECKED SYSTEM',
    'CHECKED run RUNNING CERTIFICATION_AGENT',
    'RUNNING finish DONE SYSTEM',
    'CHECKING stop STOPPED SYSTEM',
    'RUNNING stop STOPPED SYSTEM',
    ...['RECEIVED', 'AWAITING_MAPPING', 'CHECKING', 'CHECKED', 'RUNNING'].map(
      (state) => `${state} cancel CANCELLED CERTIFICATION_AGENT,SYSTEM`,
    ),
  ],
  Payment: [
    'NOT_DUE fallDue DUE SYSTEM',
    'DUE recordPayment PAID REGISTRATION_OFFICER,FINANCE',
    'DUE cover COVERED FINANCE',
    'DUE waive WAIVED SALES',
    'PAID refund REFUNDED FINANCE',
  ],
  AgentDeparture: [
    'ANNOUNCED carryOut CARRIED_OUT SYSTEM,CERTIFICATION_AGENT,LEGAL_REPRESENTATIVE',
    'REPORTED carryOut CARRIED_OUT SYSTEM,CERTIFICATION_AGENT,LEGAL_REPRESENTATIVE',
    'ANNOUNCED cancel CANCELLED CERTIFICATION_AGENT,LEGAL_REPRESENTATIVE,AUTHORISED_PERSON',
    'REPORTED cancel CANCELLED CERTIFICATION_AGENT,LEGAL_REPRESENTATIVE,AUTHORISED_PERSON',
  ],
  Mandate: [
    'DRAFT invite AWAITING_SIGNATURES SALES,LEGAL_REPRESENTATIVE',
    'DRAFT cancel CANCELLED SALES',
    'AWAITING_SIGNATURES completeSignatures SIGNED CERTIFICATION_AGENT',
    'AWAITING_SIGNATURES lapse LAPSED SYSTEM',
    'AWAITING_SIGNATURES cancel CANCELLED SALES,LEGAL_REPRESENTATIVE,CERTIFICATION_AGENT',
    'SIGNED submit UNDER_RA_REVIEW SYSTEM,SALES',
    'UNDER_RA_REVIEW approve ACTIVE REGISTRATION_OFFICER',
    'UNDER_RA_REVIEW reject REJECTED REGISTRATION_OFFICER',
    'UNDER_RA_REVIEW return AWAITING_SIGNATURES REGISTRATION_OFFICER',
    'ACTIVE revoke REVOKED LEGAL_REPRESENTATIVE',
    'ACTIVE end ENDED CERTIFICATION_AGENT,LEGAL_REPRESENTATIVE,REGISTRATION_OFFICER',
    'ACTIVE expire EXPIRED SYSTEM',
  ],
  IdentityVerification: [
    'REQUESTED schedule SCHEDULED CERTIFICATION_AGENT,REGISTRATION_OFFICER',
    'SCHEDULED schedule SCHEDULED CERTIFICATION_AGENT,REGISTRATION_OFFICER',
    'NO_SHOW schedule SCHEDULED CERTIFICATION_AGENT,REGISTRATION_OFFICER',
    'SCHEDULED start IN_PROGRESS CERTIFICATION_AGENT,REGISTRATION_OFFICER',
    'IN_PROGRESS verify VERIFIED CERTIFICATION_AGENT,REGISTRATION_OFFICER',
    'IN_PROGRESS fail FAILED CERTIFICATION_AGENT,REGISTRATION_OFFICER',
    'SCHEDULED miss NO_SHOW CERTIFICATION_AGENT,REGISTRATION_OFFICER',
    'REQUESTED cancel CANCELLED CERTIFICATION_AGENT,REGISTRATION_OFFICER,HOLDER',
    'SCHEDULED cancel CANCELLED CERTIFICATION_AGENT,REGISTRATION_OFFICER,HOLDER',
    'NO_SHOW cancel CANCELLED CERTIFICATION_AGENT,REGISTRATION_OFFICER,HOLDER',
    'VERIFIED expire STALE SYSTEM',
    'VERIFIED invalidate INVALIDATED REGISTRATION_OFFICER',
  ],
  Order: [
    'DRAFT requestConsent AWAITING_CONSENT CERTIFICATION_AGENT,LEGAL_REPRESENTATIVE',
    'AWAITING_CONSENT submit SUBMITTED CERTIFICATION_AGENT,LEGAL_REPRESENTATIVE',
    'SUBMITTED startReview UNDER_REVIEW SYSTEM',
    'UNDER_REVIEW askForMore INCOMPLETE REGISTRATION_OFFICER',
    'INCOMPLETE complete UNDER_REVIEW CERTIFICATION_AGENT,HOLDER',
    'UNDER_REVIEW approve APPROVED REGISTRATION_OFFICER',
    'UNDER_REVIEW reject REJECTED REGISTRATION_OFFICER',
    'APPOINTMENT_BOOKED reject REJECTED REGISTRATION_OFFICER',
    'APPROVED sendLink LINK_SENT SYSTEM',
    'AWAITING_CONSENT resendLink AWAITING_CONSENT CERTIFICATION_AGENT,LEGAL_REPRESENTATIVE',
    'LINK_SENT resendLink LINK_SENT CERTIFICATION_AGENT,LEGAL_REPRESENTATIVE,REGISTRATION_OFFICER',
    'LINK_EXPIRED resendLink LINK_SENT REGISTRATION_OFFICER',
    'LINK_SENT expireLink LINK_EXPIRED SYSTEM',
    'LINK_SENT download DOWNLOADED HOLDER',
    'DOWNLOADED restart APPROVED SYSTEM',
    'DOWNLOADED suspendOnLint INCOMPLETE SYSTEM',
    'DOWNLOADED close COMPLETED HOLDER,SYSTEM',
    'HANDED_OVER close COMPLETED HOLDER,SYSTEM',
    'APPROVED bookAppointment APPOINTMENT_BOOKED HOLDER,CERTIFICATION_AGENT',
    'NO_SHOW bookAppointment APPOINTMENT_BOOKED HOLDER,CERTIFICATION_AGENT',
    'APPOINTMENT_BOOKED miss NO_SHOW REGISTRATION_OFFICER',
    'APPOINTMENT_BOOKED handOver HANDED_OVER REGISTRATION_OFFICER',
    'APPOINTMENT_BOOKED correctAtDesk INCOMPLETE REGISTRATION_OFFICER',
    ...[
      'DRAFT',
      'AWAITING_CONSENT',
      'SUBMITTED',
      'UNDER_REVIEW',
      'INCOMPLETE',
      'APPROVED',
      'LINK_SENT',
      'LINK_EXPIRED',
      'APPOINTMENT_BOOKED',
      'NO_SHOW',
    ].map((state) => `${state} supersede CANCELLED SYSTEM`),
    'DRAFT endMandate CANCELLED SYSTEM',
    'AWAITING_CONSENT endMandate CANCELLED SYSTEM',
    ...[
      'DRAFT',
      'AWAITING_CONSENT',
      'SUBMITTED',
      'UNDER_REVIEW',
      'INCOMPLETE',
      'APPROVED',
      'LINK_EXPIRED',
      'APPOINTMENT_BOOKED',
      'NO_SHOW',
    ].map(
      (state) =>
        `${state} cancel CANCELLED CERTIFICATION_AGENT,LEGAL_REPRESENTATIVE,HOLDER,REGISTRATION_OFFICER`,
    ),
  ],
  RevocationRequest: [
    'DRAFT submit SUBMITTED REQUESTERS',
    'DRAFT schedule SCHEDULED REQUESTERS',
    'DRAFT cancel CANCELLED REQUESTERS',
    'SCHEDULED cancel CANCELLED REQUESTERS',
    'SCHEDULED fallDue SUBMITTED SYSTEM',
    'SUBMITTED authenticate AUTHENTICATED SYSTEM,REGISTRATION_OFFICER',
    'SUBMITTED reject REJECTED SYSTEM,REGISTRATION_OFFICER',
    'AUTHENTICATED sendToCa SENT_TO_CA SYSTEM',
    'SENT_TO_CA confirm CONFIRMED CERTIFICATION_AUTHORITY',
    'CONFIRMED publish PUBLISHED CERTIFICATION_AUTHORITY',
    'PUBLISHED close CLOSED SYSTEM',
  ],
};

const ACTORS: TransitionActor[] = [
  'SALES',
  'LEGAL_REPRESENTATIVE',
  'CERTIFICATION_AGENT',
  'HOLDER',
  'REGISTRATION_OFFICER',
  'FINANCE',
  'AUTHORISED_PERSON',
  'CERTIFICATION_AUTHORITY',
  'SYSTEM',
];

const REQUESTERS =
  'HOLDER,CERTIFICATION_AGENT,LEGAL_REPRESENTATIVE,AUTHORISED_PERSON,REGISTRATION_OFFICER,CERTIFICATION_AUTHORITY,SYSTEM';

const machines: AnyMachine[] = [
  certificateMachine,
  paymentMachine,
  mandateMachine,
  verificationMachine,
  orderMachine,
  revocationMachine,
  secondPersonMachine,
  departureMachine,
  staffListMachine,
  agentDepartureMachine,
] as unknown as AnyMachine[];

describe.each(machines.map((machine) => [machine.name, machine] as const))(
  'the %s machine',
  (name, machine) => {
    const expected = new Map<string, string>();
    for (const line of EXPECTED[name] ?? []) {
      const [from, action, to, actors] = line.split(' ');
      for (const actor of (actors === 'REQUESTERS' ? REQUESTERS : (actors ?? '')).split(',')) {
        expected.set(`${from} ${action} ${actor}`, to ?? '');
      }
    }
    const actions = [...new Set(machine.transitions.map((t) => t.action))];

    it('takes exactly the transitions of docs/rules.md, for every state, action and actor', () => {
      const found = new Map<string, string>();
      for (const state of machine.states)
        for (const action of actions)
          for (const actor of ACTORS) {
            const decided = transition(machine, state, action, actor);
            if (decided.ok) found.set(`${state} ${action} ${actor}`, decided.next);
          }
      expect([...found].sort()).toEqual([...expected].sort());
    });

    it('leaves no terminal state, and every other state', () => {
      for (const state of machine.states) {
        expect([state, allowedActions(machine, state).length === 0]).toEqual([
          state,
          machine.terminal.includes(state),
        ]);
      }
    });

    it('names the actions allowed instead of a refused one', () => {
      const terminal = machine.terminal[0] ?? '';
      const decided = transition(machine, terminal, actions[0] ?? '', 'SYSTEM');
      expect(decided).toMatchObject({
        ok: false,
        refusal: { kind: 'STATE', state: terminal, allowedActions: [] },
      });
    });
  },
);
