import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuthorityRegister, RevocationMark } from '@mandataire/application/certificate';
import { createStatusPersistence, type StatusPersistence } from '@mandataire/persistence';
import { authorityRegisterContract } from '../../../libs/adapters/src/certificate-authority/authority-register.contract.js';
import { World, type TestCompany } from './world.builder.js';

let world: World;
let status: StatusPersistence;
let company: TestCompany;

beforeAll(async () => {
  world = await World.open();
  status = createStatusPersistence({
    statusUrl: world.database.urls.status,
    poolSize: 2,
    revocationVisibleMs: 1_000,
  });
  company = await world.company('Menuiserie');
});
afterAll(async () => {
  await status.close();
  await world.close();
});

const END = new Date('2029-01-01T00:00:00.000Z');
const reserve = (issuerId: string, serial: string, notAfter = END) =>
  world.in(company, (tx) =>
    tx.registers.reserveSerial({ issuerId, serial, certificateId: randomUUID(), notAfter }),
  );

/** What one reading gives, to its end. */
const readingOf = (register: AuthorityRegister, issuerId: string, since?: RevocationMark, now = END) =>
  register.exclusively(issuerId, async (lists) => {
    const serials: string[] = [];
    const reading = await lists.revoked(now, since);
    const { mark, agrees } = await reading.read((part) => {
      for (let index = 0; index < part.count; index += 1)
        serials.push(Buffer.from(part.serials.subarray(16 * index, 16 * index + 16)).toString('hex'));
    });
    return { kind: reading.kind, serials, mark, agrees: await agrees };
  });

describe('SqlAuthorityRegister as role worker, read by role status_reader', () => {
  authorityRegisterContract(async () => {
    const issuerId = randomBytes(32).toString('hex');
    return {
      issuerId,
      register: world.worker.register,
      reader: status.reader,
      reserve: (serial) => reserve(issuerId, serial),
      abandon: (serial, at) => world.in(company, (tx) => tx.registers.markAbandoned(issuerId, serial, at)),
    };
  });

  it('drops an entry only after a list was published beyond its end (RFC 5280 §3.3)', async () => {
    const issuerId = randomBytes(32).toString('hex');
    const serial = randomBytes(16).toString('hex');
    const [end, before, after] = [1, 0, 2].map((day) => new Date(Date.UTC(2026, 10, 20 + day))) as [
      Date,
      Date,
      Date,
    ];
    const { register } = world.worker;
    const listed = async (now = END) => (await readingOf(register, issuerId, undefined, now)).serials.length;
    const publish = (number: number, thisUpdate: Date) =>
      register.exclusively(issuerId, (lists) =>
        lists.save({ issuerId, number, der: Uint8Array.of(1), thisUpdate, nextUpdate: END }),
      );
    await reserve(issuerId, serial, end);
    await register.markRevoked([{ issuerId, serial, revokedAt: before }]);
    await publish(1, before);
    expect(await listed()).toBe(1);
    // The first list beyond the end still carries it: only then is it dropped.
    await publish(2, after);
    expect(await listed()).toBe(0);
    // The clock was wrong and is right again: a list from the future is no last list of what hasn't ended.
    expect(await listed(before)).toBe(1);
  });

  it('reads a list of many slices whole, and one that is known not again', async () => {
    const issuerId = randomBytes(32).toString('hex');
    const der = randomBytes((1 << 22) + 5);
    const publish = (number: number) =>
      world.worker.register.exclusively(issuerId, (lists) =>
        lists.save({ issuerId, number, der, thisUpdate: new Date(0), nextUpdate: END }),
      );
    await publish(1);
    const first = await status.reader.currentCrl(issuerId);
    expect(der.equals(first?.der ?? Buffer.alloc(0))).toBe(true);
    expect(await status.reader.currentCrl(issuerId, first)).toBe(first);
    await publish(2);
    expect((await status.reader.currentCrl(issuerId, first))?.number).toBe(2);
  });

  it('keeps an abandoned serial abandoned when it is revoked later (D27)', async () => {
    const issuerId = randomBytes(32).toString('hex');
    const serial = randomBytes(16).toString('hex');
    await reserve(issuerId, serial);
    await world.in(company, (tx) => tx.registers.markAbandoned(issuerId, serial, tx.now));
    await world.worker.register.markRevoked([{ issuerId, serial, revokedAt: END }]);
    expect((await status.reader.statuses(issuerId, [serial])).get(serial)?.state).toBe('ABANDONED');
  });

  it('lets the next process publish when one dies with the lock', async () => {
    const issuerId = randomBytes(32).toString('hex');
    const trace: string[] = [];
    const dying = world.worker.register.exclusively(issuerId, async () => {
      await world.as('superuser', (client) =>
        client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
        ),
      );
      trace.push('died');
    });
    await dying.catch(() => undefined);
    await world.worker.register.exclusively(issuerId, async () => void trace.push('next'));
    expect(trace).toEqual(['died', 'next']);
  });

  describe('reading only what came since', () => {
    const reading = (issuerId: string, since?: RevocationMark) =>
      readingOf(world.worker.register, issuerId, since);
    const revokedAfter = async (issuerId: string, notAfter = END) => {
      const serial = randomBytes(16).toString('hex');
      await reserve(issuerId, serial, notAfter);
      await world.worker.register.markRevoked([{ issuerId, serial, revokedAt: new Date() }]);
      return serial;
    };

    it('gives what was revoked after the earlier reading, and nothing twice', async () => {
      const issuerId = randomBytes(32).toString('hex');
      await revokedAfter(issuerId);
      const first = await reading(issuerId);
      const later = await revokedAfter(issuerId);
      const second = await reading(issuerId, first.mark);
      expect([first.kind, second.kind]).toEqual(['ALL', 'ADDED']);
      expect(second.serials).toEqual([later]);
      expect((await reading(issuerId, second.mark)).serials).toEqual([]);
    });

    it('misses no transaction that began before the earlier reading and committed after it', async () => {
      const issuerId = randomBytes(32).toString('hex');
      const [early, late] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
      for (const serial of [early, late]) await reserve(issuerId, serial);
      const first = await world.as('worker', async (client) => {
        await client.query('BEGIN');
        await client.query(
          `UPDATE issued_serial SET state = 'REVOKED', revoked_at = now() WHERE issuer_id = $1 AND serial = $2`,
          [issuerId, late],
        );
        // A younger transaction commits first: a counter or a clock would lead the next reading past the older one.
        await world.worker.register.markRevoked([{ issuerId, serial: early, revokedAt: new Date() }]);
        const between = await reading(issuerId);
        await client.query('COMMIT');
        return between;
      });
      expect(first.serials).toEqual([early]);
      const second = await reading(issuerId, first.mark);
      expect([second.kind, second.serials]).toEqual(['ADDED', [late]]);
    });

    it('reads everything when the server is another one', async () => {
      const issuerId = randomBytes(32).toString('hex');
      const serial = await revokedAfter(issuerId);
      const { mark } = await reading(issuerId);
      const other = await reading(issuerId, { ...mark, server: '2020-01-01' });
      expect([other.kind, other.serials]).toEqual(['ALL', [serial]]);
    });

    it('says that it is not all when an entry has left', async () => {
      const issuerId = randomBytes(32).toString('hex');
      const [end, after] = [new Date('2026-11-22T00:00:00Z'), new Date('2026-11-23T00:00:00Z')];
      await revokedAfter(issuerId, end);
      const stays = await revokedAfter(issuerId);
      const first = await reading(issuerId);
      expect((await reading(issuerId, first.mark)).agrees).toBe(true);
      await world.worker.register.exclusively(issuerId, (lists) =>
        lists.save({ issuerId, number: 1, der: Uint8Array.of(1), thisUpdate: after, nextUpdate: END }),
      );
      expect((await reading(issuerId, first.mark)).agrees).toBe(false);
      expect((await reading(issuerId)).serials).toEqual([stays]);
    });

    it('says that it is not all when a row came past every transaction, as from a restored table', async () => {
      const issuerId = randomBytes(32).toString('hex');
      const first = await reading(issuerId);
      const serial = await revokedAfter(issuerId);
      await world.as('superuser', (client) =>
        client.query(
          `SET session_replication_role = replica; UPDATE revoked_serial SET written_by = '3' WHERE serial = '${serial}'`,
        ),
      );
      const second = await reading(issuerId, first.mark);
      expect([second.kind, second.serials.length, second.agrees]).toEqual(['ADDED', 0, false]);
    });
  });

  it('refuses a second certificate under one key', async () => {
    const certificate = {
      ...{
        id: randomBytes(32).toString('hex'),
        kind: 'OCSP_SIGNER' as const,
        name: 'ocsp-1',
        issuerId: 'x',
        keyRef: 'ocsp-1',
      },
      ...{ der: Uint8Array.of(1), notBefore: new Date(0), notAfter: END },
    };
    await world.worker.register.saveAuthorityCertificate(certificate);
    await expect(world.worker.register.saveAuthorityCertificate(certificate)).rejects.toThrow(/duplicate/);
  });

  it('tells the worker when the last of the issuing authorities’ lists begins and the first ends', async () => {
    const { register } = world.worker;
    await world.owner.query(`DELETE FROM authority_certificate WHERE kind = 'ISSUING'`);
    expect(await world.worker.due.crlValidity()).toBeUndefined();
    const found = async (name: string) => {
      const id = randomBytes(32).toString('hex');
      await register.saveAuthorityCertificate({
        ...{ id, kind: 'ISSUING', name, issuerId: 'x', keyRef: `issuing-${name}`, der: Uint8Array.of(1) },
        ...{ notBefore: new Date(0), notAfter: END },
      });
      return (number: number, nextUpdate: Date, thisUpdate = new Date(0)) =>
        register.exclusively(id, (lists) =>
          lists.save({ ...{ issuerId: id, number, der: Uint8Array.of(1) }, thisUpdate, nextUpdate }),
        );
    };
    const validity = () => world.worker.due.crlValidity();
    const [dual, signature] = [await found('dual'), await found('signature')];
    await dual(1, END);
    // One without a list is due at once.
    expect(await validity()).toBeUndefined();
    const sooner = new Date(END.getTime() - 1000);
    await signature(1, sooner);
    expect(await validity()).toEqual({ from: new Date(0), until: sooner });
    await signature(2, END, sooner);
    expect(await validity()).toEqual({ from: sooner, until: END });
  });
});
