import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../../support/system/index.js';
import { signedIn, type ApiClient } from '../support/api.js';
import { END, inMonths, Newcomer, proofs, today } from '../support/chain.js';
import { openFile } from '../support/api.js';
import {
  CARRY_OUT,
  CONFIRM_MANDATE,
  DEPARTURES,
  openMandate,
  plan,
  PREPARE_PAPER,
  RECORD_REPRESENTATIVE,
  REPORT_AGENT,
  REPORT_REPRESENTATIVE,
  signOnPaper,
} from '../support/mandate-life.js';

const MEMBERS = '{ members { id role email } }';
const CONFIRM_BY = 'query($id: ID!) { mandate(id: $id) { confirmBy allowedActions version state } }';

let run: Run;
let newcomer: Newcomer;
let agent: ApiClient;
let representative: ApiClient;
let successor: ApiClient;
const heir = () => ({ name: 'Ève Castel', email: `eve.${newcomer.tag}@essai.example` });

beforeAll(async () => {
  run = runningSystem();
  newcomer = await Newcomer.open(run);
  agent = await newcomer.agentAtWork();
  representative = await newcomer.activated('representative');
});

const recording = (change: object = {}) => {
  const { companyProofType, companyProofReference, companyProofIssuedOn } = proofs();
  const proof = { companyProofType, companyProofReference, companyProofIssuedOn };
  return { input: { mandateId: newcomer.mandateId, ...heir(), formerLeaves: true, ...proof, ...change } };
};

describe('a representative who leaves (F4, I-29)', () => {
  it('is reported by the MC, who ends nothing by it; sales and the company are told of the last one when he has gone', async () => {
    const { members } = await agent.read<{ members: { id: string; role: string }[] }>(MEMBERS);
    const memberId = members.find(({ role }) => role === 'LEGAL_REPRESENTATIVE')?.id;
    const report = {
      ...{ idempotencyKey: randomUUID(), memberId, knownOn: today(), effectiveOn: today() },
    };
    const elsewhere = await signedIn(run, 'CERTIFICATION_AGENT');
    expect(await elsewhere.refusal(REPORT_REPRESENTATIVE, { input: report })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const { reportRepresentativeDeparture } = await agent.read<{
      reportRepresentativeDeparture: { id: string; state: string }[];
    }>(REPORT_REPRESENTATIVE, { input: report });
    expect(reportRepresentativeDeparture).toMatchObject([{ state: 'REPORTED' }]);
    const agentDepartureId = reportRepresentativeDeparture[0]?.id;
    expect(await agent.refusal(CARRY_OUT, { input: { agentDepartureId, version: 1 } })).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await newcomer.mandate(representative)).toMatchObject({ state: 'ACTIVE' });
  });

  it('is replaced by an officer on proof: mandates stay in force and wait for the new one', async () => {
    for (const other of [agent, representative, newcomer.sales])
      expect(await other.refusal(RECORD_REPRESENTATIVE, recording())).toMatchObject({ code: 'FORBIDDEN' });
    await openFile(newcomer.officer, 'MANDATE', newcomer.mandateId);
    expect(
      await newcomer.officer.refusal(RECORD_REPRESENTATIVE, recording({ companyProofReference: ' ' })),
    ).toMatchObject({ fields: { companyProofReference: 'REQUIRED' } });
    await newcomer.officer.read(RECORD_REPRESENTATIVE, recording());
    expect(await representative.refusal(MEMBERS)).toMatchObject({ code: 'UNAUTHENTICATED' });
    successor = await newcomer.activate(heir());
    await newcomer.mails.waitFor(heir().email, ({ subject }) => subject.includes('confirmez les mandats'));
    const { agentDepartures: departures } = await successor.read<{ agentDepartures: { state: string }[] }>(
      DEPARTURES,
    );
    expect(departures).toMatchObject([{ state: 'CARRIED_OUT' }]);
    const { mandate } = await successor.read<{ mandate: { confirmBy: string; state: string } }>(CONFIRM_BY, {
      id: newcomer.mandateId,
    });
    expect(mandate).toMatchObject({ state: 'ACTIVE' });
    expect(mandate.confirmBy > inMonths(0)).toBe(true);
  });

  it('leaves mandates that are asked for again, then alerted of, and confirmed once', async () => {
    await dueOn('CURRENT_DATE + 3');
    await newcomer.mails.waitFor(heir().email, ({ subject }) =>
      subject.includes('attend votre confirmation'),
    );
    await dueOn('CURRENT_DATE - 2');
    const sales = run.logins.find(({ role }) => role === 'SALES')?.email ?? '';
    await newcomer.mails.waitFor(sales, ({ subject }) =>
      subject.includes(`Scierie ${newcomer.tag} : un mandat n’est pas confirmé`),
    );
    const input = { mandateId: newcomer.mandateId };
    const elsewhere = await signedIn(run, 'LEGAL_REPRESENTATIVE');
    expect(await elsewhere.refusal(CONFIRM_MANDATE, { input })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await agent.refusal(CONFIRM_MANDATE, { input })).toMatchObject({ code: 'FORBIDDEN' });
    await successor.read(CONFIRM_MANDATE, { input });
    expect(await successor.refusal(CONFIRM_MANDATE, { input })).toMatchObject({
      ...{ rule: 'F2', reason: 'NO_CONFIRMATION_AWAITED' },
    });
  });
});

describe('an MC who leaves by himself (F4)', () => {
  it('ends his own mandates at once, beside a successor on paper; the last mandate still takes two to end by will', async () => {
    const colleague = { name: 'Hugo Marchal', email: `hugo.${newcomer.tag}@essai.example` };
    const opened = await openMandate(successor, colleague, {
      ...{ kind: 'SUCCESSOR', predecessorId: newcomer.mandateId, onPaper: true },
    });
    await signOnPaper(newcomer, successor, opened);
    const { planHash } = await plan(agent, newcomer.mandateId, opened.id);
    const input = {
      ...{ idempotencyKey: randomUUID(), mandateId: newcomer.mandateId, planHash },
      ...{ successorMandateId: opened.id, knownOn: today(), effectiveOn: today() },
    };
    await agent.read(REPORT_AGENT, { input });
    expect(await agent.refusal(MEMBERS)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await newcomer.mandate(successor)).toMatchObject({ state: 'ENDED' });
    const version = (await successor.read<{ mandate: { version: number } }>(CONFIRM_BY, { id: opened.id }))
      .mandate.version;
    expect(await successor.refusal(END, { input: { mandateId: opened.id, version } })).toMatchObject({
      ...{ rule: 'D28', reason: 'SECOND_PERSON_REQUIRED' },
    });
  });

  it('leaves sales nothing to open beside the representative (D12, I-28)', async () => {
    const input = {
      ...{ companyId: newcomer.companyId, representativeName: 'X Y', representativeEmail: 'x@essai.example' },
      ...newcomer.naming(),
    };
    expect(await newcomer.sales.refusal(PREPARE_PAPER, { input })).toMatchObject({ code: 'INVALID_STATE' });
    const invite =
      'mutation($input: InviteRepresentativeInput!) { inviteRepresentative(input: $input) { id } }';
    const asked = { companyId: newcomer.companyId, name: 'X Y', email: 'x@essai.example' };
    expect(await newcomer.sales.refusal(invite, { input: asked })).toMatchObject({
      ...{ rule: 'D12', reason: 'REPRESENTATIVE_OPENS' },
    });
  });
});

/** The day by which the mandate is to be confirmed, as if it had been asked for long ago. */
async function dueOn(day: string): Promise<void> {
  const owner = new pg.Client({ connectionString: run.databases.owner });
  await owner.connect();
  try {
    await owner.query('BEGIN');
    await owner.query(`SELECT set_config('app.tenant_id', $1, true)`, [newcomer.companyId]);
    await owner.query(`UPDATE mandate_confirmation SET due_on = ${day} WHERE confirmed_at IS NULL`);
    await owner.query('COMMIT');
  } finally {
    await owner.end();
  }
}
