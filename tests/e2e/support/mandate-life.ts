import { randomUUID } from 'node:crypto';
import type { ApiClient } from './api.js';
import { openFile, stranger } from './api.js';
import {
  ACCEPT,
  COMMITMENTS,
  DECIDE_MANDATE,
  inMonths,
  proofs,
  SIGN,
  today,
  type Newcomer,
} from './chain.js';
import { PDF, readFile, sendFile } from './files.js';

export const OPEN_MANDATE = `mutation($input: OpenMandateInput!) {
  openMandate(input: $input) { id version state kind predecessorId paperReference allowedActions } }`;
export const WITHDRAW_MANDATE =
  'mutation($input: WithdrawMandateInput!) { withdrawMandate(input: $input) { state } }';
export const CONFIRM_MANDATE =
  'mutation($input: MandateChoiceInput!) { confirmMandate(input: $input) { confirmBy } }';
export const DELEGATE = `mutation($input: DelegateSignatureInput!) {
  delegateSignature(input: $input) { id delegateName endedAt } }`;
export const END_DELEGATION = `mutation($input: EndDelegationInput!) {
  endSignatureDelegation(input: $input) { id endedAt } }`;
export const RECORD_REPRESENTATIVE =
  'mutation($input: RecordRepresentativeInput!) { recordRepresentative(input: $input) }';
export const FORM = `query($mandateId: ID!, $companyId: ID) {
  mandateForm(mandateId: $mandateId, companyId: $companyId) { reference text agentName contentHash } }`;
export const HAND_IN = 'mutation($input: HandInSheetInput!) { handInMandateSheet(input: $input) }';
export const TAKE_OVER = `mutation($input: TakeOverMandatesInput!) {
  takeOverMandates(input: $input) { line accepted mandateId code rule reason fields { field fault } } }`;
export const PREPARE_PAPER =
  'mutation($input: PreparePaperMandateInput!) { preparePaperMandate(input: $input) }';
export const PLAN = `query($mandateId: ID!, $successorMandateId: ID) {
  agentDeparturePlan(mandateId: $mandateId, successorMandateId: $successorMandateId) {
    agentName endingMandateIds orders { id holderName fate } uncovered { establishment holders } uncoveredNames
    neededMandates { mandateId acts } isLastAgent planHash } }`;
export const REPORT_AGENT = `mutation($input: ReportAgentDepartureInput!) {
  reportAgentDeparture(input: $input) { id version state leaverName delayDays late allowedActions } }`;
export const REPORT_REPRESENTATIVE = `mutation($input: ReportRepresentativeDepartureInput!) {
  reportRepresentativeDeparture(input: $input) { id state leaverName } }`;
export const CARRY_OUT = `mutation($input: CarryOutAgentDepartureInput!) {
  carryOutAgentDeparture(input: $input) { id state } }`;
export const CANCEL_DEPARTURE = `mutation($input: CancelAgentDepartureInput!) {
  cancelAgentDeparture(input: $input) { id state } }`;
export const DEPARTURES = '{ agentDepartures { id version state delayDays late allowedActions } }';

export interface Plan {
  readonly agentName: string;
  readonly endingMandateIds: readonly string[];
  readonly orders: readonly { readonly id: string; readonly holderName: string; readonly fate: string }[];
  readonly uncovered: readonly { readonly establishment: string | null; readonly holders: number }[];
  readonly uncoveredNames: readonly string[];
  readonly neededMandates: readonly { readonly mandateId: string }[];
  readonly isLastAgent: boolean;
  readonly planHash: string;
}

export interface Opened {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly kind: string;
  readonly paperReference: string | null;
}

export interface Agent {
  readonly name: string;
  readonly email: string;
}

export const plan = async (
  asked: ApiClient,
  mandateId: string,
  successorMandateId: string | null = null,
): Promise<Plan> =>
  (await asked.read<{ agentDeparturePlan: Plan }>(PLAN, { mandateId, successorMandateId }))
    .agentDeparturePlan;

/** What the representative opens, unless told otherwise: a principal with every right. */
export const opening = ({ name, email }: Agent, change: object = {}) => ({
  idempotencyKey: randomUUID(),
  kind: 'PRINCIPAL',
  agentName: name,
  agentEmail: email,
  acts: ['VERIFY', 'ORDER', 'RENEW', 'REVOKE'],
  productCodes: ['INITIO'],
  startsOn: today(),
  endsOn: inMonths(12),
  ...change,
});

export const openMandate = async (
  representative: ApiClient,
  agent: Agent,
  change: object = {},
): Promise<Opened> =>
  (await representative.read<{ openMandate: Opened }>(OPEN_MANDATE, { input: opening(agent, change) }))
    .openMandate;

/** Signed by its two people from their links, as the first one is; both addresses are new to the mailbox. */
export async function signByLinks(newcomer: Newcomer, signer: Agent, agent: Agent): Promise<void> {
  const token = await newcomer.token('mandat/signer', signer.email);
  const nobody = stranger(newcomer.run);
  const signing = { token, contentHash: await newcomer.hashOf(token, 'REPRESENTATIVE') };
  const code = await newcomer.codeFor(token, 'REPRESENTATIVE', signer.email);
  await nobody.read(SIGN, { input: { ...signing, typedName: signer.name, code } });
  const link = await newcomer.token('mandat/accepter', agent.email);
  const accepting = { token: link, contentHash: await newcomer.hashOf(link, 'AGENT') };
  const agentCode = await newcomer.codeFor(link, 'AGENT', agent.email);
  const input = { ...accepting, typedName: agent.name, code: agentCode, ...COMMITMENTS };
  await nobody.read(ACCEPT, { input });
}

/** The sheet of a mandate on paper is handed in by the representative and checked by the officer. */
export async function signOnPaper(
  newcomer: Newcomer,
  representative: ApiClient,
  { id, version, paperReference }: Opened,
): Promise<void> {
  const signed = { representativeSignedOn: today(), agentSignedOn: today(), placeOfOriginal: 'Coffre 3' };
  const scan = await sendFile(newcomer.run, representative, 'MANDATE_SCAN', PDF);
  const input = { mandateId: id, version, ...signed, scanFileId: scan.body.id };
  await representative.read(HAND_IN, { input });
  await openFile(newcomer.officer, 'MANDATE', id);
  const paper = { reference: paperReference ?? '', placeOfOriginal: 'Archives, boîte 12', sawOriginal: true };
  const seen = await readFile(newcomer.run, newcomer.officer, scan.body.id, `?opened=${id}`);
  if (seen.status !== 200) throw new Error(`the office reads the scan: ${seen.status}`);
  const decision = { mandateId: id, version: version + 1, decision: 'APPROVE', proofs: proofs(), paper };
  await newcomer.officer.read(DECIDE_MANDATE, { input: decision });
}
