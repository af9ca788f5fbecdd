import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import * as access from './access-acts.js';
import * as own from './account-acts.js';
import * as accountLinks from './account-links.js';
import * as acts from './acts.js';
import { fetchCertificateContent, fetchPublishedStatus } from './certificate-content.js';
import { dataProvider } from './data-provider.js';
import * as days from './day-acts.js';
import { fetchDemonstration } from './demonstration.js';
import { fetchFleet, fetchProducts } from './home.js';
import { GraphqlError } from './graphql-error.js';
import * as holders from './holder-acts.js';
import * as links from './link-acts.js';
import { LISTS, RECORDS } from './lists.js';
import * as members from './member-acts.js';
import * as mandates from './mandate-acts.js';
import * as onboarding from './onboarding.js';
import * as life from './mandate-life.js';
import { OPERATIONS } from './operations.js';
import * as signing from './mandate-links.js';
import * as evidence from './signing.js';
import * as secondPersons from './second-persons.js';
import * as session from './session.js';
import * as staff from './staff-acts.js';
import * as staffLists from './staff-lists.js';
import type { VerificationActInput } from './schema-verification.js';
import * as verifications from './verification-acts.js';

const schema = buildSchema(readFileSync(path.join(process.cwd(), 'apps/api/schema.graphql'), 'utf8'));

const original = globalThis.fetch;
let sent: { url: string; init: RequestInit }[] = [];
let answer: () => Promise<Response>;

beforeEach(() => {
  sent = [];
  answer = () => Promise.resolve(new Response(JSON.stringify({ errors: [{ message: 'x' }] })));
  globalThis.fetch = ((url: string, init: RequestInit) => {
    sent.push({ url, init });
    return answer();
  }) as typeof fetch;
});
afterEach(() => {
  globalThis.fetch = original;
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
/** As the build gives them to the server: what is not among them when the modules are loaded is never run. */
const TRUSTED = new Map([...OPERATIONS].map((text) => [sha256(text), text]));

const bodyOf = (request = sent.at(-1)) =>
  JSON.parse(String(request?.init.body)) as { documentId?: string; query?: string; variables: object };

const list = (resource: string) => () =>
  dataProvider.getList(resource, { pagination: { page: 1, perPage: 5 }, filter: {} });
const one = (resource: string) => () => dataProvider.getOne(resource, { id: '1' });
const versioned = { orderId: '1', version: 1 };

const PLACE = { address: '1 rue X', postalCode: '57000', city: 'Metz' };
const ofRequest = { requestId: '1', version: 1, reason: null };
const ofMandate = { mandateId: '1', version: 1, reason: null };
const ofHolder = { holderId: '1', version: 1 };
const ofMeeting = { verificationId: '1', version: 1 };
const VERIFIED: VerificationActInput = {
  ...{ idempotencyKey: 'k', method: 'FACE_TO_FACE', evidence: null, documentType: 'CNI' },
  ...{ documentNumber: 'X4RTBPFW4', documentCountry: null, documentIssuedOn: null, birthDate: null },
  ...{ documentExpiresOn: '2030-01-01', place: 'Valence', verifiedOn: '2026-11-22' },
};
const PROOF = { type: 'CNI', number: 'X4RTBPFW4', expiresOn: '2030-01-01' } as const;
const PROOFS = {
  companyProofType: 'KBIS',
  companyProofReference: 'K',
  companyProofIssuedOn: '2026-11-01',
  representativeDocument: PROOF,
  agentDocument: PROOF,
} as const;
const NAMING = {
  agentName: 'A',
  agentEmail: 'a@b.fr',
  acts: ['ORDER'],
  productCodes: ['INITIO'],
  establishments: [],
  startsOn: '2026-11-22',
  endsOn: '2028-11-22',
} as const;
const SIGNATURE = { token: 't', typedName: 'A', code: '12345678', cms: null, contentHash: 'h' };
const IDENTITY = { surname: 'A', givenNames: ['B'], email: 'a@b.fr', jobTitle: 'C' };
const CHANGE = { ...ofHolder, ...IDENTITY, effectiveOn: '2026-11-22' };

const LEAVING = { idempotencyKey: 'k', knownOn: '2026-01-01', effectiveOn: '2026-01-01', reason: null };
const ROLE = { role: 'SALES', reason: 'r', companyMemberConfirmed: false } as const;

const OPERATIONS_BY_NAME: readonly (readonly [string, () => Promise<unknown>])[] = [
  ...Object.keys(LISTS).map((name) => [`list ${name}`, list(name)] as const),
  ...Object.keys(RECORDS).map((name) => [`record ${name}`, one(name)] as const),
  ['viewer', session.fetchViewer],
  ['demonstration', fetchDemonstration],
  ['login', () => session.signIn('a@b.fr', 'x')],
  ['confirmTotp', () => session.confirmTotp('123456')],
  ['confirmRecoveryCode', () => session.confirmRecoveryCode('AAAA')],
  ['beginTotpEnrolment', session.beginTotpEnrolment],
  ['confirmTotpEnrolment', () => session.confirmTotpEnrolment('123456')],
  ['stepUp', () => session.stepUp({ code: '123456' })],
  ['requestPasswordReset', () => accountLinks.requestPasswordReset('a@b.fr')],
  ['passwordReset', () => accountLinks.readPasswordReset('t')],
  ['resetPassword', () => accountLinks.resetPassword({ token: 't', password: 'p' })],
  ['confirmEmailChange', () => accountLinks.confirmEmailChange('t')],
  ['undoEmailChange', () => accountLinks.undoEmailChange('t')],
  ['secondPersonRequests', () => secondPersons.fetchSecondPersonRequests()],
  [
    'askSecondPerson',
    () => secondPersons.askSecondPerson({ act: 'END_LAST_MANDATE', objectId: '1', version: 1, reason: 'R' }),
  ],
  ['confirmSecondPerson', () => secondPersons.confirmSecondPerson(ofRequest)],
  ['declineSecondPerson', () => secondPersons.declineSecondPerson(ofRequest)],
  ['withdrawSecondPerson', () => secondPersons.withdrawSecondPerson(ofRequest)],
  ['logout', session.signOut],
  ['switchCompany', () => session.switchCompany('1')],
  ['fleet', () => fetchFleet()],
  ['products', () => fetchProducts()],
  ['content of a certificate', () => fetchCertificateContent('1')],
  ['published status', () => fetchPublishedStatus('1')],
  ['placeOrder', () => acts.placeOrder({ idempotencyKey: 'k', holderId: '1', productCode: 'INITIO' })],
  ['coSignOrder', () => acts.coSignOrder(versioned)],
  ['cancelOrder', () => acts.cancelOrder({ ...versioned, reason: null })],
  ['decideOrder', () => acts.decideOrder({ ...versioned, decision: 'APPROVE', reason: null })],
  [
    'requestRevocation',
    () =>
      acts.requestRevocation({ idempotencyKey: 'k', certificateId: '1', reason: 'KEY_LOST', comment: null }),
  ],
  ['resumeOrder', () => acts.resumeOrder(versioned)],
  ['resendOrderLink', () => acts.resendOrderLink(versioned)],
  ['openAccess', () => access.openAccess({ objectType: 'ORDER', objectId: '1', reason: 'Audit annuel' })],
  ['endAccess', () => access.endAccess({ objectId: '1' })],
  ['members', () => members.fetchMembers()],
  ['inviteMember', () => members.inviteMember({ displayName: 'A', email: 'a@b.fr' })],
  ['removeMember', () => members.removeMember({ memberId: '1' })],
  ['companySignIns', members.fetchSignIns],
  ['sessions', own.fetchSessions],
  ['accountEvents', own.fetchAccountEvents],
  ['endSession', () => own.endSession('1')],
  ['endOtherSessions', own.endOtherSessions],
  ['changePassword', () => own.changePassword({ current: 'a', next: 'b' })],
  ['renewRecoveryCodes', own.renewRecoveryCodes],
  ['requestEmailChange', () => own.requestEmailChange('a@b.fr')],
  ['verificationDays', days.fetchDays],
  ['verificationDay', () => days.fetchDay('1')],
  ['verificationCandidates', days.fetchCandidates],
  [
    'openVerificationDay',
    () => days.openDay({ idempotencyKey: 'k', heldOn: '2030-01-01', place: 'A', holderIds: ['1'] }),
  ],
  ['markDayPerson', () => days.markPerson({ personId: '1', version: 1, outcome: 'FAILED', reason: 'OTHER' })],
  ['showConsentLink', () => days.showConsentLink('1')],
  ['identityAgreement', () => days.readAgreement('t')],
  ['giveIdentityAgreement', () => days.giveAgreement({ token: 't', agrees: true, textVersion: '1' })],
  ['staff', staff.fetchStaff],
  ['inviteStaff', () => staff.inviteStaff({ displayName: 'A', email: 'a@b.fr', ...ROLE })],
  ['grantPlatformRole', () => staff.grantPlatformRole({ accountId: '1', ...ROLE })],
  ['revokePlatformRole', () => staff.revokePlatformRole({ accountId: '1', role: 'SALES', reason: 'r' })],
  ['agentDeparturePlan', () => life.fetchAgentDeparturePlan('1', null)],
  ['agentDepartures', life.fetchAgentDepartures],
  [
    'reportAgentDeparture',
    () =>
      life.reportAgentDeparture({
        ...{ ...LEAVING, mandateId: '1', successorMandateId: null, planHash: 'h' },
      }),
  ],
  ['reportRepresentativeDeparture', () => life.reportRepresentativeDeparture({ ...LEAVING, memberId: '1' })],
  ['cancelAgentDeparture', () => life.cancelAgentDeparture({ agentDepartureId: '1', version: 1 })],
  [
    'openMandate',
    () =>
      life.openMandate({
        ...{
          idempotencyKey: 'k',
          kind: 'PRINCIPAL',
          predecessorId: null,
          delegationId: null,
          onPaper: false,
        },
        ...{ agentName: 'A', agentEmail: 'a@b.fr', acts: ['ORDER'], productCodes: ['INITIO'] },
        ...{ establishments: [], startsOn: '2026-01-01', endsOn: '2027-01-01' },
      }),
  ],
  ['withdrawMandate', () => life.withdrawMandate({ mandateId: '1', version: 1 })],
  ['confirmMandate', () => life.confirmMandate({ mandateId: '1' })],
  ['mandateForm', () => life.fetchMandateForm('1')],
  [
    'handInMandateSheet',
    () =>
      life.handInSheet({
        ...{ mandateId: '1', version: 1, placeOfOriginal: 'P', scanFileId: null },
        ...{ representativeSignedOn: '2026-01-01', agentSignedOn: '2026-01-01' },
      }),
  ],
  ['signatureDelegations', life.fetchDelegations],
  [
    'delegateSignature',
    () =>
      life.delegateSignature({
        ...{ idempotencyKey: 'k', delegateName: 'A', delegateEmail: 'a@b.fr', actReference: 'R' },
        ...{ actDatedOn: '2026-01-01', acts: ['ORDER'], startsOn: '2026-01-01', endsOn: '2027-01-01' },
      }),
  ],
  ['endSignatureDelegation', () => life.endDelegation({ delegationId: '1' })],
  [
    'recordRepresentative',
    () =>
      life.recordRepresentative({
        ...{ mandateId: '1', name: 'A', email: 'a@b.fr', formerLeaves: true },
        ...{ companyProofType: 'KBIS', companyProofReference: 'R', companyProofIssuedOn: '2026-01-01' },
      }),
  ],
  ['openCompany', () => mandates.openCompany({ siren: '552008443', name: 'A', city: 'B' })],
  ['pipeline', () => onboarding.fetchPipeline({ mine: true, search: null })],
  ['salesPeople', onboarding.fetchSalesPeople],
  ['companyFile', () => onboarding.fetchCompanyFile('1')],
  ['companyLookup', () => onboarding.lookUpCompany('552008443')],
  [
    'recordRegistration',
    () =>
      onboarding.recordRegistration({
        ...{ companyId: '1', version: null, legalForm: '5710', ...PLACE, vatNumber: null },
        proof: { type: 'KBIS', reference: 'K', issuedOn: '2026-11-22' },
      }),
  ],
  ['refreshRegistration', () => onboarding.refreshRegistration({ companyId: '1' })],
  [
    'recordEstablishment',
    () =>
      onboarding.recordEstablishment({
        ...{ companyId: '1', version: null, siret: '55200844300004', name: 'A', ...PLACE },
        ...{ headOffice: true, closed: false },
      }),
  ],
  [
    'recordCompanyPaper',
    () =>
      onboarding.recordCompanyPaper({
        ...{ companyId: '1', kind: 'AGENT_ID', type: 'CNI', reference: null, issuedOn: null },
        expiresOn: '2030-01-01',
      }),
  ],
  [
    'followCompany',
    () =>
      onboarding.followCompany({
        ...{ companyId: '1', version: 1, ownerId: null, nextAction: null, nextActionOn: null },
      }),
  ],
  ['portfolio', () => onboarding.fetchPortfolio({ mine: false, english: false })],
  [
    'inviteRepresentative',
    () => mandates.inviteRepresentative({ companyId: '1', name: 'A', email: 'a@b.fr' }),
  ],
  ['decideMandate', () => mandates.decideMandate({ ...ofMandate, decision: 'APPROVE', proofs: PROOFS })],
  ['cancelMandate', () => mandates.cancelMandate({ companyId: '1' })],
  ['endMandate', () => mandates.endMandate(ofMandate)],
  ['mandateFile', () => signing.readMandateFile('t', 'REPRESENTATIVE')],
  ['nameAgent', () => signing.nameAgent({ token: 't', ...NAMING })],
  [
    'requestActCode',
    () => signing.requestActCode({ token: 't', signer: 'AGENT', channel: 'SMS', phone: '+33612345678' }),
  ],
  ['signingOptions', () => evidence.readSigningOptions('t', 'AGENT')],
  ['mandateDraft', () => evidence.readMandateDraft('t', 'AGENT')],
  ['handOutEvidence', () => evidence.handOutEvidence({ mandateId: '1', evidenceId: '2', form: 'PDF' })],
  ['signMandate', () => signing.signMandate(SIGNATURE)],
  [
    'acceptMandate',
    () =>
      signing.acceptMandate({
        ...SIGNATURE,
        acceptsMandate: true,
        commitsToIndependence: true,
        commitsToReportDeparture: true,
      }),
  ],
  ['activation', () => signing.readActivation('t')],
  ['acceptInvitation', () => signing.acceptInvitation('t')],
  ['beginActivation', () => signing.beginActivation('t')],
  ['activateAccount', () => signing.activateAccount({ token: 't', password: 'p', code: null })],
  [
    'addHolder',
    () =>
      holders.addHolder({
        ...{ idempotencyKey: 'k', anotherPerson: false },
        ...IDENTITY,
        ...{ phone: null, establishment: null },
      }),
  ],
  [
    'changeHolderContact',
    () => holders.changeHolderContact({ ...ofHolder, phone: '+33612345678', establishment: null }),
  ],
  ['inviteHolder', () => holders.inviteHolder(ofHolder)],
  ['recordVerification', () => holders.recordVerification({ ...VERIFIED, holderId: '1' })],
  ['requestVerification', () => verifications.requestVerification({ idempotencyKey: 'k', holderId: '1' })],
  [
    'scheduleVerification',
    () =>
      verifications.scheduleVerification({
        ...ofMeeting,
        ...{ scheduledAt: '2026-11-25T09:00:00Z', place: 'Valence', verifierAccountId: null },
      }),
  ],
  ['startVerification', () => verifications.startVerification(ofMeeting)],
  ['missVerification', () => verifications.missVerification(ofMeeting)],
  ['failVerification', () => verifications.failVerification({ ...ofMeeting, reason: 'Doute' })],
  ['cancelVerification', () => verifications.cancelVerification({ ...ofMeeting, reason: null })],
  [
    'reportDeparture',
    () =>
      verifications.reportDeparture({
        ...ofHolder,
        ...{ idempotencyKey: 'k', leavesOn: '2026-12-01', confirmedCertificateIds: ['1'] },
      }),
  ],
  ['cancelDeparture', () => verifications.cancelDeparture(ofHolder)],
  ['closeDeparture', () => verifications.closeDeparture(ofHolder)],
  ['returnHolder', () => verifications.returnHolder(ofHolder)],
  ['recordOrderVerification', () => verifications.recordOrderVerification({ ...VERIFIED, orderId: '1' })],
  [
    'invalidateVerification',
    () => verifications.invalidateVerification({ orderId: '1', reason: 'Fausse pièce' }),
  ],
  ['revocationTasks', () => verifications.fetchRevocationTasks()],
  ['namesakes', () => verifications.fetchNamesakes('Zoé Lefèvre')],
  ['previewIdentityChange', () => holders.previewIdentityChange(CHANGE)],
  [
    'confirmIdentityChange',
    () => holders.confirmIdentityChange({ ...CHANGE, idempotencyKey: 'k', confirmedCertificateIds: ['1'] }),
  ],
  ['consentRequest', () => links.readConsent('t')],
  [
    'giveConsent',
    () => links.giveConsent({ token: 't', acceptsBinding: true, acceptsTerms: true, termsVersion: 'v' }),
  ],
  ['declineConsent', () => links.declineConsent('t')],
  ['staffLists', () => staffLists.fetchStaffLists()],
  ['staffList', () => staffLists.fetchStaffList('1')],
  ['staffListLines', () => staffLists.fetchStaffListLines('1', { first: 50, after: null })],
  ['staffListChanges', () => staffLists.fetchStaffListChanges('1')],
  ['staffListReport', () => staffLists.fetchStaffListReport('1')],
  ['mapStaffList', () => staffLists.mapStaffList({ id: '1', version: 1, mapping: [] })],
  ['runStaffList', () => staffLists.runStaffList({ id: '1', version: 1, certificates: 0 })],
  ['cancelStaffList', () => staffLists.cancelStaffList('1')],
  ['retrieval', () => links.readRetrieval('t')],
  ['submitCertificateRequest', () => links.submitRequest('t', 'csr')],
  [
    'answerCertificate',
    () => links.answerCertificate({ token: 't', answer: 'ACCEPT', backupAcknowledged: true, comment: null }),
  ],
];

describe('what the console asks of the API', () => {
  it.each(OPERATIONS_BY_NAME)('%s is valid against schema.graphql', async (_name, ask) => {
    await expect(ask()).rejects.toBeInstanceOf(GraphqlError);
    const text = TRUSTED.get(bodyOf().documentId ?? '') ?? '';
    expect(bodyOf().query).toBeUndefined();
    expect(validate(schema, parse(text)).map((error) => error.message)).toEqual([]);
  });

  it('is all known to the build, and nothing more', async () => {
    const used = new Set<string>();
    for (const [, ask] of OPERATIONS_BY_NAME) {
      await ask().catch(() => undefined);
      used.add(bodyOf().documentId ?? '');
    }
    expect([...TRUSTED].filter(([id]) => !used.has(id)).map(([, text]) => text)).toEqual([]);
    expect(OPERATIONS.size).toBe(TRUSTED.size);
  });

  it('is declared in a module that the build collects', () => {
    const read = (file: string) => readFileSync(path.join(import.meta.dirname, file), 'utf8');
    const declaring = readdirSync(import.meta.dirname).filter(
      (file) => !file.endsWith('.spec.ts') && /import \{ operation\b/.test(read(file)),
    );
    expect(declaring.length).toBeGreaterThan(5);
    const collected = read('operations.ts');
    expect(declaring.filter((file) => !collected.includes(`./${file.replace('.ts', '.js')}`))).toEqual([]);
  });

  it('is sent as text only to a server that does not know it', async () => {
    const unknown = {
      message: 'x',
      extensions: { code: 'INVALID_INPUT', fields: { query: 'UNKNOWN_DOCUMENT' } },
    };
    answer = () => Promise.resolve(new Response(JSON.stringify({ errors: [unknown] })));
    await session.fetchViewer().catch(() => undefined);
    expect(sent.map((request) => Object.keys(bodyOf(request)))).toEqual([
      ['documentId', 'variables'],
      ['query', 'variables'],
    ]);
    expect(sha256(bodyOf().query ?? '')).toBe(bodyOf(sent[0]).documentId);
  });

  it('sends the header and the content type that a foreign form cannot send', async () => {
    await session.fetchViewer().catch(() => undefined);
    expect(sent[0]?.url).toBe('/graphql');
    expect(sent[0]?.init.headers).toMatchObject({
      'content-type': 'application/json',
      'x-requested-with': expect.any(String),
    });
    expect(sent[0]?.init.credentials).toBe('same-origin');
  });

  it('gives the code, reason, fields and reference of a refusal', async () => {
    const extensions = {
      code: 'RULE_REFUSED',
      reason: 'LINK_EXPIRED',
      fields: { a: 'B' },
      correlationId: 'c',
    };
    answer = () =>
      Promise.resolve(new Response(JSON.stringify({ errors: [{ message: 'Échu.', extensions }] })));
    await expect(links.readConsent('t')).rejects.toMatchObject({
      code: 'RULE_REFUSED',
      reason: 'LINK_EXPIRED',
      fields: { a: 'B' },
      correlationId: 'c',
      message: 'Échu.',
    });
  });

  it.each([
    ['no connection', () => Promise.reject(new TypeError('fetch failed'))],
    ['a proxy’s page', () => Promise.resolve(new Response('<html>502</html>'))],
  ])('calls %s a network failure that may be retried', async (_name, reply) => {
    answer = reply;
    await expect(session.fetchViewer()).rejects.toMatchObject({ code: 'NETWORK', retryable: true });
  });
});
