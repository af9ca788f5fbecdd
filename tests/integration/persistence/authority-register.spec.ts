import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createStatusPersistence, type StatusPersistence } from '@mandataire/persistence';
import { authorityRegisterContract } from '../../../libs/adapters/src/certificate-authority/authority-register.contract.js';
import { World, type TestCompany } from './world.builder.js';

let world: World;
let status: StatusPersistence;
let company: TestCompany;

beforeAll(async () => {
  world = await World.open();
  status = createStatusPersistence({ statusUrl: world.database.urls.status, poolSize: 2 });
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
    const listed = async () => (await register.revokedSerials(issuerId)).length;
    const publish = (number: number, thisUpdate: Date) =>
      register.saveCrl({ issuerId, number, der: Uint8Array.of(1), thisUpdate, nextUpdate: END });
    await reserve(issuerId, serial, end);
    await register.markRevoked(issuerId, serial, before);
    await publish(1, before);
    expect(await listed()).toBe(1);
    // The first list beyond the end still carries it: only then is it dropped.
    await publish(2, after);
    expect(await listed()).toBe(0);
  });

  it('keeps an abandoned serial abandoned when it is revoked later (D27)', async () => {
    const issuerId = randomBytes(32).toString('hex');
    const serial = randomBytes(16).toString('hex');
    await reserve(issuerId, serial);
    await world.in(company, (tx) => tx.registers.markAbandoned(issuerId, serial, tx.now));
    await world.worker.register.markRevoked(issuerId, serial, END);
    expect((await status.reader.status(issuerId, serial))?.state).toBe('ABANDONED');
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

  it('tells the worker when the first of the issuing authorities’ lists ends', async () => {
    const { register } = world.worker;
    await world.owner.query(`DELETE FROM authority_certificate WHERE kind = 'ISSUING'`);
    expect(await world.worker.due.crlNextUpdate()).toBeUndefined();
    const found = async (name: string) => {
      const id = randomBytes(32).toString('hex');
      await register.saveAuthorityCertificate({
        ...{ id, kind: 'ISSUING', name, issuerId: 'x', keyRef: `issuing-${name}`, der: Uint8Array.of(1) },
        ...{ notBefore: new Date(0), notAfter: END },
      });
      return (number: number, nextUpdate: Date) =>
        register.saveCrl({
          ...{ issuerId: id, number, der: Uint8Array.of(1), thisUpdate: new Date(0), nextUpdate },
        });
    };
    const [dual, signature] = [await found('dual'), await found('signature')];
    await dual(1, END);
    // One without a list is due at once.
    expect(await world.worker.due.crlNextUpdate()).toBeUndefined();
    const sooner = new Date(END.getTime() - 1000);
    await signature(1, sooner);
    expect(await world.worker.due.crlNextUpdate()).toEqual(sooner);
    await signature(2, END);
    expect(await world.worker.due.crlNextUpdate()).toEqual(END);
  });
});
