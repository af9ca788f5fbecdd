import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sha256Hasher } from '@mandataire/adapters/clock';
import { LinkIssuer } from '@mandataire/application/link';
import { RefusedError } from '@mandataire/application/refusal';
import { PlaceOrder } from '@mandataire/application/order';
import { RequestRevocation } from '@mandataire/application/revocation';
import type { Transaction } from '@mandataire/application/unit-of-work';
import { ISSUER, NOW, World, type TestCompany } from './world.builder.js';

let world: World;
let company: TestCompany;

beforeAll(async () => {
  world = await World.open();
  company = await world.company('Menuiserie');
});
afterAll(() => world.close());

/** A gate that lets two transactions meet in the middle. */
function meeting(of: number): () => Promise<void> {
  let arrived = 0;
  let open: () => void = () => {};
  const all = new Promise<void>((resolve) => (open = resolve));
  return () => {
    arrived += 1;
    if (arrived === of) open();
    return all;
  };
}

const inside = <T>(work: (tx: Transaction) => Promise<T>) => world.in(company, work);
const refusal = (code: string, extensions: Record<string, unknown> = {}) =>
  expect.objectContaining({ code, extensions: expect.objectContaining(extensions) });

const journalOf = (objectId: string) =>
  world.as('superuser', async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'SELECT name FROM journal_entry WHERE object_id = $1 ORDER BY position',
      [objectId],
    );
    return rows.map(({ name }) => name);
  });

describe('a unit of work', () => {
  it('gives rows back as they were written: dates, instants, lists, documents and octets', async () => {
    const holderId = await world.holder(company, { givenNames: ['Jean-François', 'Noël'] });
    const certificate = await world.certificate(company, holderId);
    await inside(async (tx) => {
      const found = await tx.certificates.find(certificate.id);
      expect({ ...found, der: [...(found?.der ?? [])] }).toEqual({
        ...certificate,
        der: [...(certificate.der ?? [])],
      });
      expect((await tx.mandates.activeOf(company.agentId))[0]).toMatchObject({
        startsOn: '2026-01-01',
        endsOn: '2028-12-31',
        acts: ['VERIFY', 'ORDER', 'REVOKE'],
      });
      expect((await tx.identities.version(holderId, 1))?.givenNames).toEqual(['Jean-François', 'Noël']);
      expect((await tx.verifications.latestVerified(holderId, 1, 'ONE_STAR'))?.documentExpiresOn).toBe(
        '2031-05-06',
      );
      expect(await tx.companies.own()).toMatchObject({ siren: company.siren, name: 'Menuiserie' });
      expect(await tx.accounts.find(company.agentId)).toMatchObject({ displayName: 'Agent of Menuiserie' });
    });
  });

  it('refuses the second of two who read the same version with CONFLICT', async () => {
    const order = await world.order(company, await world.holder(company));
    const meet = meeting(2);
    const save = (reason: string) =>
      inside(async (tx) => {
        const read = await tx.orders.find(order.id);
        await meet();
        return tx.orders.save({ ...read!, decisionReason: reason });
      });
    const outcomes = await Promise.allSettled([save('one'), save('two')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: refusal('CONFLICT'),
    });
    expect((await inside((tx) => tx.orders.find(order.id)))?.version).toBe(2);
  });

  it('leaves its last writes to the commit: they are there together, and nothing is read after them', async () => {
    const order = await world.order(company, await world.holder(company));
    const ended = inside(async (tx) => {
      const read = await tx.orders.find(order.id);
      tx.endWithWrites();
      const saved = await tx.orders.save({ ...read!, decisionReason: 'left to the commit' });
      await tx.record({ name: 'order.submitted', objectType: 'Order', objectId: order.id });
      return saved;
    });
    expect(await ended).toMatchObject({ version: 2 });
    expect(await inside((tx) => tx.orders.find(order.id))).toMatchObject({
      ...{ version: 2, decisionReason: 'left to the commit' },
    });
    expect(await journalOf(order.id)).toEqual(['order.submitted']);
    const late = inside(async (tx) => {
      tx.endWithWrites();
      await tx.orders.find(order.id);
    });
    await expect(late).rejects.toThrow('nothing is read after endWithWrites()');
  });

  it('finds at the commit that a row was changed since it was read: CONFLICT, and nothing of it is written', async () => {
    const order = await world.order(company, await world.holder(company));
    const meet = meeting(2);
    const save = () =>
      inside(async (tx) => {
        const read = await tx.orders.find(order.id);
        await meet();
        tx.endWithWrites();
        await tx.record({ name: 'order.submitted', objectType: 'Order', objectId: order.id });
        return tx.orders.save(read!);
      });
    const outcomes = await Promise.allSettled([save(), save()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: refusal('CONFLICT'),
    });
    expect(await journalOf(order.id)).toEqual(['order.submitted']);
  });

  it('writes one row twice in its order when both writes are left to the commit', async () => {
    const order = await world.order(company, await world.holder(company));
    await inside(async (tx) => {
      const read = await tx.orders.find(order.id);
      tx.endWithWrites();
      const once = await tx.orders.save({ ...read!, decisionReason: 'once' });
      await tx.orders.save({ ...once, decisionReason: 'twice' });
    });
    expect(await inside((tx) => tx.orders.find(order.id))).toMatchObject({
      ...{ version: 3, decisionReason: 'twice' },
    });
  });

  it('gives the order of a retrieval link as its parts are read, and of another link nothing', async () => {
    const holderId = await world.holder(company);
    const order = await world.order(company, holderId);
    const hasher = new Sha256Hasher();
    const { token } = await inside((tx) =>
      new LinkIssuer(world.randomness, hasher).issue(tx, {
        ...{ purpose: 'RETRIEVAL', objectId: order.id, email: 'holder@company.example' },
        expiresAt: new Date(NOW.getTime() + 86_400_000),
      }),
    );
    const hash = hasher.sha256(token);
    await inside(async (tx) => {
      expect(await tx.orders.toRetrieve(hash)).toEqual({
        link: await tx.links.byTokenHash(hash),
        order: await tx.orders.find(order.id),
        identityNumbers: [1],
      });
      expect(await tx.orders.toRetrieve('0'.repeat(64))).toBeUndefined();
    });
    const abroad = await world.company('Ailleurs');
    expect(await world.in(abroad, (tx) => tx.orders.toRetrieve(hash))).toBeUndefined();
  });

  it('rolls everything back when the work is refused', async () => {
    const holderId = await world.holder(company);
    const work = inside(async (tx) => {
      const holder = await tx.holders.find(holderId);
      await tx.holders.save({ ...holder!, phone: '+33612345678' });
      await tx.record({ name: 'demo.seeded', objectType: 'Holder', objectId: holderId });
      throw new RefusedError('RULE_REFUSED');
    });
    await expect(work).rejects.toThrow('RULE_REFUSED');
    expect((await inside((tx) => tx.holders.find(holderId)))?.phone).toBeNull();
    const page = await world.app.fleet.journal(
      { kind: 'COMPANY', tenantId: company.tenantId },
      { first: 10, after: null },
      { objectId: holderId },
    );
    expect(page.rows).toEqual([]);
  });

  it('writes the journal row and its event together, with one identifier and one instant (I-27)', async () => {
    const objectId = randomUUID();
    await inside(async (tx) => {
      tx.actAs('CERTIFICATION_AGENT');
      await tx.record({
        name: 'order.cancelled',
        objectType: 'Order',
        objectId,
        previousState: 'DRAFT',
        nextState: 'CANCELLED',
        reason: 'Doublon',
        facts: { rule: 'R1' },
      });
    });
    await world.owner.query('BEGIN');
    await world.owner.query(`SELECT set_config('app.tenant_id', $1, true)`, [company.tenantId]);
    const { rows } = await world.owner.query(
      `SELECT j.id = o.id AS same, j.at, o.occurred_at, j.actor_kind, j.actor_account_id, j.reason, j.facts, o.name
       FROM journal_entry j JOIN outbox o ON o.object_id = j.object_id WHERE j.object_id = $1`,
      [objectId],
    );
    await world.owner.query('COMMIT');
    expect(rows).toEqual([
      {
        same: true,
        at: NOW,
        occurred_at: NOW,
        actor_kind: 'CERTIFICATION_AGENT',
        actor_account_id: company.agentId,
        reason: 'Doublon',
        facts: { rule: 'R1' },
        name: 'order.cancelled',
      },
    ]);
  });

  it('finds nothing under an identifier that is none', async () => {
    await inside(async (tx) => {
      expect(await tx.orders.find('not-an-identifier')).toBeUndefined();
      expect(await tx.accounts.find("' OR true --")).toBeUndefined();
    });
  });

  it('never leaves a condition out: an absent identifier is an error', async () => {
    const work = inside((tx) => tx.orders.openFor(undefined as unknown as string, 'INITIO'));
    await expect(work).rejects.toThrow(/undefined/i);
  });

  it('handles an event once per processor', async () => {
    const event = randomUUID();
    expect(await inside((tx) => tx.handle(event, 'tell-company'))).toBe(true);
    expect(await inside((tx) => tx.handle(event, 'tell-company'))).toBe(false);
    expect(await inside((tx) => tx.handle(event, 'send-order-link'))).toBe(true);
    await expect(
      inside(async (tx) => {
        await tx.handle(event, 'tell-revocation');
        throw new Error('crashed');
      }),
    ).rejects.toThrow('crashed');
    expect(await inside((tx) => tx.handle(event, 'tell-revocation'))).toBe(true);
  });

  it('lets no mandate end under an act that relies on it (I-2)', async () => {
    const other = await world.company('Mandats');
    const steps: string[] = [];
    let acting: () => void = () => {};
    const begun = new Promise<void>((resolve) => (acting = resolve));
    const act = world.in(other, async (tx) => {
      await tx.mandates.activeOf(other.agentId);
      acting();
      await new Promise((resolve) => setTimeout(resolve, 150));
      steps.push('act done');
    });
    await begun;
    const end = world.in(other, async (tx) => {
      const [mandate] = await tx.mandates.activeOf(other.agentId);
      await tx.mandates.save({ ...mandate!, state: 'ENDED', endedAt: tx.now });
      steps.push('mandate ended');
    });
    await Promise.all([act, end]);
    expect(steps).toEqual(['act done', 'mandate ended']);
  });

  it('refuses two mandates of one person in force on the same day (D12)', async () => {
    const other = await world.company('Mandats doubles');
    const again = world.in(other, (tx) => tx.mandates.insert(world.mandate(other.tenantId, other.agentId)));
    await expect(again).rejects.toEqual(refusal('RULE_REFUSED', { rule: 'D12', reason: 'MANDATE_OVERLAPS' }));
  });
});

describe('two clicks at once', () => {
  const revoke = (key: string, certificateId: string) =>
    new RequestRevocation(world.app.unitOfWork, world.randomness).execute(company.agent, {
      idempotencyKey: key,
      certificateId,
      reason: 'KEY_LOST',
      comment: null,
    });
  const place = (key: string, holderId: string) =>
    new PlaceOrder(world.app.unitOfWork, world.app.catalogue, world.randomness).execute(company.agent, {
      idempotencyKey: key,
      holderId,
      productCode: 'INITIO',
    });

  it('give the same revocation request under the same key', async () => {
    const certificate = await world.certificate(company, await world.holder(company));
    const answers = await Promise.all([1, 2, 3].map(() => revoke('same key', certificate.id)));
    expect(new Set(answers.map(({ revocationId }) => revocationId)).size).toBe(1);
  });

  it('under the same key with another input give one object and one refusal in words', async () => {
    const certificate = await world.certificate(company, await world.holder(company));
    const other = await world.certificate(company, await world.holder(company));
    const outcomes = await Promise.allSettled([
      revoke('one key', certificate.id),
      revoke('one key', other.id),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toMatchObject({
      code: 'CONFLICT',
      extensions: { reason: 'KEY_OF_ANOTHER_REQUEST' },
    });
    // Another act has keys of its own.
    const holder = await world.holder(company);
    expect((await place('one key', holder)).orderId).not.toBe('');
  });

  it('under a key of before inputs were kept give what it gave', async () => {
    const certificate = await world.certificate(company, await world.holder(company));
    const { revocationId } = await revoke('old key', certificate.id);
    await world.as('superuser', (client) =>
      client.query(`UPDATE idempotency SET input_hash = NULL WHERE key = 'old key'`),
    );
    expect(await revoke('old key', certificate.id)).toEqual({ revocationId });
  });

  it('under two keys give one open request and one refusal in words (I-17)', async () => {
    const certificate = await world.certificate(company, await world.holder(company));
    const outcomes = await Promise.allSettled([
      revoke('key a', certificate.id),
      revoke('key b', certificate.id),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: refusal('RULE_REFUSED', { rule: 'I-17', reason: 'REVOCATION_ALREADY_OPEN' }),
    });
  });

  it('close the race of two requests that both saw none open (I-17)', async () => {
    const certificate = await world.certificate(company, await world.holder(company));
    const meet = meeting(2);
    const submit = () =>
      inside(async (tx) => {
        expect(await tx.revocations.openFor(certificate.id)).toBeUndefined();
        await meet();
        await tx.revocations.insert(world.revocation(certificate));
      });
    const outcomes = await Promise.allSettled([submit(), submit()]);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: refusal('RULE_REFUSED', { rule: 'I-17' }),
    });
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('place one order under one key, and under two keys one order and one refusal in words (R1)', async () => {
    const [one, two] = [await world.holder(company), await world.holder(company)];
    const answers = await Promise.all([place('order key', one), place('order key', one)]);
    expect(answers[0]?.orderId).toBe(answers[1]?.orderId);
    const outcomes = await Promise.allSettled([place('order a', two), place('order b', two)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: refusal('RULE_REFUSED', { rule: 'R1', reason: 'ORDER_ALREADY_OPEN' }),
    });
  });

  it('let a rejected request be followed by a new one', async () => {
    const certificate = await world.certificate(company, await world.holder(company));
    await inside((tx) => tx.revocations.insert(world.revocation(certificate, { state: 'REJECTED' })));
    await expect(revoke('after a rejection', certificate.id)).resolves.toBeDefined();
  });
});

describe('the platform registers', () => {
  const other = () => world.company('Registres');

  it('give a key once, whoever asks (F19)', async () => {
    const hash = 'b'.repeat(64);
    expect(await inside((tx) => tx.registers.claimPublicKey(hash))).toBe('CLAIMED');
    expect(await world.in(await other(), (tx) => tx.registers.claimPublicKey(hash))).toBe('CERTIFIED_BEFORE');
  });

  it('never give a key that is known to be compromised, certified here or not (F57)', async () => {
    const hash = 'e'.repeat(64);
    const note = () =>
      world.worker.unitOfWork.run(company.caller, (tx) => tx.registers.noteCompromisedKeys([hash]));
    await note();
    await note();
    expect(await inside((tx) => tx.registers.claimPublicKey(hash))).toBe('COMPROMISED');
  });

  it('give a key that was claimed in a transaction that failed', async () => {
    const hash = 'c'.repeat(64);
    const failed = inside(async (tx) => {
      await tx.registers.claimPublicKey(hash);
      throw new Error('no certificate');
    });
    await expect(failed).rejects.toThrow('no certificate');
    expect(await inside((tx) => tx.registers.claimPublicKey(hash))).toBe('CLAIMED');
  });

  it('give a subject name to one holder for life (F38, I-22)', async () => {
    const [hash, holder] = ['d'.repeat(64), randomUUID()];
    expect(await inside((tx) => tx.registers.claimSubjectName(hash, holder))).toBe(true);
    expect(await inside((tx) => tx.registers.claimSubjectName(hash, holder))).toBe(true);
    expect(await world.in(await other(), (tx) => tx.registers.claimSubjectName(hash, randomUUID()))).toBe(
      false,
    );
  });

  it('open a SIREN once (I-28)', async () => {
    expect(await world.in(await other(), (tx) => tx.registers.claimSiren(company.siren))).toBe(false);
  });

  it('refuse to issue a serial that was never reserved or was abandoned (D27)', async () => {
    const serial = 'e'.repeat(32);
    await expect(inside((tx) => tx.registers.markIssued(ISSUER, serial))).rejects.toThrow(/not reserved/);
    await inside(async (tx) => {
      await tx.registers.reserveSerial({
        issuerId: ISSUER,
        serial,
        certificateId: randomUUID(),
        notAfter: NOW,
      });
      await tx.registers.markAbandoned(ISSUER, serial, tx.now);
    });
    await expect(inside((tx) => tx.registers.markIssued(ISSUER, serial))).rejects.toThrow(/cannot go/);
  });

  it('refuse a certificate whose serial they do not hold', async () => {
    const holderId = await world.holder(company);
    const certificate = await world.certificate(company, holderId);
    const order = await world.order(company, holderId, { state: 'REJECTED', consentedAt: NOW });
    const orphan = { ...certificate, id: randomUUID(), orderId: order.id, serial: 'f'.repeat(32) };
    await expect(inside((tx) => tx.certificates.insert(orphan))).rejects.toThrow(/certificate_serial_fkey/);
  });
});
