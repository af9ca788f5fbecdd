import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../../support/system/index.js';
import { signedIn, type ApiClient } from '../support/api.js';
import { addHolder, inMonths, meeting, Newcomer, proofs, today, VERIFY } from '../support/chain.js';
import {
  CANCEL_DEPARTURE,
  CARRY_OUT,
  DELEGATE,
  DEPARTURES,
  END_DELEGATION,
  FORM,
  HAND_IN,
  openMandate,
  opening,
  OPEN_MANDATE,
  plan,
  PLAN,
  REPORT_AGENT,
  signByLinks,
  signOnPaper,
  TAKE_OVER,
  WITHDRAW_MANDATE,
  type Opened,
} from '../support/mandate-life.js';

const PLACE = 'mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { id } }';
const MANDATES = '{ mandates(first: 20) { edges { node { id kind state agentEmail signedByDelegation } } } }';

let run: Run;
let newcomer: Newcomer;
let agent: ApiClient;
let representative: ApiClient;
let elsewhere: ApiClient;
let second: Opened;
const colleague = () => ({ name: 'Hugo Marchal', email: `hugo.${newcomer.tag}@essai.example` });

beforeAll(async () => {
  run = runningSystem();
  newcomer = await Newcomer.open(run);
  agent = await newcomer.agentAtWork();
  representative = await newcomer.activated('representative');
  elsewhere = await signedIn(run, 'LEGAL_REPRESENTATIVE');
});

const state = async (id: string) =>
  (
    await representative.read<{
      mandates: { edges: { node: { id: string; state: string; signedByDelegation: boolean } }[] };
    }>(MANDATES)
  ).mandates.edges.find(({ node }) => node.id === id)?.node;

describe('later mandates (D12)', () => {
  it('are opened by the representative alone, never for a person and days that have one', async () => {
    const input = opening(colleague());
    for (const other of [agent, newcomer.sales, newcomer.officer])
      expect(await other.refusal(OPEN_MANDATE, { input })).toMatchObject({ code: 'FORBIDDEN' });
    const again = opening(newcomer.agent, { endsOn: inMonths(2) });
    expect(await representative.refusal(OPEN_MANDATE, { input: again })).toMatchObject({
      ...{ code: 'RULE_REFUSED', rule: 'D12', reason: 'MANDATE_OVERLAPS' },
    });
  });

  it('let a deputy stand in within the mandate, not beyond it', async () => {
    const deputy = { kind: 'DEPUTY', predecessorId: newcomer.mandateId };
    const deputyOf = (change: object) => ({ input: opening(colleague(), { ...deputy, ...change }) });
    expect(await representative.refusal(OPEN_MANDATE, deputyOf({ productCodes: ['AUDACIO'] }))).toMatchObject(
      {
        reason: 'DEPUTY_EXCEEDS_MANDATE',
      },
    );
    expect(await representative.refusal(OPEN_MANDATE, deputyOf({ predecessorId: null }))).toMatchObject({
      reason: 'PREDECESSOR_MISSING',
    });
    const opened = await openMandate(representative, colleague(), { ...deputy, endsOn: inMonths(1) });
    expect(opened).toMatchObject({ kind: 'DEPUTY', state: 'AWAITING_SIGNATURES' });
    const taken = { input: { mandateId: opened.id, version: opened.version } };
    expect(await elsewhere.refusal(WITHDRAW_MANDATE, taken)).toMatchObject({ code: 'NOT_FOUND' });
    await representative.read(WITHDRAW_MANDATE, taken);
    expect(await state(opened.id)).toMatchObject({ state: 'CANCELLED' });
  });

  it('are signed by the holder of a delegation in force, and by nobody once it has ended (I-4)', async () => {
    const delegate = { name: 'Zélie Aubert', email: `zelie.${newcomer.tag}@essai.example` };
    const input = {
      ...{ idempotencyKey: randomUUID(), delegateName: delegate.name, delegateEmail: delegate.email },
      ...{ actReference: 'Décision 2026-12', actDatedOn: today(), acts: ['VERIFY', 'ORDER'] },
      ...{ startsOn: today(), endsOn: inMonths(12) },
    };
    expect(await agent.refusal(DELEGATE, { input })).toMatchObject({ code: 'FORBIDDEN' });
    const { delegateSignature } = await representative.read<{ delegateSignature: { id: string }[] }>(
      DELEGATE,
      {
        input,
      },
    );
    const delegationId = delegateSignature[0]?.id ?? '';
    const deputy = { name: 'Inès Roche', email: `ines.${newcomer.tag}@essai.example` };
    const signedBy = (acts: string[]) => ({ delegationId, acts });
    const wide = { input: opening(deputy, signedBy(['ORDER', 'REVOKE'])) };
    expect(await representative.refusal(OPEN_MANDATE, wide)).toMatchObject({
      ...{ rule: 'I-4', reason: 'DELEGATION_TOO_NARROW' },
    });
    const opened = await openMandate(representative, deputy, signedBy(['ORDER']));
    await signByLinks(newcomer, delegate, deputy);
    expect(await state(opened.id)).toMatchObject({ state: 'UNDER_RA_REVIEW', signedByDelegation: true });
    const other = { name: 'Luc Petit', email: `luc.${newcomer.tag}@essai.example` };
    const waiting = await openMandate(representative, other, signedBy(['ORDER']));
    expect(await elsewhere.refusal(END_DELEGATION, { input: { delegationId } })).toMatchObject({
      code: 'NOT_FOUND',
    });
    await representative.read(END_DELEGATION, { input: { delegationId } });
    expect(await state(waiting.id)).toMatchObject({ state: 'CANCELLED' });
  });
});

describe('a mandate on paper (D25)', () => {
  it('is printed with its reference, handed in by the company, and active once an officer has the sheet', async () => {
    second = await openMandate(representative, colleague(), { onPaper: true });
    expect(second.paperReference).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    const { mandateForm } = await representative.read<{ mandateForm: { reference: string; text: string[] } }>(
      FORM,
      { mandateId: second.id },
    );
    expect(mandateForm).toMatchObject({ reference: second.paperReference });
    expect(mandateForm.text.join(' ')).toContain('donne mandat');
    const sheet = {
      ...{ mandateId: second.id, version: second.version, agentSignedOn: today() },
      ...{ representativeSignedOn: '2026-01-02', placeOfOriginal: 'Coffre' },
    };
    expect(await elsewhere.refusal(HAND_IN, { input: sheet })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await agent.refusal(HAND_IN, { input: sheet })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await representative.refusal(HAND_IN, { input: sheet })).toMatchObject({
      fields: { representativeSignedOn: 'SIGNATURE_TOO_OLD' },
    });
    const foreignScan = { ...sheet, representativeSignedOn: today(), scanFileId: randomUUID() };
    expect(await representative.refusal(HAND_IN, { input: foreignScan })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await state(second.id)).toMatchObject({ state: 'AWAITING_SIGNATURES' });
    await expect(
      signOnPaper(newcomer, representative, { ...second, paperReference: '0000-0000-0000' }),
    ).rejects.toThrow('REFERENCE_DIFFERS');
  });

  it('keeps its signatures as evidence of strength PAPER', async () => {
    const version = second.version + 1;
    const paper = {
      reference: second.paperReference?.toLowerCase(),
      placeOfOriginal: 'Boîte 12',
      sawOriginal: true,
    };
    const input = { mandateId: second.id, version, decision: 'APPROVE', paper };
    const decide = 'mutation($input: DecideMandateInput!) { decideMandate(input: $input) { state } }';
    await newcomer.officer.read(decide, { input: { ...input, proofs: proofs() } });
    const { mandate } = await representative.read<{ mandate: { evidence: { strength: string }[] } }>(
      'query($id: ID!) { mandate(id: $id) { evidence { kind strength } } }',
      { id: second.id },
    );
    expect(mandate.evidence.map(({ strength }) => strength)).toEqual([
      ...['PAPER', 'PAPER', 'PAPER', 'PASSWORD_AND_TOTP'],
    ]);
  });

  it('of before is taken over line by line: a dry run says the same and keeps nothing', async () => {
    const line = (change: object) => ({
      ...{ siren: newcomer.siren, representativeName: newcomer.representative.name },
      representativeEmail: newcomer.representative.email,
      ...{ agentName: 'Ana Weiss', agentEmail: `ana.${newcomer.tag}@essai.example`, acts: ['VERIFY'] },
      ...{ productCodes: ['INITIO'], startsOn: '2025-01-01', endsOn: '2027-12-31' },
      ...{ representativeSignedOn: '2024-12-20', agentSignedOn: '2024-12-21', placeOfOriginal: 'Armoire' },
      ...change,
    });
    const lines = [line({}), line({}), line({ siren: '111111111' }), line({ endsOn: '2029-12-31' })];
    const expected = [
      { line: 1, accepted: true },
      { line: 2, accepted: false, rule: 'D12', reason: 'MANDATE_OVERLAPS' },
      { line: 3, accepted: false, reason: 'COMPANY_NOT_OPEN' },
      { line: 4, accepted: false },
    ];
    expect(await representative.refusal(TAKE_OVER, { input: { lines, dryRun: true } })).toMatchObject({
      code: 'FORBIDDEN',
    });
    for (const dryRun of [true, false]) {
      const { takeOverMandates } = await newcomer.sales.read<{ takeOverMandates: object[] }>(TAKE_OVER, {
        input: { lines, dryRun },
      });
      expect(takeOverMandates).toMatchObject(expected);
    }
    const { mandates } = await representative.read<{
      mandates: { edges: { node: { agentEmail: string; state: string } }[] };
    }>(MANDATES);
    const taken = mandates.edges.filter(
      ({ node }) => node.agentEmail === `ana.${newcomer.tag}@essai.example`,
    );
    expect(taken.map(({ node }) => node.state)).toEqual(['UNDER_RA_REVIEW']);
  });
});

describe('"What if this MC leaves?" (F4, I-29)', () => {
  let holderName: string;
  const report = (change: object) => ({
    input: {
      ...{
        idempotencyKey: randomUUID(),
        mandateId: newcomer.mandateId,
        knownOn: today(),
        effectiveOn: today(),
      },
      ...change,
    },
  });

  it('shows what he has open, by name, to his company alone', async () => {
    const holder = await addHolder(agent, { surname: 'Lefort', givenNames: ['Maud'] });
    await agent.read(VERIFY, { input: meeting(holder.id) });
    await agent.read(PLACE, {
      input: { idempotencyKey: randomUUID(), holderId: holder.id, productCode: 'INITIO' },
    });
    holderName = 'Maud Lefort';
    const alone = await plan(representative, newcomer.mandateId);
    expect(alone).toMatchObject({
      ...{ agentName: newcomer.agent.name, isLastAgent: false, uncovered: [] },
      ...{ endingMandateIds: [newcomer.mandateId], orders: [{ holderName, fate: 'CANCELLED' }] },
    });
    expect(await plan(representative, newcomer.mandateId, second.id)).toMatchObject({
      orders: [{ holderName, fate: 'TRANSFERRED' }],
    });
    expect(await plan(agent, newcomer.mandateId)).toMatchObject({ planHash: alone.planHash });
    const variables = { mandateId: newcomer.mandateId };
    expect(await elsewhere.refusal(PLAN, variables)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await newcomer.sales.refusal(PLAN, variables)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('moves nothing that was not shown', async () => {
    const { planHash } = await plan(representative, newcomer.mandateId, second.id);
    expect(await representative.refusal(REPORT_AGENT, report({ planHash }))).toMatchObject({
      ...{ code: 'CONFLICT', reason: 'PLAN_CHANGED' },
    });
    const shown = report({ planHash, successorMandateId: second.id });
    expect(await elsewhere.refusal(REPORT_AGENT, shown)).toMatchObject({ code: 'NOT_FOUND' });
    const hugo = await newcomer.activate(colleague());
    expect(await hugo.refusal(REPORT_AGENT, shown)).toMatchObject({
      ...{ rule: 'F4', reason: 'DEPARTURE_OF_ANOTHER_AGENT' },
    });
  });

  it('is announced ahead, can be taken back, and is carried out by the worker on its day with the same transfer', async () => {
    const announce = async () => {
      const { planHash } = await plan(representative, newcomer.mandateId, second.id);
      const { reportAgentDeparture } = await representative.read<{
        reportAgentDeparture: {
          id: string;
          version: number;
          state: string;
          delayDays: number;
          late: boolean;
        }[];
      }>(
        REPORT_AGENT,
        report({ planHash, successorMandateId: second.id, effectiveOn: inMonths(1), knownOn: '2026-11-01' }),
      );
      return reportAgentDeparture[0];
    };
    const first = await announce();
    expect(first).toMatchObject({ state: 'ANNOUNCED', late: true });
    const { planHash } = await plan(representative, newcomer.mandateId);
    expect(await representative.refusal(REPORT_AGENT, report({ planHash }))).toMatchObject({
      reason: 'AGENT_DEPARTURE_ALREADY_REPORTED',
    });
    const taken = { input: { agentDepartureId: first?.id, version: first?.version } };
    expect(await elsewhere.refusal(CANCEL_DEPARTURE, taken)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await elsewhere.refusal(CARRY_OUT, taken)).toMatchObject({ code: 'NOT_FOUND' });
    await representative.read(CANCEL_DEPARTURE, taken);
    const departure = await announce();
    const officer = run.logins.find(({ role }) => role === 'REGISTRATION_OFFICER')?.email ?? '';
    await newcomer.mails.waitFor(
      officer,
      ({ text }) => text.includes(newcomer.agent.name) && text.includes('prendra effet'),
    );
    expect(await state(newcomer.mandateId)).toMatchObject({ state: 'ACTIVE' });
    await dayHasCome(departure?.id ?? '');
    const moved = await newcomer.mails.waitFor(newcomer.representative.email, ({ subject }) =>
      subject.includes('fin des droits'),
    );
    expect(moved.text).toContain(newcomer.agent.name);
    expect(await state(newcomer.mandateId)).toMatchObject({ state: 'ENDED' });
    expect(await agent.refusal('{ holders(first: 1) { edges { node { id } } } }')).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(await plan(representative, second.id)).toMatchObject({
      ...{ isLastAgent: true, orders: [{ holderName, fate: 'CANCELLED' }] },
      uncovered: [{ establishment: null, holders: 1 }],
      uncoveredNames: [holderName],
      neededMandates: [{ mandateId: second.id }],
    });
  });

  it('of the last one alerts sales, the office and the representative, who still revokes', async () => {
    const { planHash } = await plan(representative, second.id);
    await representative.read(REPORT_AGENT, report({ mandateId: second.id, planHash }));
    const sales = run.logins.find(({ role }) => role === 'SALES')?.email ?? '';
    for (const to of [sales, newcomer.representative.email]) {
      await newcomer.mails.waitFor(to, ({ subject }) =>
        subject.includes(`Scierie ${newcomer.tag} n’a plus de mandataire`),
      );
    }
    const { viewer } = await representative.read<{ viewer: { permissions: string[] } }>(
      '{ viewer { permissions } }',
    );
    expect(viewer.permissions).toContain('revocation.request');
    const { agentDepartures: departures } = await representative.read<{
      agentDepartures: { state: string }[];
    }>(DEPARTURES);
    expect(departures.map(({ state: at }) => at).sort()).toEqual(['CANCELLED', 'CARRIED_OUT', 'CARRIED_OUT']);
  });
});

/** The announced day is moved to today: the clock of the running system is everybody’s. */
async function dayHasCome(agentDepartureId: string): Promise<void> {
  const owner = new pg.Client({ connectionString: run.databases.owner });
  await owner.connect();
  try {
    await owner.query('BEGIN');
    await owner.query(`SELECT set_config('app.tenant_id', $1, true)`, [newcomer.companyId]);
    await owner.query('UPDATE agent_departure SET effective_on = $2 WHERE id = $1', [
      agentDepartureId,
      today(),
    ]);
    await owner.query('COMMIT');
  } finally {
    await owner.end();
  }
}
