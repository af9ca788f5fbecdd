import type { Departure, DeparturePlan } from '@mandataire/domain/departure';
import type { ReadScope } from '../reading/index.js';

export interface DepartureRow extends Departure {
  readonly leaverName: string;
  readonly reportedByName: string;
}

/** The departures of a company. */
export interface DepartureReader {
  /** Open ones first, newest first; at most 100. */
  list(scope: ReadScope): Promise<readonly DepartureRow[]>;
}

/** What happens when an MC leaves, with the name under which a person confirms it. */
export interface ShownPlan extends DeparturePlan {
  readonly agentAccountId: string;
  readonly agentName: string;
  /** Of the plan itself: the act is refused when it would be another one by then. */
  readonly planHash: string;
  /** Who would be left without an MC, by name, at most 50. */
  readonly uncoveredNames: readonly string[];
}
