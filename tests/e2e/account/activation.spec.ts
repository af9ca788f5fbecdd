import { beforeAll, describe, expect, it } from '@jest/globals';
import { totpCode } from '../../../tools/start/totp.mjs';
import { runningSystem, type Run } from '../../support/system/index.js';
import { CONFIRM, LOGIN } from '../support/account.js';
import { stranger } from '../support/api.js';
import { ACTIVATE, BEGIN_ACTIVATION, Newcomer } from '../support/chain.js';

let run: Run;
beforeAll(() => {
  run = runningSystem();
});

describe('the code that proves the factor at an activation', () => {
  it('does not sign in, too', async () => {
    const newcomer = await Newcomer.open(run);
    await newcomer.approved();
    const { email } = newcomer.agent;
    const { password } = newcomer;
    const token = await newcomer.token('activation', email);
    const client = stranger(run);
    const { beginActivation } = await client.read<{ beginActivation: { secret: string } }>(BEGIN_ACTIVATION, {
      input: { token },
    });
    const code = totpCode(beginActivation.secret, Date.now());
    await client.read(ACTIVATE, { input: { token, password, code } });
    await client.read(LOGIN, { input: { email, password } });
    expect(await client.refusal(CONFIRM, { input: { code } })).toMatchObject({
      ...{ code: 'RULE_REFUSED', reason: 'CODE_ALREADY_USED' },
    });
  });
});
