import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IdentityChange } from '@mandataire/domain/identity-change';
import type { ActCode, OneTimeLink } from '@mandataire/domain/link';
import { addDuration } from '@mandataire/domain/time';
import { NOW, World, type TestCompany } from './world.builder.js';

let world: World;
let company: TestCompany;
let other: TestCompany;

beforeAll(async () => {
  world = await World.open();
  company = await world.company('Chaîne de confiance');
  other = await world.company('Autre');
});
afterAll(() => world.close());

/** The constraint that a statement inside the company runs into; undefined when it is accepted. Nothing stays. */
async function constraintOf(sql: string, values: unknown[] = []): Promise<string | undefined> {
  return world.as('owner', async (client) => {
    await client.query('BEGIN');
    await client.query(`SELECT set_config('app.tenant_id', $1, true)`, [company.tenantId]);
    try {
      await client.query(sql, values);
      return undefined;
    } catch (error) {
      const { constraint, message } = error as { constraint?: string; message: string };
      return constraint ?? message;
    } finally {
      await client.query('ROLLBACK');
    }
  });
}

const own = () => ({ tenantId: company.tenantId, id: randomUUID(), version: 1 });

describe('a change of certified data', () => {
  const change = (holderId: string, state: IdentityChange['state']): IdentityChange => ({
    ...own(),
    ...{ holderId, identityNumber: 1, effectiveOn: '2026-12-01', state, requestedBy: null, requestedAt: NOW },
    doneAt: state === 'DONE' ? NOW : null,
  });
  const insert = (row: IdentityChange) => world.in(company, (tx) => tx.identityChanges.insert(row));

  it('is one at a time for each holder, in words (I-15)', async () => {
    const [one, two] = [await world.holder(company), await world.holder(company)];
    await insert(change(one, 'PLANNED'));
    for (const state of ['PLANNED', 'APPLYING'] as const)
      await expect(insert(change(one, state))).rejects.toMatchObject({
        code: 'RULE_REFUSED',
        extensions: { rule: 'I-15', reason: 'CHANGE_ALREADY_OPEN' },
      });
    await insert(change(one, 'DONE'));
    await insert(change(two, 'APPLYING'));
  });

  it('of two that come at once leaves one (I-15)', async () => {
    const holder = await world.holder(company);
    const outcomes = await Promise.allSettled([1, 2].map(() => insert(change(holder, 'PLANNED'))));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('knows its end exactly when it is done, and is about an identity that exists', async () => {
    const holder = await world.holder(company);
    const row = `INSERT INTO identity_change (tenant_id, id, version, holder_id, identity_number, effective_on, state,
      requested_at, done_at) VALUES ($1, $2, 1, $3, $4, '2026-12-01', $5, $6, $7)`;
    const values = (number: number, state: string, doneAt: Date | null) =>
      [company.tenantId, randomUUID(), holder, number, state, NOW, doneAt] as unknown[];
    expect(await constraintOf(row, values(1, 'DONE', NOW))).toBeUndefined();
    expect(await constraintOf(row, values(1, 'DONE', null))).toBe('identity_change_done_check');
    expect(await constraintOf(row, values(1, 'PLANNED', NOW))).toBe('identity_change_done_check');
    expect(await constraintOf(row, values(1, 'LOST', null))).toBe('identity_change_state_check');
    expect(await constraintOf(row, values(9, 'PLANNED', null))).toBe('identity_change_identity_fkey');
  });
});

describe('an order that replaces a certificate', () => {
  it('is one for each certificate, but for those that were cancelled or rejected (D16)', async () => {
    const holder = await world.holder(company);
    const certificate = await world.certificate(company, holder);
    const replacing = { kind: 'REPLACEMENT', replacesCertificateId: certificate.id } as const;
    await world.order(company, holder, { ...replacing, state: 'CANCELLED' });
    await world.order(company, holder, { ...replacing, state: 'DRAFT' });
    // Also when the first one is completed: it has replaced the certificate then.
    for (const state of ['DRAFT', 'COMPLETED'] as const)
      await expect(
        world.order(company, holder, { ...replacing, state, consentedAt: NOW }),
      ).rejects.toMatchObject({ code: 'CONFLICT' });
    const second = await world.certificate(company, holder);
    await world.order(company, holder, { ...replacing, state: 'DRAFT', replacesCertificateId: second.id });
  });

  it('is of that kind, and replaces a certificate of its own company (D16, I-1)', async () => {
    const holder = await world.holder(company);
    const certificate = await world.certificate(company, holder);
    const theirs = await world.certificate(other, await world.holder(other));
    const asNew = world.order(company, holder, { state: 'DRAFT', replacesCertificateId: certificate.id });
    await expect(asNew).rejects.toThrow('certificate_order_replaces_check');
    const foreign = { kind: 'REPLACEMENT', state: 'DRAFT', replacesCertificateId: theirs.id } as const;
    await expect(world.order(company, holder, foreign)).rejects.toThrow('certificate_order_replaces_fkey');
  });

  it('may follow a change of data while it is a draft, and no more after that (R22, F64)', async () => {
    const draft = await world.order(company, await world.holder(company), { state: 'DRAFT' });
    const asked = await world.order(company, await world.holder(company));
    const certifiedData = { ...draft.certifiedData, surname: 'Nouveau' };
    await world.in(company, (tx) => tx.orders.save({ ...draft, certifiedData }));
    await expect(world.in(company, (tx) => tx.orders.save({ ...asked, certifiedData }))).rejects.toThrow(
      'the data of an order are frozen',
    );
  });
});

describe('an act code', () => {
  const link = async (): Promise<OneTimeLink> => {
    const row: OneTimeLink = {
      ...own(),
      ...{ purpose: 'AGENT', objectId: randomUUID(), email: 'claire@company.example' },
      tokenHash: randomUUID().replaceAll('-', '').repeat(2),
      ...{ createdAt: NOW, expiresAt: addDuration(NOW, { days: 30 }), usedAt: null, replacedAt: null },
    };
    await world.in(company, (tx) => tx.links.insert(row));
    return row;
  };
  const code = (linkId: string, change: Partial<ActCode> = {}): ActCode => ({
    ...own(),
    ...{ linkId, codeHash: null, requestedAt: NOW, expiresAt: addDuration(NOW, { minutes: 10 }) },
    ...{ failedAttempts: 0, usedAt: null, channel: 'MAIL', phone: null, phoneGivenBy: null },
    contentHash: '5'.repeat(64),
    ...change,
  });
  const insert = (row: ActCode) => world.in(company, (tx) => tx.actCodes.insert(row));

  it('lasts ten minutes and bears five tries at most, whatever the program says (D25)', async () => {
    const { id } = await link();
    const asked = code(id);
    await insert(asked);
    await expect(insert(code(id, { expiresAt: new Date(NOW.getTime() + 600_001) }))).rejects.toThrow(
      'act_code_expiry_check',
    );
    for (const failedAttempts of [6, -1])
      await expect(world.in(company, (tx) => tx.actCodes.save({ ...asked, failedAttempts }))).rejects.toThrow(
        'act_code_tries_check',
      );
    await world.in(company, (tx) => tx.actCodes.save({ ...asked, failedAttempts: 5 }));
  });

  it('is kept as a hash only, for a link of its own company (D25, I-11, I-1)', async () => {
    const { id } = await link();
    await expect(insert(code(id, { codeHash: '12345678' }))).rejects.toThrow('act_code_hash_check');
    await insert(code(id, { codeHash: 'a'.repeat(64) }));
    await expect(insert(code(randomUUID()))).rejects.toThrow('act_code_link_fkey');
    const abroad = { ...code(id), tenantId: other.tenantId };
    await expect(world.in(other, (tx) => tx.actCodes.insert(abroad))).rejects.toThrow('act_code_link_fkey');
  });
});

describe('a mandate', () => {
  const mandateOf = async () => {
    const agent = await world.account('Agent');
    const row = world.mandate(company.tenantId, agent);
    await world.in(company, (tx) => tx.mandates.insert(row));
    return row.id;
  };

  it('is active only with both signatures, the representative’s first (I-3, I-4)', async () => {
    const id = await mandateOf();
    const set = (assignment: string) => constraintOf(`UPDATE mandate SET ${assignment} WHERE id = $1`, [id]);
    expect(await set('agent_signed_at = NULL')).toBe('mandate_signed_check');
    expect(await set('representative_signed_at = NULL, agent_signed_at = NULL')).toBe('mandate_signed_check');
    expect(await set(`agent_signed_at = representative_signed_at - interval '1 second'`)).toBe(
      'mandate_signing_order_check',
    );
    expect(await set(`agent_email = 'Claire@company.example'`)).toBe('mandate_email_check');
    expect(await set(`state = 'REVOKED', ended_at = '${NOW.toISOString()}'`)).toBeUndefined();
  });

  it('keeps its acts with a typed name, a known strength and the hash of what was read (I-4, I-7)', async () => {
    const id = await mandateOf();
    const row = `INSERT INTO mandate_act (tenant_id, id, mandate_id, kind, email, typed_name, strength, content_hash, at)
      VALUES ($1, $2, $3, $4, 'paul@company.example', $5, $6, $7, $8)`;
    const act = (kind: string, name: string | null, strength: string, hash: string, mandate = id) =>
      constraintOf(row, [company.tenantId, randomUUID(), mandate, kind, name, strength, hash, NOW]);
    const [signature, code, hash] = ['REPRESENTATIVE_SIGNATURE', 'MAILED_LINK_AND_CODE', 'b'.repeat(64)];
    expect(await act(signature, 'Paul Dupré', code, hash)).toBeUndefined();
    expect(await act('OFFICER_DECISION', null, 'PASSWORD_AND_TOTP', hash)).toBeUndefined();
    expect(await act(signature, '', code, hash)).toBe('mandate_act_name_check');
    expect(await act('SIGNED', 'Paul Dupré', code, hash)).toBe('mandate_act_kind_check');
    expect(await act(signature, 'Paul Dupré', 'PASSWORD', hash)).toBe('mandate_act_strength_check');
    expect(await act(signature, 'Paul Dupré', code, 'B'.repeat(64))).toBe('mandate_act_hash_check');
    expect(await act(signature, 'Paul Dupré', code, hash, randomUUID())).toBe('mandate_act_mandate_fkey');
  });
});

describe('a reminder', () => {
  it('is planned once, and says when it was sent or why it was not (P14)', async () => {
    const certificate = await world.certificate(company, await world.holder(company));
    const row = `INSERT INTO reminder (tenant_id, id, version, certificate_id, rung, recipient, email, state, planned_at,
      sent_at, suppressed_because) VALUES ($1, $2, 1, $3, 30, $4, 'a@b.example', $5, $6, $7, $8)`;
    const line = (recipient: string, state: string, sentAt: Date | null, because: string | null) =>
      [company.tenantId, randomUUID(), certificate.id, recipient, state, NOW, sentAt, because] as unknown[];
    expect(await constraintOf(row, line('HOLDER', 'SENT', NOW, null))).toBeUndefined();
    expect(await constraintOf(row, line('HOLDER', 'SENT', null, null))).toBe('reminder_sent_check');
    expect(await constraintOf(row, line('HOLDER', 'PLANNED', NOW, null))).toBe('reminder_sent_check');
    expect(await constraintOf(row, line('HOLDER', 'SUPPRESSED', null, null))).toBe(
      'reminder_suppressed_check',
    );
    expect(await constraintOf(row, line('SALES', 'PLANNED', null, null))).toBe('reminder_recipient_check');
    const twice = `${row}, ($1, gen_random_uuid(), 1, $3, 30, $4, 'a@b.example', $5, $6, $7, $8)`;
    expect(await constraintOf(twice, line('HOLDER', 'PLANNED', null, null))).toBe('reminder_once_key');
  });
});

describe('an account', () => {
  const asApp = async (sql: string, id: string): Promise<string> =>
    world.as('app', async (client) => {
      try {
        return `${(await client.query(sql, [id])).rowCount} changed`;
      } catch (error) {
        return (error as Error).message;
      }
    });
  const invited = async (): Promise<string> => {
    const account = { id: randomUUID(), email: `${randomUUID()}@person.example`, displayName: 'Invitée' };
    await world.in(company, (tx) => tx.accounts.ensure(account));
    return account.id;
  };
  const PASSWORD = `UPDATE account SET password_hash = '$argon2id$v=19$new' WHERE id = $1`;

  it('gets its password and factor from the app at its activation, and others only with a letter to its person (L5)', async () => {
    const id = await invited();
    expect(await asApp(`UPDATE account SET pending_totp_sealed = '\\x01' WHERE id = $1`, id)).toBe(
      '1 changed',
    );
    const activation = PASSWORD.replace('WHERE', ', pending_totp_sealed = NULL WHERE');
    expect(await asApp(activation, id)).toBe('1 changed');
    expect(await asApp(PASSWORD.replace('new', 'other'), id)).toMatch(/only with a letter/);
  });

  it('that is activated changes password, factor and address in no other way', async () => {
    const id = await invited();
    const activate = { passwordHash: '$argon2id$v=19$first', totp: { secret: 'JBSWY3DPEHPK3PXP', step: 2 } };
    await world.in(company, (tx) => tx.accounts.activate(id, activate));
    expect(await world.app.accounts.acceptTotpStep(id, 2)).toBe(false);
    const kept = 'password, factor and address change only with a letter';
    expect(await asApp(PASSWORD, id)).toBe(kept);
    expect(await asApp('UPDATE account SET password_hash = NULL WHERE id = $1', id)).toBe(kept);
    expect(await asApp('UPDATE account SET totp_secret_sealed = NULL WHERE id = $1', id)).toBe(kept);
    expect(await asApp(`UPDATE account SET email = 'x@x.example' WHERE id = $1`, id)).toBe(kept);
    expect(await asApp('UPDATE account SET last_totp_step = 3 WHERE id = $1', id)).toBe('1 changed');
    const told = { accountId: id, now: NOW, correlationId: 'test' };
    await world.app.accounts.change(told, async (account) => {
      await account.setPassword('$argon2id$v=19$next');
      await account.record('account.password-changed');
    });
    const untold = world.app.accounts.change(told, (account) => account.setPassword('$argon2id$v=19$last'));
    await expect(untold).rejects.toThrow(kept);
    await expect(world.in(company, (tx) => tx.accounts.activate(id, activate))).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });
});
