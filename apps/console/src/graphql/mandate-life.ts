import { request } from './client.js';
import { MANDATE, MANDATE_FILE } from './fragments.js';
import { operation } from './operation.js';
import type { AgentDeparture, AgentDeparturePlan, SignatureDelegation } from './schema-agent-departure.js';
import type { AgentNamingInput } from './mandate-links.js';
import type { CompanyProofType, Mandate, MandateAct, MandateForm, MandateKind } from './schema-mandate.js';

const NAMED = 'id holderName state';

const DEPARTURE_PLAN = operation(`query AgentDeparturePlan($mandateId: ID!, $successorMandateId: ID) {
  agentDeparturePlan(mandateId: $mandateId, successorMandateId: $successorMandateId) {
    agentName endingMandateIds orders { ${NAMED} productCode fate } verifications { ${NAMED} stays }
    revocations { ${NAMED} } uncovered { establishment holders } uncoveredNames
    neededMandates { mandateId acts productCodes establishments endsOn } isLastAgent planHash } }`);

/** Changes nothing; the report computes the same. */
export const fetchAgentDeparturePlan = async (
  mandateId: string,
  successorMandateId: string | null,
): Promise<AgentDeparturePlan> =>
  (
    await request<{ agentDeparturePlan: AgentDeparturePlan }>(DEPARTURE_PLAN, {
      mandateId,
      successorMandateId,
    })
  ).agentDeparturePlan;

const DEPARTURE = `id version state leaver leaverName knownOn effectiveOn reason reportedByName reportedAt
  delayDays late carriedOutAt allowedActions`;

const DEPARTURES = operation(`query AgentDepartures { agentDepartures { ${DEPARTURE} } }`);

export const fetchAgentDepartures = async (): Promise<readonly AgentDeparture[]> =>
  (await request<{ agentDepartures: readonly AgentDeparture[] }>(DEPARTURES, {})).agentDepartures;

const REPORT_AGENT_DEPARTURE = operation(
  `mutation ReportAgentDeparture($input: ReportAgentDepartureInput!) {
    reportAgentDeparture(input: $input) { ${DEPARTURE} } }`,
);

export interface ReportInput {
  readonly idempotencyKey: string;
  readonly mandateId: string;
  readonly successorMandateId: string | null;
  readonly knownOn: string;
  readonly effectiveOn: string;
  readonly reason: string | null;
  readonly planHash: string;
}

/** One act: orders taken over, mandates ended, at once or on the day; CONFLICT when it would not be what was shown. */
export const reportAgentDeparture = async (input: ReportInput): Promise<readonly AgentDeparture[]> =>
  (await request<{ reportAgentDeparture: readonly AgentDeparture[] }>(REPORT_AGENT_DEPARTURE, { input }))
    .reportAgentDeparture;

const REPORT_REPRESENTATIVE_DEPARTURE = operation(
  `mutation ReportRepresentativeDeparture($input: ReportRepresentativeDepartureInput!) {
    reportRepresentativeDeparture(input: $input) { ${DEPARTURE} } }`,
);

export const reportRepresentativeDeparture = async (input: {
  idempotencyKey: string;
  memberId: string;
  knownOn: string;
  effectiveOn: string;
  reason: string | null;
}): Promise<readonly AgentDeparture[]> =>
  (
    await request<{ reportRepresentativeDeparture: readonly AgentDeparture[] }>(
      REPORT_REPRESENTATIVE_DEPARTURE,
      {
        input,
      },
    )
  ).reportRepresentativeDeparture;

const CANCEL_DEPARTURE = operation(
  `mutation CancelAgentDeparture($input: CancelAgentDepartureInput!) { cancelAgentDeparture(input: $input) { ${DEPARTURE} } }`,
);

export const cancelAgentDeparture = async (input: {
  agentDepartureId: string;
  version: number;
}): Promise<readonly AgentDeparture[]> =>
  (await request<{ cancelAgentDeparture: readonly AgentDeparture[] }>(CANCEL_DEPARTURE, { input }))
    .cancelAgentDeparture;

const OPEN_MANDATE = operation(
  `mutation OpenMandate($input: OpenMandateInput!) { openMandate(input: $input) { ${MANDATE} } }`,
);

export interface OpenMandateInput extends AgentNamingInput {
  readonly idempotencyKey: string;
  readonly kind: MandateKind;
  readonly predecessorId: string | null;
  readonly delegationId: string | null;
  readonly onPaper: boolean;
}

export const openMandate = async (input: OpenMandateInput): Promise<Mandate> =>
  (await request<{ openMandate: Mandate }>(OPEN_MANDATE, { input })).openMandate;

const WITHDRAW_MANDATE = operation(
  `mutation WithdrawMandate($input: WithdrawMandateInput!) { withdrawMandate(input: $input) { ${MANDATE} } }`,
);

export const withdrawMandate = async (input: { mandateId: string; version: number }): Promise<Mandate> =>
  (await request<{ withdrawMandate: Mandate }>(WITHDRAW_MANDATE, { input })).withdrawMandate;

const CONFIRM_MANDATE = operation(
  `mutation ConfirmMandate($input: MandateChoiceInput!) { confirmMandate(input: $input) { ${MANDATE} } }`,
);

export const confirmMandate = async (input: { mandateId: string }): Promise<Mandate> =>
  (await request<{ confirmMandate: Mandate }>(CONFIRM_MANDATE, { input })).confirmMandate;

const MANDATE_FORM = operation(
  `query MandateForm($mandateId: ID!) { mandateForm(mandateId: $mandateId) { reference ${MANDATE_FILE} } }`,
);

/** To print (D25). */
export const fetchMandateForm = async (mandateId: string): Promise<MandateForm> =>
  (await request<{ mandateForm: MandateForm }>(MANDATE_FORM, { mandateId })).mandateForm;

const HAND_IN_SHEET = operation(
  'mutation HandInSheet($input: HandInSheetInput!) { handInMandateSheet(input: $input) }',
);

export const handInSheet = async (input: {
  mandateId: string;
  version: number;
  representativeSignedOn: string;
  agentSignedOn: string;
  placeOfOriginal: string;
  scanFileId: string | null;
}): Promise<string> =>
  (await request<{ handInMandateSheet: string }>(HAND_IN_SHEET, { input })).handInMandateSheet;

const DELEGATION = 'id delegateName delegateEmail actReference actDatedOn acts startsOn endsOn endedAt';

const DELEGATIONS = operation(`query Delegations { signatureDelegations { ${DELEGATION} } }`);

export const fetchDelegations = async (): Promise<readonly SignatureDelegation[]> =>
  (await request<{ signatureDelegations: readonly SignatureDelegation[] }>(DELEGATIONS, {}))
    .signatureDelegations;

const DELEGATE_SIGNATURE = operation(
  `mutation DelegateSignature($input: DelegateSignatureInput!) {
    delegateSignature(input: $input) { ${DELEGATION} } }`,
);

export const delegateSignature = async (input: {
  idempotencyKey: string;
  delegateName: string;
  delegateEmail: string;
  actReference: string;
  actDatedOn: string;
  acts: readonly MandateAct[];
  startsOn: string;
  endsOn: string;
}): Promise<readonly SignatureDelegation[]> =>
  (await request<{ delegateSignature: readonly SignatureDelegation[] }>(DELEGATE_SIGNATURE, { input }))
    .delegateSignature;

const END_DELEGATION = operation(
  `mutation EndDelegation($input: EndDelegationInput!) { endSignatureDelegation(input: $input) { ${DELEGATION} } }`,
);

export const endDelegation = async (input: {
  delegationId: string;
}): Promise<readonly SignatureDelegation[]> =>
  (await request<{ endSignatureDelegation: readonly SignatureDelegation[] }>(END_DELEGATION, { input }))
    .endSignatureDelegation;

const RECORD_REPRESENTATIVE = operation(
  'mutation RecordRepresentative($input: RecordRepresentativeInput!) { recordRepresentative(input: $input) }',
);

export const recordRepresentative = async (input: {
  mandateId: string;
  name: string;
  email: string;
  formerLeaves: boolean;
  companyProofType: CompanyProofType;
  companyProofReference: string;
  companyProofIssuedOn: string;
}): Promise<string> =>
  (await request<{ recordRepresentative: string }>(RECORD_REPRESENTATIVE, { input })).recordRepresentative;
