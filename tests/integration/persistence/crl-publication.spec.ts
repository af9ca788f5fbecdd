import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AuthorityRegister, CrlRegister } from '@mandataire/application/certificate';
import {
  EmbeddedCertificateAuthority,
  IncompleteCrlError,
  UnsettledRegisterError,
} from '@mandataire/adapters/certificate-authority';
import { SealedKeyStore } from '@mandataire/adapters/key-store';
import { listsSerial, pem, readCrl } from '@mandataire/pki';
import { aProfile, OpenSsl } from '@mandataire/pki/testing';
import { World, type TestCompany } from './world.builder.js';

const END = new Date('2029-01-01T00:00:00.000Z');
const now = new Date();

let world: World;
let company: TestCompany;
let folder: string;
let issuerId: string;

beforeAll(async () => {
  world = await World.open();
  company = await world.company('Menuiserie');
  folder = mkdtempSync(path.join(tmpdir(), 'crl-'));
  await authority().initialise(now);
  issuerId = await authority().issuerId(aProfile());
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const keysOf = (name: string) =>
  new SealedKeyStore({ folder: path.join(folder, name), secret: 'sixteen characters' });

const authority = (register: AuthorityRegister = world.worker.register) =>
  new EmbeddedCertificateAuthority({
    ...{
      register,
      rootKeys: keysOf('root'),
      caKeys: keysOf('ca'),
      ocspKeys: keysOf('ocsp'),
      pkiBaseUrl: 'http://pki.exemple.fr',
    },
  });

async function revoked(): Promise<string> {
  const serial = randomBytes(16).toString('hex');
  await world.in(company, (tx) =>
    tx.registers.reserveSerial({ issuerId, serial, certificateId: randomUUID(), notAfter: END }),
  );
  await world.worker.register.markRevoked([{ issuerId, serial, revokedAt: now }]);
  return serial;
}

const stored = (): Promise<{ number: number; der: Buffer }[]> =>
  world.as('superuser', async (client) => {
    const { rows } = await client.query<{ number: string; der: Buffer }>(
      'SELECT number, der FROM crl WHERE issuer_id = $1 ORDER BY number DESC',
      [issuerId],
    );
    return rows.map(({ number, der }) => ({ number: Number(number), der }));
  });

/** A register that does something in the middle of a publication. */
const disturbed = (disturb: (lists: CrlRegister) => CrlRegister): AuthorityRegister => {
  const { register } = world.worker;
  return {
    authorityCertificates: () => register.authorityCertificates(),
    saveAuthorityCertificate: (certificate) => register.saveAuthorityCertificate(certificate),
    currentCrl: (issuer) => register.currentCrl(issuer),
    markRevoked: (...which) => register.markRevoked(...which),
    exclusively: (name, publish) => register.exclusively(name, (lists) => publish(disturb(lists))),
  };
};

const plain = (lists: CrlRegister): CrlRegister => ({
  nextNumber: () => lists.nextNumber(),
  revoked: (at, since) => lists.revoked(at, since),
  save: (list) => lists.save(list),
});

describe('publication over the database', () => {
  it('lists what was revoked since the last one, in one list that openssl verifies', async () => {
    const publisher = authority();
    const first = await revoked();
    await publisher.publish(now, issuerId);
    const second = await revoked();
    await publisher.publish(now, issuerId);
    const [list] = await stored();
    const { entries } = readCrl(list?.der ?? Buffer.alloc(0));
    expect([first, second].map((serial) => listsSerial(entries, serial))).toEqual([true, true]);
    const issuing = (await world.worker.register.authorityCertificates()).find(({ id }) => id === issuerId);
    const openssl = new OpenSsl();
    try {
      const files = [
        openssl.file('list.crl', list?.der ?? ''),
        openssl.file('i.pem', pem('CERTIFICATE', issuing?.der ?? Buffer.alloc(0))),
      ];
      const text = await openssl.run(
        'crl',
        '-inform',
        'DER',
        '-in',
        files[0] ?? '',
        '-CAfile',
        files[1] ?? '',
        '-noout',
        '-text',
      );
      expect(text.output).toContain('verify OK');
      expect(text.output).toContain('URI:http://pki.exemple.fr/crl/dual.crl');
    } finally {
      openssl.dispose();
    }
  });

  it('reads everything again when the register does not agree, and lists it', async () => {
    const publisher = authority();
    await publisher.publish(now, issuerId);
    const serial = await revoked();
    await world.as('superuser', (client) =>
      client.query(
        `SET session_replication_role = replica; UPDATE revoked_serial SET written_by = '3' WHERE serial = '${serial}'`,
      ),
    );
    await publisher.publish(now, issuerId);
    const [list] = await stored();
    expect(listsSerial(readCrl(list?.der ?? Buffer.alloc(0)).entries, serial)).toBe(true);
  });

  it.each(['the first', 'a later'])(
    'completes what its table lacks of the register, for %s list',
    async (which) => {
      const publisher = authority();
      if (which === 'a later') await publisher.publish(now, issuerId);
      const serial = await revoked();
      await world.as('superuser', (client) =>
        client.query('DELETE FROM revoked_serial WHERE issuer_id = $1 AND serial = $2::uuid', [
          issuerId,
          serial,
        ]),
      );
      await publisher.publish(now, issuerId);
      const [list] = await stored();
      expect(listsSerial(readCrl(list?.der ?? Buffer.alloc(0)).entries, serial)).toBe(true);
    },
  );

  it('publishes nothing while its table holds what the register does not', async () => {
    const before = (await stored())[0]?.number;
    const serial = randomUUID();
    const asOwner = (sql: string) => world.as('superuser', (client) => client.query(sql, [issuerId, serial]));
    await asOwner(
      "INSERT INTO revoked_serial (issuer_id, serial, revoked_at, not_after) VALUES ($1, $2, now(), now() + interval '1 day')",
    );
    try {
      await expect(authority().publish(now, issuerId)).rejects.toBeInstanceOf(UnsettledRegisterError);
      expect((await stored())[0]?.number).toBe(before);
    } finally {
      await asOwner('DELETE FROM revoked_serial WHERE issuer_id = $1 AND serial = $2');
    }
    await authority().publish(now, issuerId);
  });

  it('keeps the octets of the last five lists, and of every list its number, dates and hash', async () => {
    const publisher = authority();
    const seen = new Map<number, string>();
    for (let list = 0; list < 7; list += 1) {
      await publisher.publish(now, issuerId);
      const [newest] = await stored();
      seen.set(
        newest?.number ?? 0,
        createHash('sha256')
          .update(newest?.der ?? '')
          .digest('hex'),
      );
    }
    const rows = await world.as('superuser', async (client) => {
      const found = await client.query<{ number: string; hash: string; kept: boolean }>(
        `SELECT number, encode(sha256, 'hex') AS hash, der IS NOT NULL AS kept FROM crl
         WHERE issuer_id = $1 ORDER BY number DESC LIMIT 7`,
        [issuerId],
      );
      return found.rows;
    });
    expect(rows.map(({ kept }) => kept)).toEqual([true, true, true, true, true, false, false]);
    expect(rows.map(({ number, hash }) => [Number(number), hash])).toEqual([...seen].reverse());
  });

  it('lets nobody change the octets of a published list', async () => {
    await authority().publish(now, issuerId);
    await expect(
      world.as('worker', (client) =>
        client.query(`UPDATE crl SET der = '\\x00' WHERE issuer_id = $1 AND der IS NOT NULL`, [issuerId]),
      ),
    ).rejects.toThrow('a published list stays as it is');
  });

  it('stops and says how many are missing when the list lacks a serial of the register', async () => {
    const serial = await revoked();
    const before = (await stored()).length;
    const lying = disturbed((lists) => ({
      ...plain(lists),
      revoked: async (at, since) => {
        const reading = await lists.revoked(at, since);
        return {
          ...reading,
          read: (take) => reading.read((part) => take({ ...part, count: part.count - 1 })),
        };
      },
    }));
    const failure = await authority(lying)
      .publish(now, issuerId)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(IncompleteCrlError);
    expect((failure as Error).message).toMatch(
      /^List \d+ lacks 1 of \d+ revoked serials; it was not published$/,
    );
    expect((await stored()).length).toBe(before);
    await authority().publish(now, issuerId);
    expect(listsSerial(readCrl((await stored())[0]?.der ?? Buffer.alloc(0)).entries, serial)).toBe(true);
  });
});

describe('a publication that a fault ends', () => {
  let before: number;
  beforeEach(async () => {
    await authority().publish(now, issuerId);
    before = (await stored())[0]?.number ?? 0;
  });

  /** The next turn has a number of its own, and what was revoked meanwhile. */
  async function goesOn(publisher: EmbeddedCertificateAuthority): Promise<void> {
    expect((await stored())[0]?.number).toBe(before);
    const serial = await revoked();
    const { number } = await publisher.publish(now, issuerId);
    expect(number).toBe(before + 2);
    const [list] = await stored();
    expect(list?.number).toBe(number);
    expect(listsSerial(readCrl(list?.der ?? Buffer.alloc(0)).entries, serial)).toBe(true);
  }

  const endBackends = () =>
    world.as('superuser', (client) =>
      client.query(
        `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
         WHERE datname = current_database() AND usename = 'worker'`,
      ),
    );

  it.each(['before the serials are read', 'between signature and storing'] as const)(
    'because PostgreSQL ends its connections, %s, stores nothing',
    async (moment) => {
      let isArmed = true;
      const cut = async () => {
        if (isArmed) await endBackends();
        isArmed = false;
      };
      const publisher = authority(
        disturbed((lists) => ({
          ...plain(lists),
          revoked: async (at, since) => {
            if (moment === 'before the serials are read') await cut();
            return lists.revoked(at, since);
          },
          save: async (list) => {
            await cut();
            await lists.save(list);
          },
        })),
      );
      await expect(publisher.publish(now, issuerId)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
      await goesOn(publisher);
    },
  );

  it('because the disk is full stores nothing', async () => {
    const publisher = authority();
    const asOwner = (sql: string) => world.as('superuser', (client) => client.query(sql));
    await asOwner(`
      CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
      CREATE TRIGGER no_room AFTER INSERT ON crl FOR EACH ROW EXECUTE FUNCTION no_room();`);
    try {
      await expect(publisher.publish(now, issuerId)).rejects.toThrow('No space left on device');
    } finally {
      await asOwner('DROP TRIGGER no_room ON crl; DROP FUNCTION no_room()');
    }
    await goesOn(publisher);
  });

  it('because the key is gone stores nothing', async () => {
    const publisher = authority();
    const [keys, away] = [path.join(folder, 'ca'), path.join(folder, 'away')];
    renameSync(keys, away);
    try {
      await expect(publisher.publish(now, issuerId)).rejects.toThrow('in the key store');
    } finally {
      renameSync(away, keys);
    }
    await goesOn(publisher);
  });
});
