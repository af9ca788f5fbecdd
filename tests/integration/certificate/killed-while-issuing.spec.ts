import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Sha256Hasher } from '@mandataire/adapters/clock';
import { AbandonReserved } from '@mandataire/application/certificate';
import { LinkIssuer } from '@mandataire/application/link';
import { createStatusPersistence, type StatusPersistence } from '@mandataire/persistence';
import { composeAuthority } from '@mandataire/platform/authority';
import { readAuthorityConfig } from '@mandataire/platform/config';
import { goodRequest } from '../../e2e/support/certificate-requests.js';
import { DATA_KEY, NOW, World, type TestCompany } from '../persistence/world.builder.js';

const ROOT = path.join(import.meta.dirname, '../../..');
const PROGRAM = path.join(import.meta.dirname, 'issue-and-die.ts');
const SECRET = 'the secret of the authority keys of this test';

let world: World;
let company: TestCompany;
let status: StatusPersistence;
let folder: string;

beforeAll(async () => {
  world = await World.open();
  company = await world.company('Menuiserie');
  status = createStatusPersistence({
    statusUrl: world.database.urls.status,
    revocationVisibleMs: 1_000,
  });
  folder = mkdtempSync(path.join(os.tmpdir(), 'mandataire-test-killed-'));
  const keys = { DATA_DIR: folder, CA_KEY_SECRET: SECRET, OCSP_KEY_SECRET: SECRET };
  const config = readAuthorityConfig({ ...keys, PKI_BASE_URL: 'https://pki.test.example' });
  await composeAuthority(config, world.worker.register).initialise(NOW);
});
afterAll(async () => {
  await status.close();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** One try of the holder, in a process of its own. */
function issueIn(token: string, csr: string, dieAt: string): Promise<Ended> {
  const env = {
    ...{ PATH: process.env.PATH, APP_DATABASE_URL: world.database.urls.app, DATA_KEY_SECRET: DATA_KEY },
    ...{ DATA_DIR: folder, CA_KEY_SECRET: SECRET, NOW: NOW.toISOString() },
    ...{ TOKEN: token, CSR: csr, DIE_AT: dieAt },
  };
  return new Promise((resolve) =>
    execFile(process.execPath, ['--import', 'tsx', PROGRAM], { env, cwd: ROOT }, (error, stdout, stderr) =>
      resolve({ signal: error?.signal ?? null, output: stdout || stderr }),
    ),
  );
}

/** An approved order of a holder of its own, its link on the way. */
async function orderReady(): Promise<{ id: string; token: string }> {
  const holderId = await world.holder(company);
  const { id } = await world.order(company, holderId, {
    state: 'LINK_SENT',
    ...{ consentedAt: NOW, coSignedAt: NOW, decidedAt: NOW, decidedBy: company.agentId },
    certifiedData: {
      ...{ surname: 'Lefèvre', givenNames: ['Hélène'], email: 'holder@company.example' },
      ...{ jobTitle: 'Comptable', companyName: 'Menuiserie', siren: company.siren },
      subjectSerialNumber: randomBytes(10).toString('hex'),
    },
  });
  return { id, token: await linkTo(id) };
}

const linkTo = (orderId: string): Promise<string> =>
  world
    .in(company, (tx) =>
      new LinkIssuer(world.randomness, new Sha256Hasher()).issue(tx, {
        ...{ purpose: 'RETRIEVAL', objectId: orderId, email: 'holder@company.example' },
        expiresAt: new Date(NOW.getTime() + 15 * 86_400_000),
      }),
    )
    .then(({ token }) => token);

interface Reserved {
  readonly issuerId: string;
  readonly serial: string;
  readonly state: string;
  readonly register: string;
}

async function reservedFor(orderId: string): Promise<Reserved[]> {
  return world.as('superuser', async (client) => {
    const { rows } = await client.query<Reserved>(
      `SELECT s.issuer_id AS "issuerId", s.serial, c.state, s.state AS register FROM issued_serial s
       LEFT JOIN certificate c ON c.id = s.certificate_id WHERE c.order_id = $1 ORDER BY s.reserved_at, c.state`,
      [orderId],
    );
    return rows;
  });
}

const orderState = (id: string) => world.in(company, async (tx) => (await tx.orders.find(id))?.state);

/** What the worker's sweeper does with serials that were reserved longer ago than a signature takes. */
async function sweep(): Promise<void> {
  const abandon = new AbandonReserved(world.worker.unitOfWork);
  const due = await world.worker.due.reservedBefore(new Date(NOW.getTime() + 3_600_000), 10);
  for (const { tenantId, objectId } of due) {
    await abandon.execute({ tenantId, accountId: null, correlationId: 'sweep' }, objectId);
  }
}

describe('a process killed while it issues (D27)', () => {
  it('before the reserving commit has changed nothing: the same link and request serve again', async () => {
    const { id, token } = await orderReady();
    const csr = await goodRequest();
    expect(await issueIn(token, csr, 'before the reserving commit')).toMatchObject({ signal: 'SIGKILL' });
    expect(await reservedFor(id)).toEqual([]);
    expect(await orderState(id)).toBe('LINK_SENT');
    const again = await issueIn(token, csr, '');
    expect(await reservedFor(id)).toEqual([
      expect.objectContaining({ serial: again.output, state: 'ISSUED', register: 'ISSUED' }),
    ]);
  });

  it.each(['after the reserving commit', 'after the signature', 'before the recording commit'])(
    '%s leaves a serial that OCSP knows, then abandons it; the order gets one certificate, by a new link',
    async (point) => {
      const { id, token } = await orderReady();
      expect(await issueIn(token, await goodRequest(), point)).toMatchObject({ signal: 'SIGKILL' });
      const [reserved, ...others] = await reservedFor(id);
      expect([reserved, others]).toEqual([
        expect.objectContaining({ state: 'REQUESTED', register: 'RESERVED' }),
        [],
      ]);
      const statusOf = async ({ issuerId, serial }: { issuerId: string; serial: string }) =>
        (await status.reader.statuses(issuerId, [serial])).get(serial);
      const known = () => statusOf(reserved ?? { issuerId: '', serial: '' });
      expect(await known()).toMatchObject({ state: 'RESERVED' });
      expect((await issueIn(token, await goodRequest(), '')).output).toContain('RETRIEVAL_LINK_USED');

      await sweep();
      expect(await known()).toMatchObject({ state: 'ABANDONED', revokedAt: NOW });
      expect(await orderState(id)).toBe('APPROVED');

      await world.in(company, async (tx) => {
        const order = await tx.orders.find(id);
        if (order) await tx.orders.save({ ...order, state: 'LINK_SENT' });
      });
      const again = await issueIn(await linkTo(id), await goodRequest(), '');
      const all = await reservedFor(id);
      expect(all.map(({ state }) => state).sort()).toEqual(['ABANDONED', 'ISSUED']);
      expect(all.find(({ state }) => state === 'ISSUED')?.serial).toBe(again.output);
      for (const each of all) expect(await statusOf(each)).toBeDefined();
    },
  );

  it('after the recording commit has issued: nothing is abandoned', async () => {
    const { id, token } = await orderReady();
    expect(await issueIn(token, await goodRequest(), 'after the recording commit')).toMatchObject({
      signal: 'SIGKILL',
    });
    await sweep();
    expect(await reservedFor(id)).toEqual([expect.objectContaining({ state: 'ISSUED', register: 'ISSUED' })]);
  });
});
