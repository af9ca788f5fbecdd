import type { AgentDepartureState, Leaver, OrderFate } from '@mandataire/domain/agent-departure';
import type { MandateAct } from '@mandataire/domain/mandate';
import type { DateTime } from './schema.js';

interface Named {
  readonly id: string;
  readonly holderName: string;
  readonly state: string;
}

/** What happens when this MC leaves (apps/api/schema.graphql). */
export interface AgentDeparturePlan {
  readonly agentName: string;
  readonly endingMandateIds: readonly string[];
  readonly orders: readonly (Named & { readonly productCode: string; readonly fate: OrderFate })[];
  readonly verifications: readonly (Named & { readonly stays: boolean })[];
  readonly revocations: readonly Named[];
  readonly uncovered: readonly { readonly establishment: string | null; readonly holders: number }[];
  readonly uncoveredNames: readonly string[];
  readonly neededMandates: readonly {
    readonly mandateId: string;
    readonly acts: readonly MandateAct[];
    readonly productCodes: readonly string[];
    readonly establishments: readonly string[];
    readonly endsOn: string | null;
  }[];
  readonly isLastAgent: boolean;
  readonly planHash: string;
}

export interface AgentDeparture {
  readonly id: string;
  readonly version: number;
  readonly state: AgentDepartureState;
  readonly leaver: Leaver;
  readonly leaverName: string;
  readonly knownOn: string;
  readonly effectiveOn: string;
  readonly reason: string | null;
  readonly reportedByName: string;
  readonly reportedAt: DateTime;
  readonly delayDays: number;
  readonly late: boolean;
  readonly carriedOutAt: DateTime | null;
  readonly allowedActions: readonly ('CARRY_OUT' | 'CANCEL')[];
}

export interface SignatureDelegation {
  readonly id: string;
  readonly delegateName: string;
  readonly delegateEmail: string;
  readonly actReference: string;
  readonly actDatedOn: string;
  readonly acts: readonly MandateAct[];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly endedAt: DateTime | null;
}
