import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../../support/system/index.js';
import { openFile, stranger } from '../support/api.js';
import { DECIDE_MANDATE, FILE, INVITE, Newcomer, SIGN } from '../support/chain.js';

const CANCEL = 'mutation($input: CancelMandateInput!) { cancelMandate(input: $input) { id state } }';

let run: Run;
beforeAll(() => {
  run = runningSystem();
});

describe('a mandate that came to nothing', () => {
  it('is followed by a new one: rejected by the office, sales invite again (D12)', async () => {
    const newcomer = await Newcomer.open(run);
    await newcomer.submitted();
    const first = newcomer.mandateId;
    const rejection = await newcomer.decide({ decision: 'REJECT', reason: 'Kbis trop ancien', proofs: null });
    await openFile(newcomer.officer, 'MANDATE', first);
    await newcomer.officer.read(DECIDE_MANDATE, rejection);
    const input = { companyId: newcomer.companyId, ...newcomer.representative };
    const { inviteRepresentative } = await newcomer.sales.read<{
      inviteRepresentative: { id: string; state: string };
    }>(INVITE, { input });
    expect(inviteRepresentative.state).toBe('AWAITING_SIGNATURES');
    expect(inviteRepresentative.id).not.toBe(first);
    newcomer.mandateId = first;
    expect(await newcomer.mandate()).toMatchObject({ state: 'REJECTED' });
  });

  it('is taken back by sales while it waits for signatures; its links are dead, nobody else may (D12)', async () => {
    const newcomer = await Newcomer.open(run);
    const token = await newcomer.signed();
    const input = { companyId: newcomer.companyId, reason: 'Adresse du mandataire erronée' };
    expect(await newcomer.officer.refusal(CANCEL, { input })).toMatchObject({ code: 'FORBIDDEN' });
    const { cancelMandate } = await newcomer.sales.read<{ cancelMandate: object }>(CANCEL, { input });
    expect(cancelMandate).toMatchObject({ state: 'CANCELLED' });
    expect(await stranger(run).refusal(FILE, { token, signer: 'AGENT' })).toMatchObject({
      reason: 'LINK_REPLACED',
    });
    expect(await newcomer.sales.refusal(CANCEL, { input })).toMatchObject({ code: 'INVALID_STATE' });
    const again = { companyId: newcomer.companyId, ...newcomer.representative };
    expect(await newcomer.sales.read(INVITE, { input: again })).toMatchObject({
      inviteRepresentative: { state: 'AWAITING_SIGNATURES' },
    });
  });
});

describe('the code of a signature', () => {
  it('signs nothing that was written after it was asked for (D25)', async () => {
    const newcomer = await Newcomer.open(run);
    const token = await newcomer.invite();
    await newcomer.nameAgent(token);
    const code = await newcomer.code(token, 'REPRESENTATIVE');
    const contentHash = await newcomer.nameAgent(token, { agentName: 'Une Autre' });
    const input = { token, typedName: newcomer.representative.name, code, contentHash };
    expect(await stranger(run).refusal(SIGN, { input })).toMatchObject({
      code: 'INVALID_INPUT',
      fields: { code: 'CODE_EXPIRED' },
    });
  });
});
