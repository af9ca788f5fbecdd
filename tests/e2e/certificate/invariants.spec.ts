import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem, type Run } from '../../support/system/index.js';
import { signedIn, type ApiClient } from '../support/api.js';
import { meeting, VERIFY } from '../support/chain.js';
import { verifiedHolder, PLACE } from '../support/orders.js';

const COMPANY = 'Menuiserie Dupré & Fils';
const REVOKE = 'mutation($input: RequestRevocationInput!) { requestRevocation(input: $input) { id } }';
const LIST = `query($filter: CertificateFilter) { certificates(first: 50, filter: $filter) { edges { node {
  id state notBefore notAfter allowedActions certifiedData { siren } } } } }`;
const DAY_MS = 86_400_000;

interface Listed {
  readonly id: string;
  readonly state: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly allowedActions: readonly string[];
  readonly certifiedData: { readonly siren: string };
}

let run: Run;
let agent: ApiClient;
beforeAll(async () => {
  run = runningSystem();
  agent = await signedIn(run, 'CERTIFICATION_AGENT', COMPANY);
});

const listed = async (filter: object = {}): Promise<Listed[]> => {
  const { certificates } = await agent.read<{ certificates: { edges: { node: Listed }[] } }>(LIST, {
    filter,
  });
  return certificates.edges.map(({ node }) => node);
};
const revoking = (certificateId: string, change: object = {}) => ({
  input: { idempotencyKey: randomUUID(), certificateId, reason: 'KEY_LOST', ...change },
});

describe('certificates', () => {
  it('last three years at the most, whatever an order says (I-12, R13)', async () => {
    for (const { notBefore, notAfter } of await listed()) {
      const years = (Date.parse(notAfter) - Date.parse(notBefore)) / DAY_MS;
      expect(years).toBeLessThanOrEqual(3 * 365 + 1);
    }
    const holder = await verifiedHolder(agent);
    const input = {
      idempotencyKey: randomUUID(),
      holderId: holder.id,
      productCode: 'INITIO',
      validityMonths: 60,
    };
    expect((await agent.ask(PLACE, { input })).errors[0]?.extensions.code).toBe('INVALID_INPUT');
  });

  it('carry the SIREN of their company, which no request can name (I-24)', async () => {
    const { viewer } = await agent.read<{ viewer: { activeCompany: { siren: string } } }>(
      '{ viewer { activeCompany { siren } } }',
    );
    expect(new Set((await listed()).map(({ certifiedData }) => certifiedData.siren))).toEqual(
      new Set([viewer.activeCompany.siren]),
    );
  });

  it('that are revoked stay revoked: neither revoked again nor brought back (I-18)', async () => {
    const [revoked] = await listed({ states: ['REVOKED'] });
    expect(revoked?.allowedActions).toEqual([]);
    expect(await agent.refusal(REVOKE, revoking(revoked?.id ?? ''))).toMatchObject({
      rule: 'I-18',
      reason: 'ALREADY_REVOKED',
    });
  });

  it('past their end are shown as expired and no longer revoked (I-25)', async () => {
    const [expired] = await listed({ states: ['EXPIRED'] });
    expect(Date.parse(expired?.notAfter ?? '')).toBeLessThan(Date.now());
    expect(await agent.refusal(REVOKE, revoking(expired?.id ?? ''))).toMatchObject({
      rule: 'I-18',
      reason: 'NOT_REVOCABLE',
    });
  });

  it('are revoked as of the request: nobody sets its receipt or its end (I-17)', async () => {
    // The oldest is the demonstration's: no other test revokes it meanwhile.
    const [live] = (await listed({ states: ['ACTIVE'] })).sort((one, other) =>
      one.notBefore.localeCompare(other.notBefore),
    );
    for (const change of [{ receivedAt: '2020-01-01T00:00:00Z' }, { dueAt: '2030-01-01T00:00:00Z' }]) {
      const { errors } = await agent.ask(REVOKE, revoking(live?.id ?? '', change));
      expect(errors[0]?.extensions.code).toBe('INVALID_INPUT');
    }
    expect((await listed({ states: ['ACTIVE'] })).map(({ id }) => id)).toContain(live?.id);
  });

  it('on a token are not handed over here: their products are refused (I-8)', async () => {
    const holder = await verifiedHolder(agent);
    for (const productCode of ['AUDACIO', 'PROBATIO', 'PROBATIO_AUTHENTICATION']) {
      const input = { idempotencyKey: randomUUID(), holderId: holder.id, productCode };
      const { code } = await agent.refusal(PLACE, { input });
      expect(['FORBIDDEN', 'RULE_REFUSED']).toContain(code);
    }
  });
});

describe('a verification', () => {
  it('is a record that nothing changes: a correction is a new one, its outcome is not an input (I-7)', async () => {
    const holder = await verifiedHolder(agent);
    const record = () =>
      agent.read<{ recordVerification: { verification: { state: string } } }>(VERIFY, {
        input: meeting(holder.id),
      });
    expect((await record()).recordVerification.verification.state).toBe('VERIFIED');
    const { errors } = await agent.ask(VERIFY, {
      input: meeting(holder.id, { state: 'VERIFIED', verifierAccountId: 'x' }),
    });
    expect(errors[0]?.extensions.code).toBe('INVALID_INPUT');
    const { __schema } = await agent.read<{ __schema: { mutationType: { fields: { name: string }[] } } }>(
      '{ __schema { mutationType { fields { name } } } }',
    );
    const names = __schema.mutationType.fields.map(({ name }) => name);
    expect(
      names.filter((name) => /^(update|delete|edit|correct|restore|reinstate|suspend|hold)/i.test(name)),
    ).toEqual([]);
  });
});
