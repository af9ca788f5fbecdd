import type { StateMachine } from '../decision/index.js';

export type VerificationState =
  | 'REQUESTED'
  | 'SCHEDULED'
  | 'IN_PROGRESS'
  | 'VERIFIED'
  | 'FAILED'
  | 'NO_SHOW'
  | 'CANCELLED'
  | 'STALE'
  | 'INVALIDATED';

export type VerificationAction =
  'schedule' | 'start' | 'verify' | 'fail' | 'miss' | 'cancel' | 'expire' | 'invalidate';

/** IdentityVerification (vérification d'identité), docs/rules.md (b). */
export const verificationMachine: StateMachine<VerificationState, VerificationAction> = {
  name: 'IdentityVerification',
  initial: 'REQUESTED',
  states: [
    'REQUESTED',
    'SCHEDULED',
    'IN_PROGRESS',
    'VERIFIED',
    'FAILED',
    'NO_SHOW',
    'CANCELLED',
    'STALE',
    'INVALIDATED',
  ],
  terminal: ['FAILED', 'CANCELLED', 'STALE', 'INVALIDATED'],
  transitions: [
    {
      from: ['REQUESTED', 'SCHEDULED', 'NO_SHOW'],
      action: 'schedule',
      to: 'SCHEDULED',
      actors: ['CERTIFICATION_AGENT', 'REGISTRATION_OFFICER'],
    },
    {
      from: ['SCHEDULED'],
      action: 'start',
      to: 'IN_PROGRESS',
      actors: ['CERTIFICATION_AGENT', 'REGISTRATION_OFFICER'],
    },
    {
      from: ['IN_PROGRESS'],
      action: 'verify',
      to: 'VERIFIED',
      actors: ['CERTIFICATION_AGENT', 'REGISTRATION_OFFICER'],
    },
    {
      from: ['IN_PROGRESS'],
      action: 'fail',
      to: 'FAILED',
      actors: ['CERTIFICATION_AGENT', 'REGISTRATION_OFFICER'],
    },
    {
      from: ['SCHEDULED'],
      action: 'miss',
      to: 'NO_SHOW',
      actors: ['CERTIFICATION_AGENT', 'REGISTRATION_OFFICER'],
    },
    {
      from: ['REQUESTED', 'SCHEDULED', 'NO_SHOW'],
      action: 'cancel',
      to: 'CANCELLED',
      actors: ['CERTIFICATION_AGENT', 'REGISTRATION_OFFICER', 'HOLDER'],
    },
    { from: ['VERIFIED'], action: 'expire', to: 'STALE', actors: ['SYSTEM'] },
    { from: ['VERIFIED'], action: 'invalidate', to: 'INVALIDATED', actors: ['REGISTRATION_OFFICER'] },
  ],
};
