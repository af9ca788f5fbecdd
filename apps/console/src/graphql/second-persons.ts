import type { SecondPersonAct } from '@mandataire/domain/second-person';
import { request, type RequestOptions } from './client.js';
import { operation, type Operation } from './operation.js';
import type { SecondPersonRequest } from './schema-second-person.js';

const SECOND_PERSON_REQUESTS = operation(`query SecondPersonRequests { secondPersonRequests {
  id version act objectId reason state companyName requestedByName requestedAt expiresAt allowedActions
} }`);

/** Open ones first. */
export const fetchSecondPersonRequests = async (
  options: RequestOptions = {},
): Promise<readonly SecondPersonRequest[]> =>
  (
    await request<{ secondPersonRequests: readonly SecondPersonRequest[] }>(
      SECOND_PERSON_REQUESTS,
      {},
      options,
    )
  ).secondPersonRequests;

const ASK_SECOND_PERSON = operation(
  'mutation AskSecondPerson($input: AskSecondPersonInput!) { askSecondPerson(input: $input) }',
);

/** `version`: of the object as it was seen; exactly that is confirmed. Gives the request's id. */
export const askSecondPerson = async (input: {
  act: SecondPersonAct;
  objectId: string;
  version: number;
  reason: string;
}): Promise<string> =>
  (await request<{ askSecondPerson: string }>(ASK_SECOND_PERSON, { input })).askSecondPerson;

interface DecideInput {
  readonly requestId: string;
  readonly version: number;
  readonly reason: string | null;
}

const decisionMutation = (name: string): Operation =>
  operation(`mutation Decide($input: DecideSecondPersonInput!) { ${name}(input: $input) }`);

const CONFIRM_SECOND_PERSON = decisionMutation('confirmSecondPerson');

/** Carries the act out at once, with both names. */
export const confirmSecondPerson = async (input: DecideInput): Promise<boolean> =>
  (await request<{ confirmSecondPerson: boolean }>(CONFIRM_SECOND_PERSON, { input })).confirmSecondPerson;

const DECLINE_SECOND_PERSON = decisionMutation('declineSecondPerson');

export const declineSecondPerson = async (input: DecideInput): Promise<boolean> =>
  (await request<{ declineSecondPerson: boolean }>(DECLINE_SECOND_PERSON, { input })).declineSecondPerson;

const WITHDRAW_SECOND_PERSON = decisionMutation('withdrawSecondPerson');

/** Whoever asked takes it back. */
export const withdrawSecondPerson = async (input: DecideInput): Promise<boolean> =>
  (await request<{ withdrawSecondPerson: boolean }>(WITHDRAW_SECOND_PERSON, { input })).withdrawSecondPerson;
