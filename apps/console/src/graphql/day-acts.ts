import type { DayOutcome, FailureReason } from '@mandataire/domain/verification-day';
import { request } from './client.js';
import { operation } from './operation.js';
import type { AgreementRequest, Candidate, ShownLink, VerificationDay, WholeDay } from './schema-day.js';

const DAY = 'id heldOn place people verified absent failed';
const PERSONS =
  'persons { id version holderId surname givenNames jobTitle state reason consentAwaited agreedAt }';
const AGREEMENT =
  'surname givenNames email jobTitle companyName heldOn place textVersion text expiresAt agreedAt';

const DAYS = operation(`query VerificationDays { verificationDays { ${DAY} } }`);

export const fetchDays = async (): Promise<readonly VerificationDay[]> =>
  (await request<{ verificationDays: readonly VerificationDay[] }>(DAYS)).verificationDays;

const ONE_DAY = operation(
  `query VerificationDay($id: ID!) { verificationDay(id: $id) { ${DAY} ${PERSONS} } }`,
);

export const fetchDay = async (id: string): Promise<WholeDay> =>
  (await request<{ verificationDay: WholeDay }>(ONE_DAY, { id })).verificationDay;

const CANDIDATES = operation(
  'query VerificationCandidates { verificationCandidates { id surname givenNames jobTitle } }',
);

export const fetchCandidates = async (): Promise<readonly Candidate[]> =>
  (await request<{ verificationCandidates: readonly Candidate[] }>(CANDIDATES)).verificationCandidates;

const OPEN_DAY = operation(
  `mutation OpenDay($input: OpenVerificationDayInput!) { openVerificationDay(input: $input) { ${DAY} ${PERSONS} } }`,
);

export const openDay = async (input: {
  readonly idempotencyKey: string;
  readonly heldOn: string;
  readonly place: string;
  readonly holderIds: readonly string[];
}): Promise<WholeDay> =>
  (await request<{ openVerificationDay: WholeDay }>(OPEN_DAY, { input })).openVerificationDay;

const MARK_PERSON = operation(
  `mutation MarkPerson($input: MarkDayPersonInput!) { markDayPerson(input: $input) { ${DAY} ${PERSONS} } }`,
);

/** No outcome: he is waited for again. */
export const markPerson = async (input: {
  readonly personId: string;
  readonly version: number;
  readonly outcome: DayOutcome | null;
  readonly reason: FailureReason | null;
}): Promise<WholeDay> => (await request<{ markDayPerson: WholeDay }>(MARK_PERSON, { input })).markDayPerson;

const SHOW_LINK = operation(
  'mutation ShowLink($input: ShowConsentLinkInput!) { showConsentLink(input: $input) { opens url qrCodeSvg expiresAt } }',
);

/** A new one replaces the one before. */
export const showConsentLink = async (personId: string): Promise<ShownLink> =>
  (await request<{ showConsentLink: ShownLink }>(SHOW_LINK, { input: { personId } })).showConsentLink;

const READ_AGREEMENT = operation(
  `query Agreement($token: String!) { identityAgreement(token: $token) { ${AGREEMENT} } }`,
);

export const readAgreement = async (token: string): Promise<AgreementRequest> =>
  (await request<{ identityAgreement: AgreementRequest }>(READ_AGREEMENT, { token })).identityAgreement;

const GIVE_AGREEMENT = operation(
  `mutation Agree($input: GiveIdentityAgreementInput!) { giveIdentityAgreement(input: $input) { ${AGREEMENT} } }`,
);

export const giveAgreement = async (input: {
  readonly token: string;
  readonly agrees: boolean;
  readonly textVersion: string;
}): Promise<AgreementRequest> =>
  (await request<{ giveIdentityAgreement: AgreementRequest }>(GIVE_AGREEMENT, { input }))
    .giveIdentityAgreement;
