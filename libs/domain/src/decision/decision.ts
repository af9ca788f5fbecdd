/**
 * The answer of a rule: what the object becomes and what happened, or why it must not.
 * Rules are pure: clock and identifiers are arguments, an expected refusal is a value and never an exception.
 */
export type Decision<Next, Event = never> = Accepted<Next, Event> | Refused;

export interface Accepted<Next, Event> {
  readonly ok: true;
  readonly next: Next;
  readonly events: readonly Event[];
}

export interface Refused {
  readonly ok: false;
  readonly refusal: Refusal;
}

/**
 * Why an act is refused. `rule` names the clause of docs/rules.md or docs/decisions.md (R1–R42, F…, I-n, D…, V…),
 * `reason` is a stable key that the console translates; `details` are values the sentence needs, never secrets.
 */
export type Refusal =
  | {
      readonly kind: 'STATE';
      readonly state: string;
      readonly action: string;
      readonly allowedActions: readonly string[];
    }
  | {
      readonly kind: 'RULE';
      readonly rule: string;
      readonly reason: string;
      readonly details?: Readonly<Record<string, string | number>>;
    }
  | { readonly kind: 'INPUT'; readonly fields: Readonly<Record<string, string>> };

export const accept = <Next, Event = never>(
  next: Next,
  events: readonly Event[] = [],
): Accepted<Next, Event> => ({
  ok: true,
  next,
  events,
});

export const refuseByRule = (
  rule: string,
  reason: string,
  details?: Readonly<Record<string, string | number>>,
): Refused => ({
  ok: false,
  refusal: { kind: 'RULE', rule, reason, ...(details ? { details } : {}) },
});

export const refuseInput = (fields: Readonly<Record<string, string>>): Refused => ({
  ok: false,
  refusal: { kind: 'INPUT', fields },
});
