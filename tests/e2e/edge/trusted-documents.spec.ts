import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loginOf, runningSystem } from '../../support/system/index.js';
import { send, sendQuery } from '../support/raw.js';
import { MAIN, productionEnvironment, ROOT, secondApi, type SecondApi } from '../support/second-api.js';

const BUILD = path.join(ROOT, 'apps/console/dist');
const documents = JSON.parse(readFileSync(path.join(BUILD, 'documents.json'), 'utf8')) as Record<
  string,
  string
>;
/** Of an operation by its name. */
const idOf = (name: string): string =>
  Object.entries(documents).find(([, text]) => new RegExp(`^(query|mutation) ${name}\\b`).test(text))?.[0] ??
  '';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

let api: SecondApi;
let graphql: string;
beforeAll(async () => {
  // What an installation has that says nothing else: NODE_ENV=production.
  api = await secondApi(runningSystem());
  graphql = `${api.url}/graphql`;
});
afterAll(() => api?.stop());

const ask = (body: object, headers: Record<string, string> = {}) =>
  send({ body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }, graphql);

describe('trusted documents in production', () => {
  it('are run by their name, with variables, as the person who is signed in', async () => {
    const { email, password } = loginOf(runningSystem(), 'HOLDER', 'Laiterie du Vercors');
    const login = await ask({ documentId: idOf('Login'), variables: { input: { email, password } } });
    expect({ status: login.status, text: login.text }).toMatchObject({ status: 200 });
    const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const viewer = await ask({ documentId: idOf('Viewer'), variables: {} }, { cookie });
    expect(JSON.parse(viewer.text)).toMatchObject({ data: { viewer: { email } } });
    await ask({ documentId: idOf('Logout') }, { cookie });
  });

  it('are the only ones: a text that the console does not have is refused, with a session and without', async () => {
    for (const query of ['{ viewer { id } }', '{ __schema { types { name } } }', '{ __typename }']) {
      const { status, extensions } = await ask({ query });
      expect({ query, status, ...extensions }).toMatchObject({
        query,
        status: 403,
        code: 'FORBIDDEN',
        fields: { query: 'DOCUMENT_NOT_TRUSTED' },
      });
    }
    const [text = ''] = Object.values(documents);
    expect((await ask({ query: `${text} ` })).status).toBe(403);
    expect((await ask({ query: documents[idOf('Viewer')] })).status).toBe(200);
  });

  it('are not found by another name, nor by a name beside a text', async () => {
    for (const documentId of ['0'.repeat(64), '', 'constructor', '__proto__']) {
      const { status, extensions } = await ask({ documentId });
      expect({ documentId, status, fields: extensions?.fields }).toEqual({
        documentId,
        status: 400,
        fields: { query: 'UNKNOWN_DOCUMENT' },
      });
    }
    const both = await ask({ documentId: idOf('Viewer'), query: '{ viewer { id } }' });
    expect(both.extensions).toMatchObject({ fields: { request: 'MALFORMED' } });
    expect((await ask({ documentId: [idOf('Viewer')] })).extensions).toMatchObject({
      fields: { request: 'MALFORMED' },
    });
  });

  it('are also known by name where any text may be sent', async () => {
    const url = runningSystem().urls.graphql;
    const answer = await send({ body: JSON.stringify({ documentId: idOf('Viewer') }) }, url);
    expect(JSON.parse(answer.text)).toEqual({ data: { viewer: null } });
    expect((await sendQuery('{ viewer { id } }', {}, url)).status).toBe(200);
  });

  const UNKNOWN_FIELD = 'query X { nothing }';
  it.each([
    [
      'asks for a field that the schema does not have',
      { [sha(UNKNOWN_FIELD)]: UNKNOWN_FIELD },
      'Cannot query field',
    ],
    ['has a text under another name', { [idOf('Viewer')]: '{ viewer { id } }' }, 'is another text'],
    ['has no documents', undefined, 'no documents.json'],
  ])('keep the API from starting when the build %s', async (_what, content, reason) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'mandataire-console-'));
    cpSync(path.join(BUILD, 'index.html'), path.join(folder, 'index.html'));
    if (content) writeFileSync(path.join(folder, 'documents.json'), JSON.stringify(content));
    const env = { ...(await productionEnvironment(runningSystem())), CONSOLE_DIR: folder };
    const child = spawn(process.execPath, [MAIN], { env, cwd: ROOT });
    let output = '';
    child.stderr.on('data', (part: Buffer) => (output += part.toString()));
    const [code] = (await once(child, 'close')) as [number];
    rmSync(folder, { recursive: true });
    expect(code).not.toBe(0);
    expect(output).toContain(reason);
  });
});
