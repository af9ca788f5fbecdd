import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request as send } from 'node:http';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { eventually, runningSystem, type Run } from '../../support/system/index.js';
import { blackPng } from '../../../libs/adapters/src/file-inspection/png.builder.js';
import { openFile, signedIn, stranger, type ApiClient } from '../support/api.js';
import { addHolder, meeting, Newcomer, VERIFY } from '../support/chain.js';
import { DECIDE, OrderFlow } from '../support/orders.js';
import { filesUrl, PDF, post, readFile, reasonOf, sendFile } from '../support/files.js';

let run: Run;
let newcomer: Newcomer;
let agent: ApiClient;
let elsewhere: ApiClient;
beforeAll(async () => {
  run = runningSystem();
  newcomer = await Newcomer.open(run);
  agent = await newcomer.agentAtWork();
  elsewhere = await signedIn(run, 'CERTIFICATION_AGENT');
}, 120_000);

const photograph = () =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#369' } })
    .withExif({ IFD0: { Model: 'Secret camera' } })
    .jpeg()
    .toBuffer();

describe('a copy of an identity document (F14)', () => {
  it('is kept without its metadata, read by its sender, attached once, and not there for another company', async () => {
    const sent = await sendFile(run, agent, 'IDENTITY_DOCUMENT', await photograph(), '../../C\u202eNI.exe');
    expect(sent).toMatchObject({ status: 201, body: { name: 'CNI.exe.jpg', mediaType: 'image/jpeg' } });
    const { id, size } = sent.body;

    const own = await readFile(run, agent, id);
    expect(own.status).toBe(200);
    expect(Object.fromEntries(own.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': `attachment; filename="CNI.exe.jpg"; filename*=UTF-8''CNI.exe.jpg`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    });
    const octets = Buffer.from(await own.arrayBuffer());
    expect(octets.length).toBe(size);
    expect(octets.includes('Secret')).toBe(false);

    for (const client of [elsewhere, newcomer.officer, newcomer.sales, stranger(run)]) {
      expect([401, 403, 404]).toContain((await readFile(run, client, id)).status);
    }
    expect((await readFile(run, elsewhere, id)).status).toBe(404);

    const { id: holderId } = await addHolder(agent);
    expect(await elsewhere.refusal(VERIFY, { input: meeting(holderId, { fileIds: [id] }) })).toMatchObject({
      code: 'NOT_FOUND',
    });
    await agent.read(VERIFY, { input: meeting(holderId, { fileIds: [id] }) });
    expect(await agent.refusal(VERIFY, { input: meeting(holderId, { fileIds: [id] }) })).toMatchObject({
      reason: 'FILE_ALREADY_USED',
    });
    const query = '{ journal(first: 20) { edges { node { name objectId } } } }';
    const { journal } = await agent.read<{
      journal: { edges: { node: { name: string; objectId: string } }[] };
    }>(query);
    const lines = journal.edges.flatMap(({ node }) => (node.objectId === id ? node.name : []));
    expect(lines.sort()).toEqual(['file.attached', 'file.opened', 'file.uploaded']);
  });

  it('is nothing that sales, a holder or a stranger may send', async () => {
    for (const client of [newcomer.sales, newcomer.officer, await signedIn(run, 'HOLDER')])
      expect((await sendFile(run, client, 'IDENTITY_DOCUMENT', PDF)).status).toBe(403);
    expect((await sendFile(run, stranger(run), 'IDENTITY_DOCUMENT', PDF)).status).toBe(401);
  });

  it('of a company comes from sales with the company named', async () => {
    const parts = (companyId: string) =>
      [
        ['purpose', 'COMPANY_PROOF'],
        ['companyId', companyId],
        ['file', PDF, 'kbis.pdf'],
      ] as const;
    const at = { url: filesUrl(run) };
    const sent = await post(at, newcomer.sales.cookie, parts(newcomer.companyId));
    expect(sent.status).toBe(201);
    const back = await readFile(run, newcomer.sales, sent.body.id, `?company=${newcomer.companyId}`);
    expect(await back.text()).toBe(PDF);
    expect((await post(at, newcomer.sales.cookie, parts(newcomer.mandateId))).status).toBe(404);
  });
});

describe('the office acknowledges the file (D9, L4)', () => {
  it('moves the copy to the archive: the company keeps its references, the office reads it with a reason', async () => {
    const octets = await photograph();
    const { body } = await sendFile(run, agent, 'IDENTITY_DOCUMENT', octets, 'cni.jpg');
    const { id } = body;
    const holder = await addHolder(agent, { surname: 'Durand', givenNames: ['Ariane'] });
    await agent.read(VERIFY, { input: meeting(holder.id, { fileIds: [id] }) });
    const flow = OrderFlow.of(newcomer, agent);
    const order = await flow.submitted({ ...holder, displayName: 'Ariane Durand' });
    const { officer } = newcomer;
    expect((await readFile(run, officer, id, `?opened=${order.id}`)).status).toBe(403);
    await openFile(officer, 'ORDER', order.id);
    const before = await readFile(run, officer, id, `?opened=${order.id}`);
    expect(before.status).toBe(200);
    const kept = Buffer.from(await before.arrayBuffer());

    const decision = { orderId: order.id, version: order.version, decision: 'APPROVE' };
    await officer.read(DECIDE, { input: decision });
    await eventually(
      'the copy in the archive',
      async () => (await copies(agent, holder.id)).some(({ state }) => state === 'ARCHIVED') || undefined,
    );
    expect(await copies(agent, holder.id)).toMatchObject([{ id, sha256: body.sha256, name: 'cni.jpg' }]);
    const own = await readFile(run, agent, id);
    expect([own.status, await own.json()]).toMatchObject([
      422,
      { errors: [{ extensions: { rule: 'D9', reason: 'FILE_IN_ARCHIVE' } }] },
    ]);
    const archived = await readFile(run, officer, id, `?opened=${order.id}`);
    expect(archived.status).toBe(200);
    expect(Buffer.from(await archived.arrayBuffer()).equals(kept)).toBe(true);
    const query = '{ journal(first: 50) { edges { node { name objectId actorKind reason } } } }';
    const { journal } = await agent.read<{
      journal: { edges: { node: { name: string; objectId: string; actorKind: string; reason: string } }[] };
    }>(query);
    const reads = journal.edges.flatMap(({ node }) =>
      node.objectId === id && node.name === 'file.opened' ? [node] : [],
    );
    expect(reads).toHaveLength(2);
    for (const read of reads)
      expect(read).toMatchObject({ actorKind: 'REGISTRATION_OFFICER', reason: 'Instruction du dossier' });
  }, 60_000);
});

describe('what is refused leaves nothing', () => {
  // In two parts, so that no scanner takes this source for it.
  const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('');

  it.each([
    ['an SVG called .jpg', 415, 'FILE_TYPE_REFUSED', () => '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['20 000 × 20 000 pixels', 422, 'IMAGE_TOO_LARGE', () => blackPng(20_000, 20_000)],
    ['an archive behind a PDF', 422, 'FILE_POLYGLOT', () => `${PDF}PK\u0003\u0004`],
    [
      'a script in a PDF',
      422,
      'PDF_ACTIVE_CONTENT',
      () => PDF.replace('/Kids', '/OpenAction << /S /JavaScript >> /Kids'),
    ],
    [
      'the test file of antivirus programs',
      422,
      'FILE_INFECTED',
      () => PDF.replace('2 0 obj', `%${EICAR}\n2 0 obj`),
    ],
    ['a private key', 422, 'PRIVATE_KEY_REFUSED', () => '-----BEGIN ENCRYPTED PRIVATE KEY-----\n'],
    ['nothing', 422, 'FILE_EMPTY', () => ''],
  ])('%s', async (_, status, reason, content) => {
    const answer = await sendFile(run, agent, 'IDENTITY_DOCUMENT', content(), 'cni.jpg');
    expect([answer.status, reasonOf(answer)]).toEqual([status, reason]);
    expect(answer.body.errors?.[0]?.message).toMatch(/\.$/);
  });

  it('forms with parts that are missing, twice there, unknown or out of order', async () => {
    const at = { url: filesUrl(run) };
    const file = ['file', PDF, 'a.pdf'] as const;
    const purpose = ['purpose', 'IDENTITY_DOCUMENT'] as const;
    const fields = async (...parts: Parameters<typeof post>[2]) => {
      const answer = await post(at, agent.cookie, parts);
      expect(answer.status).toBe(400);
      return reasonOf(answer);
    };
    expect(await fields()).toEqual({ purpose: 'REQUIRED', file: 'REQUIRED' });
    expect(await fields(purpose)).toEqual({ file: 'REQUIRED' });
    expect(await fields(file)).toEqual({ purpose: 'REQUIRED' });
    expect(await fields(['purpose', 'ANYTHING'], file)).toEqual({ purpose: 'INVALID_VALUE' });
    expect(await fields(purpose, purpose, file)).toEqual({ purpose: 'TWICE' });
    expect(await fields(purpose, file, file)).toEqual({ file: 'TWICE' });
    expect(await fields(purpose, ['other', 'x'], file)).toEqual({ request: 'UNKNOWN_PART' });
    expect(await fields(purpose, ['file', 'text'])).toEqual({ file: 'NOT_A_FILE' });
  });

  it('another content, another site, another method', async () => {
    const at = filesUrl(run);
    const cookie = agent.cookie ?? '';
    const status = async (headers: Record<string, string>, method = 'POST') =>
      (await fetch(at, { method, headers: { cookie, ...headers }, body: method === 'POST' ? '{}' : null }))
        .status;
    expect(await status({ 'content-type': 'application/json' })).toBe(415);
    expect(await status({ 'content-type': 'multipart/form-data' })).toBe(415);
    const form = { 'content-type': 'multipart/form-data; boundary=x' };
    expect(await status(form)).toBe(400);
    expect(await status({ ...form, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status({ ...form, origin: 'https://elsewhere.example' })).toBe(403);
    expect(await status({}, 'PUT')).toBe(405);
  });

  it('200 MB, announced or not, while they arrive and in constant memory', async () => {
    const before = memoryOf(run, 'api');
    const announced = await flood(run, agent, true);
    const unannounced = await flood(run, agent, false);
    expect([announced.status, unannounced.status]).toEqual([413, 413]);
    expect(JSON.parse(unannounced.text)).toMatchObject({
      errors: [{ extensions: { reason: 'FILE_TOO_LARGE' } }],
    });
    // Ten are read before the limit is seen; their garbage may still be there.
    expect(memoryOf(run, 'api') - before).toBeLessThan(80);
  }, 120_000);
});

describe('npm run files', () => {
  it('destroys a company’s files by two people, and the archive stays (D9)', async () => {
    const { body } = await sendFile(run, agent, 'COMPANY_PROOF', PDF, 'kbis.pdf');
    expect((await files(['status'])).code).toBe(0);
    const tried = await files(['shred', newcomer.companyId, '--dry-run']);
    expect(tried.output).toMatch(/Essai à blanc/);
    const alone = await files(['shred', newcomer.companyId, '--operator', 'Anne Premier'], { DEMO: 'false' });
    expect([alone.code, alone.output]).toEqual([1, expect.stringMatching(/Nommez le témoin/)]);
    expect((await readFile(run, agent, body.id)).status).toBe(200);
    expect((await files(['rotate-keys', newcomer.companyId])).output).toMatch(
      /fichiers sous la nouvelle clé/,
    );
    expect((await readFile(run, agent, body.id)).status).toBe(200);

    const done = await files(['shred', newcomer.companyId]);
    expect([done.code, done.output]).toEqual([0, expect.stringMatching(/illisibles/)]);
    expect((await readFile(run, agent, body.id)).status).toBe(422);
    expect(reasonOf(await sendFile(run, agent, 'COMPANY_PROOF', PDF))).toBe('COMPANY_FILES_DESTROYED');
  }, 120_000);
});

/** Megabytes that a process of the running system holds. */
function memoryOf({ dataDir }: Run, name: string): number {
  const { pid } = JSON.parse(readFileSync(path.join(dataDir, 'processes.json'), 'utf8')).children[name] as {
    pid: number;
  };
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_000;
}

/** A file of 200 MB, written as fast as it is taken. */
function flood(
  run: Run,
  { cookie = '' }: ApiClient,
  announced: boolean,
): Promise<{ status: number; text: string }> {
  const head = `--x\r\nContent-Disposition: form-data; name="purpose"\r\n\r\nIDENTITY_DOCUMENT\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n`;
  const end = '\r\n--x--\r\n';
  const chunk = randomBytes(1_000_000);
  const length = head.length + 200 * chunk.length + end.length;
  return new Promise((resolve, reject) => {
    const request = send(filesUrl(run), {
      method: 'POST',
      headers: {
        cookie,
        'content-type': 'multipart/form-data; boundary=x',
        ...(announced ? { 'content-length': length } : {}),
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('end', () => {
        request.destroy();
        resolve({ status: response.statusCode ?? 0, text });
      });
    });
    let written = 0;
    const write = () => {
      if (request.destroyed) return;
      if (written === 200) return void request.end(end);
      written += 1;
      if (request.write(chunk)) setImmediate(write);
      else request.once('drain', write);
    };
    request.write(head);
    write();
  });
}

interface Copy {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly state: string;
}

async function copies(client: ApiClient, id: string): Promise<readonly Copy[]> {
  const query = 'query($id: ID!) { holder(id: $id) { verification { copies { id name sha256 state } } } }';
  const { holder } = await client.read<{ holder: { verification: { copies: Copy[] } } }>(query, { id });
  return holder.verification.copies;
}

/** The operator's command against the running system. */
async function files(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number; output: string }> {
  const root = path.join(import.meta.dirname, '../../..');
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/files/main.ts', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, MANDATAIRE_RUN_FILE: path.join(run.dataDir, 'run.json'), ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => (output += part.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}
