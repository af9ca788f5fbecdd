import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loginOf, runningSystem, type Run } from '../../support/system/index.js';
import { ageFactor, codeOf, forgetCodes, ownAccount, STEP_UP, type OwnAccount } from '../support/account.js';
import { ApiClient, signIn } from '../support/api.js';

const REQUIRED = { code: 'FORBIDDEN', reason: 'STEP_UP_REQUIRED' };
const VIEWER = '{ viewer { permissions stepUpPermissions factorFreshUntil secondFactor } }';
const REVOKE = 'mutation($input: RequestRevocationInput!) { requestRevocation(input: $input) { id } }';
const END = 'mutation($input: EndMandateInput!) { endMandate(input: $input) { id } }';
const DECIDE = 'mutation($input: DecideMandateInput!) { decideMandate(input: $input) { id } }';

let run: Run;
let account: OwnAccount;
beforeAll(async () => {
  run = runningSystem();
  account = await ownAccount(run);
});

const revoke = () => ({
  input: { idempotencyKey: randomUUID(), certificateId: randomUUID(), reason: 'KEY_COMPROMISED' },
});

describe('an act that asks for a fresh factor', () => {
  it('is named to the console before it is asked for', async () => {
    const { viewer } = await account.client.read<{ viewer: Record<string, unknown> }>(VIEWER);
    expect(viewer.stepUpPermissions).toEqual(
      expect.arrayContaining(['revocation.request', 'identity.change']),
    );
    expect(viewer.permissions).toEqual(expect.arrayContaining(viewer.stepUpPermissions as string[]));
    expect(viewer.stepUpPermissions).not.toContain('holder.manage');
    const minutes = (Date.parse(String(viewer.factorFreshUntil)) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(3);
    expect(minutes).toBeLessThanOrEqual(5);
  });

  it('is refused six minutes after the last proof, and not after another one', async () => {
    await ageFactor(run, account.email);
    expect(await account.client.refusal(REVOKE, revoke())).toMatchObject(REQUIRED);
    // What asks for none goes on.
    await account.client.read('{ holders { totalCount } }');
    await forgetCodes(run, account.email);
    const before = account.client.cookie;
    await account.client.read(STEP_UP, { input: { code: codeOf(account) } });
    expect(account.client.cookie).not.toBe(before);
    expect(await new ApiClient(run.urls.graphql, before).refusal('{ holders { totalCount } }')).toMatchObject(
      {
        code: 'UNAUTHENTICATED',
      },
    );
    expect(await account.client.refusal(REVOKE, revoke())).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is forbidden to whoever may not do it at all, whatever he proves', async () => {
    await ageFactor(run, account.email);
    const input = { mandateId: account.newcomer.mandateId, version: 1 };
    expect(await account.client.refusal(END, { input })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await account.client.refusal(END, { input })).not.toHaveProperty('reason');
    const decision = { ...input, decision: 'REJECT', reason: 'Non' };
    expect(await account.client.refusal(DECIDE, { input: decision })).not.toHaveProperty('reason');
  });
});

describe('proving a factor again', () => {
  it('takes each code once, no password in place of a second factor, and nothing of nobody', async () => {
    await forgetCodes(run, account.email);
    const code = codeOf(account);
    await account.client.read(STEP_UP, { input: { code } });
    expect(await account.client.refusal(STEP_UP, { input: { code } })).toMatchObject({
      ...{ code: 'RULE_REFUSED', reason: 'CODE_ALREADY_USED' },
    });
    const { password } = account;
    expect(await account.client.refusal(STEP_UP, { input: { password } })).toMatchObject({
      ...{ code: 'INVALID_INPUT', fields: { code: 'REQUIRED' } },
    });
    expect(await new ApiClient(run.urls.graphql).refusal(STEP_UP, { input: { code } })).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('is slowed down after a few wrong codes', async () => {
    const wrong = async () => (await account.client.refusal(STEP_UP, { input: { code: '000000' } })).code;
    const codes = [];
    for (let i = 0; i < 7; i += 1) codes.push(await wrong());
    expect(codes).toContain('RATE_LIMITED');
    expect(codes.filter((code) => code === 'RULE_REFUSED').length).toBeLessThanOrEqual(5);
  });

  it('takes the password of a holder, who has no second factor', async () => {
    const login = loginOf(run, 'HOLDER', 'Laiterie du Vercors');
    const client = new ApiClient(run.urls.graphql);
    await signIn(client, login);
    await ageFactor(run, login.email);
    expect(await client.refusal(REVOKE, revoke())).toMatchObject(REQUIRED);
    expect(await client.refusal(STEP_UP, { input: { password: 'not this one' } })).toMatchObject({
      reason: 'WRONG_PASSWORD',
    });
    await client.read(STEP_UP, { input: { password: login.password } });
    expect(await client.refusal(REVOKE, revoke())).toMatchObject({ code: 'NOT_FOUND' });
  });
});
