import type { ApiClient } from './api.js';

export const ASK_SECOND = 'mutation($input: AskSecondPersonInput!) { askSecondPerson(input: $input) }';
export const CONFIRM_SECOND =
  'mutation($input: DecideSecondPersonInput!) { confirmSecondPerson(input: $input) }';
export const DECLINE_SECOND =
  'mutation($input: DecideSecondPersonInput!) { declineSecondPerson(input: $input) }';
export const WITHDRAW_SECOND =
  'mutation($input: DecideSecondPersonInput!) { withdrawSecondPerson(input: $input) }';
export const SECOND_PERSONS = `{ secondPersonRequests { id version act objectType objectId reason state companyName
  requestedByName requestedAt expiresAt escalatedAt decidedByName decidedAt decisionReason allowedActions } }`;

export interface SecondPersons {
  readonly secondPersonRequests: readonly {
    readonly id: string;
    readonly version: number;
    readonly objectId: string;
    readonly state: string;
    readonly companyName: string;
    readonly requestedByName: string;
    readonly decidedByName: string | null;
    readonly allowedActions: readonly string[];
  }[];
}

/** The request to end a company's last mandate. */
export async function askSecondPerson(
  client: ApiClient,
  mandate: { readonly objectId: string; readonly version: number },
): Promise<string> {
  const input = { act: 'END_LAST_MANDATE', reason: 'Départ', ...mandate };
  return (await client.read<{ askSecondPerson: string }>(ASK_SECOND, { input })).askSecondPerson;
}
