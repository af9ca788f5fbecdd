import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../../support/system/index.js';
import { signedIn, stranger } from '../support/api.js';
import {
  ACCEPT,
  addHolder,
  FILE,
  meeting,
  Newcomer,
  NAME,
  OPEN,
  randomSiren,
  SIGN,
  VERIFY,
} from '../support/chain.js';
import { PLACE } from '../support/orders.js';

let run: Run;
beforeAll(() => {
  run = runningSystem();
});

describe('the chain of trust', () => {
  it('goes from sales to an MC who orders for a holder whom he has verified (R29, R30, R31)', async () => {
    const newcomer = await Newcomer.open(run);
    const agent = await newcomer.agentAtWork();
    expect(await newcomer.mandate()).toMatchObject({ state: 'ACTIVE' });
    const holder = await addHolder(agent);
    await agent.read(VERIFY, { input: meeting(holder.id) });
    const input = { idempotencyKey: randomUUID(), holderId: holder.id, productCode: 'INITIO' };
    const { placeOrder } = await agent.read<{ placeOrder: { state: string } }>(PLACE, { input });
    expect(placeOrder.state).toBe('AWAITING_CONSENT');
    const representative = await newcomer.activated('representative');
    const evidence = `query($id: ID!) { mandate(id: $id) { allowedActions evidence { kind strength typedName references { label } } } }`;
    const { mandate } = await representative.read<{ mandate: { evidence: { kind: string }[] } }>(evidence, {
      id: newcomer.mandateId,
    });
    expect(mandate).toMatchObject({ allowedActions: ['PLAN_DEPARTURE', 'END'] });
    expect(mandate.evidence.map(({ kind }) => kind).sort()).toEqual([
      'AGENT_ACCEPTANCE',
      'AGENT_COMMITMENTS',
      'OFFICER_DECISION',
      'REPRESENTATIVE_SIGNATURE',
    ]);
    expect(mandate.evidence).toContainEqual({
      kind: 'REPRESENTATIVE_SIGNATURE',
      strength: 'MAILED_LINK_AND_CODE',
      typedName: newcomer.representative.name,
      references: [],
    });
  });

  it('warns of a second company of one name and opens it all the same', async () => {
    const sales = await signedIn(run, 'SALES');
    const name = `Société Éclair ${randomUUID().slice(0, 8)}`;
    const open = async (called: string) =>
      (
        await sales.read<{ openCompany: { warnings: string[] } }>(OPEN, {
          input: { siren: randomSiren(), name: called, city: 'Lyon' },
        })
      ).openCompany;
    expect(await open(name)).toMatchObject({
      warnings: [],
      company: { mandateState: 'DRAFT', allowedActions: ['INVITE_REPRESENTATIVE', 'CANCEL_MANDATE'] },
    });
    expect(await open(name.replace('Société É', 'SOCIETE E'))).toMatchObject({ warnings: ['SAME_NAME'] });
  });
});

describe('the representative’s link', () => {
  it('opened twice shows the same file, and used once signs no more (I-9)', async () => {
    const newcomer = await Newcomer.open(run);
    const token = await newcomer.invite();
    const nobody = stranger(run);
    const read = () => nobody.read(FILE, { token, signer: 'REPRESENTATIVE' });
    expect(await read()).toEqual(await read());
    const contentHash = await newcomer.nameAgent(token);
    await newcomer.sign(token, contentHash);
    expect(await nobody.refusal(FILE, { token, signer: 'REPRESENTATIVE' })).toMatchObject({
      rule: 'I-9',
      reason: 'LINK_USED',
    });
    const again = { token, typedName: newcomer.representative.name, code: '00000000', contentHash };
    expect(await nobody.refusal(SIGN, { input: again })).toMatchObject({ rule: 'I-9', reason: 'LINK_USED' });
    expect(await nobody.refusal(NAME, { input: { token, ...newcomer.naming() } })).toMatchObject({
      reason: 'LINK_USED',
    });
  });

  it('does not serve somebody else: not the MC, not without the code that only its owner got (I-4, D25)', async () => {
    const newcomer = await Newcomer.open(run);
    const token = await newcomer.invite();
    const nobody = stranger(run);
    expect(await nobody.refusal(FILE, { token, signer: 'AGENT' })).toMatchObject({
      rule: 'I-9',
      reason: 'LINK_UNKNOWN',
    });
    const contentHash = await newcomer.nameAgent(token);
    const signing = { token, typedName: newcomer.representative.name, contentHash };
    expect(await nobody.refusal(SIGN, { input: { ...signing, code: '12345678' } })).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { code: 'CODE_EXPIRED' },
    });
    await newcomer.code(token, 'REPRESENTATIVE');
    for (const fault of [
      'WRONG_CODE',
      'WRONG_CODE',
      'WRONG_CODE',
      'WRONG_CODE',
      'WRONG_CODE',
      'TOO_MANY_TRIES',
    ]) {
      expect(await nobody.refusal(SIGN, { input: { ...signing, code: '000000000' } })).toMatchObject({
        fields: { code: fault },
      });
    }
    const wrongName = { ...signing, typedName: newcomer.agent.name, code: '000000000' };
    expect(await nobody.refusal(SIGN, { input: wrongName })).toMatchObject({
      fields: { typedName: 'NAME_DIFFERS' },
    });
  });

  it('signs only what was read: a file changed since is refused (I-4)', async () => {
    const newcomer = await Newcomer.open(run);
    const token = await newcomer.invite();
    const read = await newcomer.nameAgent(token);
    await newcomer.nameAgent(token, { acts: ['ORDER'] });
    const input = { token, typedName: newcomer.representative.name, code: '12345678', contentHash: read };
    expect(await stranger(run).refusal(SIGN, { input })).toMatchObject({
      rule: 'I-4',
      reason: 'FILE_CHANGED',
    });
  });

  it('names no MC for more than three years, from the past or for an unknown product (D12)', async () => {
    const newcomer = await Newcomer.open(run);
    const token = await newcomer.invite();
    const change = { startsOn: '2020-01-01', endsOn: '2024-01-02', productCodes: ['INITIO'] };
    expect(await stranger(run).refusal(NAME, { input: { token, ...newcomer.naming(change) } })).toMatchObject(
      {
        fields: { startsOn: 'IN_THE_PAST', endsOn: 'TERM_TOO_LONG' },
      },
    );
    const unknown = newcomer.naming({ productCodes: ['NONE'] });
    expect(await stranger(run).refusal(NAME, { input: { token, ...unknown } })).toMatchObject({
      fields: { productCodes: 'INVALID_VALUE' },
    });
  });
});

describe('the MC’s acceptance', () => {
  it('is refused without each commitment (I-3, F6)', async () => {
    const newcomer = await Newcomer.open(run);
    const token = await newcomer.signed();
    const contentHash = await newcomer.hashOf(token, 'AGENT');
    const input = {
      ...{ token, typedName: newcomer.agent.name, code: '12345678', contentHash },
      ...{ acceptsMandate: true, commitsToIndependence: false, commitsToReportDeparture: false },
    };
    expect(await stranger(run).refusal(ACCEPT, { input })).toMatchObject({
      fields: { commitsToIndependence: 'MUST_ACCEPT', commitsToReportDeparture: 'MUST_ACCEPT' },
    });
  });
});
