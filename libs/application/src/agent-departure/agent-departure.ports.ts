import type { AgentDeparture, AgentDeparturePlan } from '@mandataire/domain/agent-departure';
import type { ReadScope } from '../reading/index.js';

export interface AgentDepartureRow extends AgentDeparture {
  readonly leaverName: string;
  readonly reportedByName: string;
}

/** The departures of a company. */
export interface AgentDepartureReader {
  /** Open ones first, newest first; at most 100. */
  list(scope: ReadScope): Promise<readonly AgentDepartureRow[]>;
}

/** What happens when an MC leaves, with the name under which a person confirms it. */
export interface ShownPlan extends AgentDeparturePlan {
  readonly agentAccountId: string;
  readonly agentName: string;
  /** Of the plan itself: the act is refused when it would be another one by then. */
  readonly planHash: string;
  /** Who would be left without an MC, by name, at most 50. */
  readonly uncoveredNames: readonly string[];
}
