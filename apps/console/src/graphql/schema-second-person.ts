/** Requests for a second person, as the console reads them (apps/api/schema.graphql). */
import type { SecondPersonAct, SecondPersonState } from '@mandataire/domain/second-person';
import type { DateTime } from './schema.js';

export type SecondPersonAction = 'CONFIRM' | 'DECLINE' | 'WITHDRAW';

export interface SecondPersonRequest {
  readonly id: string;
  readonly version: number;
  readonly act: SecondPersonAct;
  readonly objectId: string;
  readonly reason: string;
  readonly state: SecondPersonState;
  readonly companyName: string;
  readonly requestedByName: string;
  readonly requestedAt: DateTime;
  readonly expiresAt: DateTime;
  readonly allowedActions: readonly SecondPersonAction[];
}
