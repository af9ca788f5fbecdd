import { accept, type Accepted, type Refused } from './decision.js';

/** Who may bring about a transition: the actors of the state machines in docs/rules.md (b). */
export type TransitionActor =
  | 'SALES'
  | 'LEGAL_REPRESENTATIVE'
  | 'CERTIFICATION_AGENT'
  | 'HOLDER'
  | 'REGISTRATION_OFFICER'
  | 'FINANCE'
  | 'AUTHORISED_PERSON'
  | 'CERTIFICATION_AUTHORITY'
  | 'SYSTEM';

export interface Transition<State extends string, Action extends string> {
  readonly from: readonly State[];
  readonly action: Action;
  readonly to: State;
  readonly actors: readonly TransitionActor[];
}

/**
 * One table per state machine: the server decides by it, the console draws its buttons from it, the SQL CHECK and
 * the diagram in docs/ are generated from it.
 */
export interface StateMachine<State extends string, Action extends string> {
  readonly name: string;
  readonly initial: State;
  readonly states: readonly State[];
  readonly terminal: readonly State[];
  readonly transitions: readonly Transition<State, Action>[];
}

/** Actions that `actor` may take in `state`, in the order of the table, each once. */
export function allowedActions<State extends string, Action extends string>(
  machine: StateMachine<State, Action>,
  state: State,
  actor?: TransitionActor,
): Action[] {
  const actions = machine.transitions
    .filter((t) => t.from.includes(state) && (actor === undefined || t.actors.includes(actor)))
    .map((t) => t.action);
  return [...new Set(actions)];
}

/** The state after `action`, or a refusal that names the actions allowed instead. */
export function transition<State extends string, Action extends string>(
  machine: StateMachine<State, Action>,
  state: State,
  action: Action,
  actor: TransitionActor,
): Accepted<State, never> | Refused {
  const found = machine.transitions.find(
    (t) => t.action === action && t.from.includes(state) && t.actors.includes(actor),
  );
  if (found) return accept(found.to);
  return {
    ok: false,
    refusal: { kind: 'STATE', state, action, allowedActions: allowedActions(machine, state, actor) },
  };
}
