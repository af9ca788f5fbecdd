import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { writeFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, Mails, ownSystem, redisUrl, type RunningSystem } from '../support/system/index.js';
import { signedIn, type ApiClient } from './support/api.js';
import { addHolder, meeting, VERIFY } from './support/chain.js';
import { PLACE } from './support/orders.js';

/** A database of this test's own on the shared server. */
const store = redisUrl()?.replace(/(?:\/\d*)?$/, '/9');
const MINUTES_LATER = 5 * 60_000;

async function forgetEverything(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const answered = new Promise<string>((resolve, reject) => {
    let text = '';
    socket.on('data', (part) => (text += String(part)).split('OK').length > 2 && resolve(text));
    socket.on('error', reject);
  });
  socket.write('SELECT 9\r\nFLUSHDB\r\n');
  await answered;
  socket.destroy();
}

async function undone({ run }: RunningSystem): Promise<number> {
  const client = new pg.Client({ connectionString: run.databases.worker });
  await client.connect();
  try {
    await client.query(`SELECT set_config('app.platform_scope', 'relay', false)`);
    const { rows } = await client.query<{ count: number }>(
      'SELECT count(*)::integer AS count FROM outbox WHERE settled_at IS NULL',
    );
    return rows[0]?.count ?? -1;
  } finally {
    await client.end();
  }
}

const described = store ? describe : describe.skip;

described('a queue that loses its data', () => {
  let system: RunningSystem;
  let agent: ApiClient;
  let mails: Mails;

  beforeAll(async () => {
    if (!store) return;
    system = await ownSystem({ redisUrl: store });
    agent = await signedIn(system.run, 'CERTIFICATION_AGENT', 'Menuiserie Dupré & Fils');
    mails = new Mails(system.run.mailboxApi ?? '');
  }, 180_000);
  afterAll(() => system?.stop());

  it('loses no letter, and sends none twice', async () => {
    const { id, email } = await addHolder(agent);
    await agent.read(VERIFY, { input: meeting(id) });
    await mails.behave('defer');
    const input = { idempotencyKey: randomUUID(), holderId: id, productCode: 'INITIO' };
    const { placeOrder } = await agent.read<{ placeOrder: { id: string } }>(PLACE, { input });
    await eventually('a mail that could not leave', async () => {
      const metrics = await (await fetch(`${system.run.urls.worker}/metrics`)).text();
      return /jobs_total\{job="send-order-link",outcome="failed"\} [1-9]/.test(metrics) || undefined;
    });
    expect(await mails.list(email)).toEqual([]);

    await forgetEverything(store ?? '');
    await mails.behave('ok');
    writeFileSync(system.run.clockOffsetFile, String(MINUTES_LATER));
    const sent = await mails.waitFor(email);
    expect(sent.subject).toContain('Votre accord');
    expect(placeOrder.id).not.toBe('');

    // Done is what PostgreSQL says: nothing is left that would be given to a queue again.
    await eventually('every event to be settled', async () => (await undone(system)) === 0 || undefined);
    await forgetEverything(store ?? '');
    expect(await mails.list(email)).toHaveLength(1);
  }, 120_000);
});
