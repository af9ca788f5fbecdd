import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CarryOutRevocations, submitRevocation } from '@mandataire/application/revocation';
import type { Caller } from '@mandataire/application/unit-of-work';
import { INITIAL_CATALOGUE } from '@mandataire/domain/catalogue';
import type { Certificate } from '@mandataire/domain/certificate';
import { composeCeremony } from '@mandataire/platform/authority';
import { readAuthorityConfig } from '@mandataire/platform/config';
import { NOW, World, type TestCompany } from '../persistence/world.builder.js';

const ROOT = path.join(import.meta.dirname, '../../..');
const PROGRAM = path.join(import.meta.dirname, 'carry-out-and-die.ts');
const SECRET = 'the secret of the authority keys of this test';

let world: World;
let folder: string;
let one: TestCompany;
let two: TestCompany;
let issuerId: string;
let carryOut: CarryOutRevocations;

beforeAll(async () => {
  world = await World.open();
  [one, two] = [await world.company('Menuiserie'), await world.company('Laiterie')];
  folder = mkdtempSync(path.join(os.tmpdir(), 'mandataire-test-sets-'));
  const keys = { ROOT_KEY_SECRET: SECRET, CA_KEY_SECRET: SECRET, OCSP_KEY_SECRET: SECRET };
  const config = readAuthorityConfig({ ...keys, DATA_DIR: folder, PKI_BASE_URL: 'https://pki.test.example' });
  const authority = composeCeremony(config, world.worker.register);
  await authority.initialise(NOW);
  const [product] = INITIAL_CATALOGUE;
  if (!product) throw new Error('no product');
  issuerId = await authority.issuerId(product.profile);
  carryOut = new CarryOutRevocations(world.worker.unitOfWork, authority, world.clock);
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Asked {
  readonly id: string;
  readonly certificate: Certificate;
  readonly correlationId: string;
}

/** A live certificate and the request to revoke it, as somebody asks for it. */
async function asked(company: TestCompany, correlationId: string): Promise<Asked> {
  const serial = `4${world.randomness.id().replaceAll('-', '').slice(1)}`;
  const certificate = await world.certificate(company, await world.holder(company), { issuerId, serial });
  const id = world.randomness.id();
  await world.app.unitOfWork.run({ ...company.caller, correlationId }, async (tx) => {
    tx.actAs('CERTIFICATION_AGENT');
    const facts = { certificate, reason: 'KEY_COMPROMISED', comment: null } as const;
    await submitRevocation(tx, { id, ...facts, requester: 'CERTIFICATION_AGENT' });
  });
  return { id, certificate, correlationId };
}

const some = async (company: TestCompany, count: number): Promise<Asked[]> => {
  const all: Asked[] = [];
  for (let each = 0; each < count; each += 1) all.push(await asked(company, `asked-${each}`));
  return all;
};
const idsOf = (all: readonly Asked[]) => all.map(({ id }) => id);
const systemOf = ({ tenantId }: TestCompany): Caller => ({
  ...{ tenantId, accountId: null, correlationId: 'revocations' },
});

interface Entry {
  readonly name: string;
  readonly previous: string;
  readonly next: string;
  readonly correlation: string;
  readonly events: number;
}

/** What the journal says of a request and its certificate, in its order, and how many events each entry has. */
const journalOf = ({ id, certificate }: Asked): Promise<Entry[]> =>
  world.as('superuser', async (client) => {
    const { rows } = await client.query<Entry>(
      `SELECT j.name, j.previous_state AS previous, j.next_state AS next, j.correlation_id AS correlation,
         (SELECT count(*)::integer FROM outbox o WHERE o.id = j.id AND o.name = j.name AND o.correlation_id = j.correlation_id) AS events
       FROM journal_entry j WHERE j.object_id = ANY ($1::uuid[]) AND j.name <> 'revocation.requested' ORDER BY j.position`,
      [[id, certificate.id]],
    );
    return rows;
  });

const CARRIED_OUT = (correlation: string): Entry[] => [
  {
    ...{ name: 'revocation.sent-to-ca', previous: 'AUTHENTICATED', next: 'SENT_TO_CA' },
    ...{ correlation, events: 1 },
  },
  { name: 'certificate.revoked', previous: 'ACTIVE', next: 'REVOKED', correlation, events: 1 },
  { name: 'revocation.confirmed', previous: 'SENT_TO_CA', next: 'CONFIRMED', correlation, events: 1 },
];

const rowsOf = (company: TestCompany, { id, certificate }: Asked) =>
  world.in(company, async (tx) => ({
    request: await tx.revocations.find(id),
    certificate: await tx.certificates.find(certificate.id),
  }));

const statusOf = async (serial: string) =>
  (await world.worker.statuses.statuses(issuerId, [serial])).get(serial);

async function expectCarriedOut(company: TestCompany, all: readonly Asked[]): Promise<void> {
  const list = Buffer.from((await world.worker.statuses.currentCrl(issuerId))?.der ?? []);
  for (const each of all) {
    const { request, certificate } = await rowsOf(company, each);
    expect(request).toMatchObject({
      ...{ state: 'CONFIRMED', version: 3, receivedAt: NOW, reason: 'KEY_COMPROMISED' },
      dueAt: new Date(NOW.getTime() + 86_400_000),
    });
    expect(certificate).toMatchObject({ state: 'REVOKED', version: 2, revokedAt: request?.sentToCaAt });
    expect(await statusOf(each.certificate.serial)).toEqual({
      ...{ state: 'REVOKED', revokedAt: request?.sentToCaAt },
    });
    expect(list.includes(Buffer.from(each.certificate.serial, 'hex'))).toBe(true);
    expect(await journalOf(each)).toEqual(CARRIED_OUT(each.correlationId));
  }
}

async function all(company: TestCompany, ids: readonly string[]): Promise<void> {
  const sent = await carryOut.revoke(systemOf(company), ids);
  for (const issuer of new Set(sent.map((each) => each.issuerId))) await carryOut.publish(issuer);
  await carryOut.confirm(systemOf(company), ids);
}

describe('a set of revocations', () => {
  it('gives each request its own transitions, journal and events, under what it was asked with (I-17, I-27)', async () => {
    const set = await some(one, 7);
    await all(one, idsOf(set));
    await expectCarriedOut(one, set);
    const known = await world.as('superuser', (client) =>
      client.query('SELECT 1 FROM compromised_key WHERE spki_hash = ANY ($1::text[])', [
        set.map(({ certificate }) => certificate.publicKeyHash),
      ]),
    );
    expect(known.rowCount).toBe(7);
  });

  it('is revoked for OCSP before any list is made, and no certificate is REVOKED before its list', async () => {
    const set = await some(one, 2);
    const sent = await carryOut.revoke(systemOf(one), idsOf(set));
    expect(sent.map(({ requestId }) => requestId).sort()).toEqual(idsOf(set).sort());
    for (const each of set) {
      expect(await statusOf(each.certificate.serial)).toMatchObject({
        state: 'REVOKED',
      });
      expect((await rowsOf(one, each)).certificate?.state).toBe('ACTIVE');
    }
    await all(one, idsOf(set));
    await expectCarriedOut(one, set);
  });

  it('changes nothing when it is delivered again, and is shared by two that have it at once (I-18)', async () => {
    const set = await some(one, 6);
    await Promise.all([all(one, idsOf(set)), all(one, idsOf(set))]);
    await all(one, idsOf(set));
    await all(one, idsOf(set));
    await expectCarriedOut(one, set);
  });

  it('of another company is not there', async () => {
    const [mine = [], theirs = []] = [await some(one, 1), await some(two, 1)];
    await all(one, idsOf([...theirs, ...mine]));
    await expectCarriedOut(one, mine);
    for (const each of theirs) {
      expect((await rowsOf(two, each)).request?.state).toBe('AUTHENTICATED');
      expect(await journalOf(each)).toEqual([]);
    }
    await all(two, idsOf(theirs));
    await expectCarriedOut(two, theirs);
  });

  it('fails whole over one that cannot be confirmed, and passes without it', async () => {
    const [bad, ...good] = await some(one, 3);
    if (!bad) throw new Error('none');
    await carryOut.revoke(systemOf(one), idsOf([bad, ...good]));
    await carryOut.publish(issuerId);
    await world.in(one, async (tx) => {
      const certificate = await tx.certificates.find(bad.certificate.id);
      if (certificate) await tx.certificates.save({ ...certificate, state: 'EXPIRED' });
    });
    await expect(carryOut.confirm(systemOf(one), idsOf([bad, ...good]))).rejects.toThrow();
    for (const each of good) expect((await rowsOf(one, each)).request?.state).toBe('SENT_TO_CA');
    await carryOut.confirm(systemOf(one), idsOf(good));
    await expectCarriedOut(one, good);
  });
});

describe('a worker killed in the middle of a set', () => {
  const killedAt = (dieAt: string, ids: readonly string[]): Promise<NodeJS.Signals | null> => {
    const env = {
      ...{ PATH: process.env.PATH, WORKER_DATABASE_URL: world.database.urls.worker, NOW: NOW.toISOString() },
      ...{ DATA_DIR: folder, CA_KEY_SECRET: SECRET, TENANT: one.tenantId, REQUESTS: ids.join(',') },
      DIE_AT: dieAt,
    };
    return new Promise((resolve) =>
      execFile(process.execPath, ['--import', 'tsx', PROGRAM], { env, cwd: ROOT }, (error) =>
        resolve(error?.signal ?? null),
      ),
    );
  };

  it.each([
    'before the sending commit',
    'after the sending commit',
    'after revoke',
    'after publish',
    'before the confirming commit',
    'after the confirming commit',
  ])('%s loses and doubles nothing: the sweeper finds what is left', async (point) => {
    const set = await some(one, 3);
    expect(await killedAt(point, idsOf(set))).toBe('SIGKILL');
    const due = await world.worker.due.revocationsToCarryOut(new Date(NOW.getTime() + 1), 1_000);
    const left = due.map(({ objectId }) => objectId).filter((id) => idsOf(set).includes(id));
    expect(left.sort()).toEqual(point === 'after the confirming commit' ? [] : idsOf(set).sort());
    await all(one, left);
    await expectCarriedOut(one, set);
  });
});
