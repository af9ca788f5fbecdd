import { mandateMachine, type Mandate, type MandateState } from '../mandate/index.js';
import { durationMs, dateInParis, type CalendarDate } from '../time/index.js';

/**
 * Where a company stands on its way to an MC (R31). PROSPECT: noted by sales, nobody invited yet. IDENTIFIED: the
 * representative has opened his link and named the MC. STOPPED: its mandate ended, before or after it was in force.
 */
export const ONBOARDING_STEPS = [
  'PROSPECT',
  'INVITED',
  'IDENTIFIED',
  'SIGNED',
  'UNDER_REVIEW',
  'ACTIVE',
  'STOPPED',
] as const;
export type OnboardingStep = (typeof ONBOARDING_STEPS)[number];

export type WaitingMandate = Pick<Mandate, 'state' | 'agentEmail' | 'representativeSignedAt'>;

/** The step of a company's mandate: the one in force, else its newest; a company without any is a prospect. */
export function onboardingStep(mandate: WaitingMandate | null): OnboardingStep {
  if (mandate === null || mandate.state === 'DRAFT') return 'PROSPECT';
  if (mandate.state === 'ACTIVE') return 'ACTIVE';
  if (mandateMachine.terminal.includes(mandate.state)) return 'STOPPED';
  if (mandate.state !== 'AWAITING_SIGNATURES') return 'UNDER_REVIEW';
  if (mandate.representativeSignedAt !== null) return 'SIGNED';
  return mandate.agentEmail === null ? 'INVITED' : 'IDENTIFIED';
}

/** Mandates that wait for somebody. */
export const WAITING_STATES: readonly MandateState[] = mandateMachine.states.filter(
  (state) => state !== 'ACTIVE' && !mandateMachine.terminal.includes(state),
);

/** Who must act for the file to go on. */
export type OnboardingActor = 'SALES' | 'REPRESENTATIVE' | 'AGENT' | 'OFFICER';

const ACTORS: Readonly<Partial<Record<OnboardingStep, OnboardingActor>>> = {
  PROSPECT: 'SALES',
  INVITED: 'REPRESENTATIVE',
  IDENTIFIED: 'REPRESENTATIVE',
  SIGNED: 'AGENT',
  UNDER_REVIEW: 'OFFICER',
};

/** Nobody where nothing waits. */
export const actorOfStep = (step: OnboardingStep): OnboardingActor | null => ACTORS[step] ?? null;

/** What the journal knows of one mandate: when it was first or last taken each step. */
export interface StepMarks {
  readonly openedAt: Date | null;
  readonly invitedAt: Date | null;
  readonly namedAt: Date | null;
  readonly signedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly approvedAt: Date | null;
  /** The officer gave it back: the representative begins again. */
  readonly returnedAt: Date | null;
  readonly endedAt: Date | null;
}

const latest = (...instants: readonly (Date | null)[]): Date | null =>
  instants.reduce((one, other) => (one === null || (other !== null && other > one) ? other : one), null);

/** Since when it stands at this step. */
export function steppedAt(step: OnboardingStep, marks: StepMarks): Date | null {
  const at: Readonly<Record<OnboardingStep, Date | null>> = {
    PROSPECT: marks.openedAt,
    INVITED: latest(marks.invitedAt, marks.returnedAt),
    IDENTIFIED: latest(marks.namedAt, marks.returnedAt),
    SIGNED: marks.signedAt,
    UNDER_REVIEW: marks.submittedAt,
    ACTIVE: marks.approvedAt,
    STOPPED: marks.endedAt,
  };
  return at[step];
}

/** The furthest step of the way that it ever reached, whatever became of it. */
export function furthestStep(marks: StepMarks): Exclude<OnboardingStep, 'STOPPED'> {
  if (marks.approvedAt) return 'ACTIVE';
  if (marks.submittedAt) return 'UNDER_REVIEW';
  if (marks.signedAt) return 'SIGNED';
  if (marks.namedAt) return 'IDENTIFIED';
  return marks.invitedAt ? 'INVITED' : 'PROSPECT';
}

/** Days between two reminders about one mandate, unless the setting says otherwise. */
export const REMIND_EVERY_DAYS = 7;

export interface Awaited {
  readonly step: OnboardingStep;
  /** The last thing that happened to the mandate. */
  readonly since: Date;
  readonly remindedAt: Date | null;
  /** The day that sales have set themselves for the next action. */
  readonly nextActionOn: CalendarDate | null;
}

/**
 * Whether the one who must act is to be reminded now: nothing has happened for so many days, and no reminder has gone for
 * as long. A prospect waits for the day that sales have set, and no longer.
 */
export function reminderIsDue({ step, since, remindedAt, nextActionOn }: Awaited, now: Date, days: number) {
  const actor = actorOfStep(step);
  if (actor === null) return false;
  const longAgo = (instant: Date) => now.getTime() - instant.getTime() >= durationMs({ days });
  if (remindedAt !== null && !longAgo(remindedAt)) return false;
  if (actor === 'SALES' && nextActionOn !== null) return dateInParis(now) >= nextActionOn;
  return longAgo(since);
}

export interface FunnelLine {
  readonly step: Exclude<OnboardingStep, 'STOPPED'>;
  /** Companies that ever got here. */
  readonly reached: number;
  /** Here now. */
  readonly waiting: number;
  /** Ended here and went no further; at ACTIVE: a mandate that was in force and is over. */
  readonly dropped: number;
}

/** Drop-off per step, over these companies: at each, reached = waiting + dropped + those that went on. */
export function funnel(
  companies: readonly { readonly step: OnboardingStep; readonly marks: StepMarks }[],
): readonly FunnelLine[] {
  const way = ONBOARDING_STEPS.filter((step) => step !== 'STOPPED');
  const stands = companies.map(({ step, marks }) => ({
    step,
    at: way.indexOf(step === 'STOPPED' ? furthestStep(marks) : step),
  }));
  return way.map((step, position) => ({
    step,
    reached: stands.filter(({ at }) => at >= position).length,
    waiting: stands.filter((stand) => stand.step === step).length,
    dropped: stands.filter((stand) => stand.at === position && stand.step === 'STOPPED').length,
  }));
}
