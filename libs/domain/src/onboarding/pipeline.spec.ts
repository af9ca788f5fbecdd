import { describe, expect, it } from '@jest/globals';
import { mandateMachine } from '../mandate/index.js';
import {
  actorOfStep,
  funnel,
  furthestStep,
  onboardingStep,
  ONBOARDING_STEPS,
  reminderIsDue,
  steppedAt,
  WAITING_STATES,
  type StepMarks,
} from './pipeline.js';

const at = (day: string) => new Date(`${day}T10:00:00Z`);
const NONE: StepMarks = {
  openedAt: null,
  invitedAt: null,
  namedAt: null,
  signedAt: null,
  submittedAt: null,
  approvedAt: null,
  returnedAt: null,
  endedAt: null,
};
const mandate = (state: string, agentEmail: string | null = null, signed = false) =>
  ({ state, agentEmail, representativeSignedAt: signed ? at('2026-11-01') : null }) as never;

describe('the pipeline of sales (R31)', () => {
  it.each([
    [null, 'PROSPECT'],
    [mandate('DRAFT'), 'PROSPECT'],
    [mandate('AWAITING_SIGNATURES'), 'INVITED'],
    [mandate('AWAITING_SIGNATURES', 'mc@x.fr'), 'IDENTIFIED'],
    [mandate('AWAITING_SIGNATURES', 'mc@x.fr', true), 'SIGNED'],
    [mandate('SIGNED', 'mc@x.fr', true), 'UNDER_REVIEW'],
    [mandate('UNDER_RA_REVIEW', 'mc@x.fr', true), 'UNDER_REVIEW'],
    [mandate('ACTIVE', 'mc@x.fr', true), 'ACTIVE'],
    ...mandateMachine.terminal.map((state) => [mandate(state), 'STOPPED'] as const),
  ])('%j stands at %s', (given, step) => {
    expect(onboardingStep(given)).toBe(step);
  });
  it('has a step for every state, and somebody who must act wherever a mandate waits', () => {
    for (const state of mandateMachine.states)
      expect(ONBOARDING_STEPS).toContain(onboardingStep(mandate(state)));
    for (const state of WAITING_STATES) expect(actorOfStep(onboardingStep(mandate(state)))).not.toBeNull();
    expect(ONBOARDING_STEPS.map(actorOfStep)).toEqual([
      'SALES',
      'REPRESENTATIVE',
      'REPRESENTATIVE',
      'AGENT',
      'OFFICER',
      null,
      null,
    ]);
  });
  it('counts the age from the step itself, from the return where the office gave the file back', () => {
    const marks = {
      ...NONE,
      namedAt: at('2026-10-01'),
      returnedAt: at('2026-11-10'),
      invitedAt: at('2026-09-01'),
    };
    expect(steppedAt('IDENTIFIED', marks)).toEqual(at('2026-11-10'));
    expect(steppedAt('PROSPECT', marks)).toBeNull();
  });
});

describe('drop-off per step', () => {
  const active = {
    step: 'ACTIVE' as const,
    marks: { ...NONE, invitedAt: at('2026-10-01'), approvedAt: at('2026-10-09') },
  };
  const lost = {
    step: 'STOPPED' as const,
    marks: { ...NONE, invitedAt: at('2026-10-01'), endedAt: at('2026-10-20') },
  };
  const over = {
    step: 'STOPPED' as const,
    marks: { ...NONE, approvedAt: at('2025-10-09'), endedAt: at('2026-10-20') },
  };
  const waits = { step: 'SIGNED' as const, marks: { ...NONE, signedAt: at('2026-10-01') } };
  it('says at each step how many came, wait and ended; who went on is the rest', () => {
    const lines = funnel([active, lost, over, waits, { step: 'PROSPECT', marks: NONE }]);
    expect(lines.map(({ step, reached, waiting, dropped }) => [step, reached, waiting, dropped])).toEqual([
      ['PROSPECT', 5, 1, 0],
      ['INVITED', 4, 0, 1],
      ['IDENTIFIED', 3, 0, 0],
      ['SIGNED', 3, 1, 0],
      ['UNDER_REVIEW', 2, 0, 0],
      ['ACTIVE', 2, 1, 1],
    ]);
    lines.forEach(({ reached, waiting, dropped }, position) => {
      expect(reached - waiting - dropped).toBe(lines[position + 1]?.reached ?? 0);
    });
    expect(furthestStep(lost.marks)).toBe('INVITED');
  });
});

describe('a reminder to the one who must act', () => {
  const now = at('2026-11-23');
  const awaited = { step: 'INVITED' as const, since: at('2026-11-16'), remindedAt: null, nextActionOn: null };
  it('is due after so many days without anything new, to the second', () => {
    expect(reminderIsDue(awaited, now, 7)).toBe(true);
    expect(reminderIsDue({ ...awaited, since: new Date(at('2026-11-16').getTime() + 1) }, now, 7)).toBe(
      false,
    );
  });
  it('never comes twice within as many days', () => {
    expect(reminderIsDue({ ...awaited, remindedAt: at('2026-11-17') }, now, 7)).toBe(false);
    expect(reminderIsDue({ ...awaited, remindedAt: at('2026-11-16') }, now, 7)).toBe(true);
  });
  it('waits of a prospect for the day that sales have set, and comes on it', () => {
    const prospect = { ...awaited, step: 'PROSPECT' as const };
    expect(reminderIsDue({ ...prospect, nextActionOn: '2026-11-24' }, now, 7)).toBe(false);
    expect(reminderIsDue({ ...prospect, since: at('2026-11-22'), nextActionOn: '2026-11-23' }, now, 7)).toBe(
      true,
    );
    expect(
      reminderIsDue({ ...prospect, nextActionOn: '2026-11-23', remindedAt: at('2026-11-20') }, now, 7),
    ).toBe(false);
  });
  it('goes to nobody where nothing waits', () => {
    expect(reminderIsDue({ ...awaited, step: 'ACTIVE' }, now, 7)).toBe(false);
    expect(reminderIsDue({ ...awaited, step: 'STOPPED' }, now, 7)).toBe(false);
  });
});
