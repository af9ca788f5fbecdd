import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Route } from 'playwright-core';
import { expire, verifiedHolder, OrderFlow, type HolderFacts } from '../e2e/support/orders.js';
import { runningSystem } from '../support/system/index.js';
import { inspect, PHONE, TestBrowser, type Page } from './support/browser.js';
import { Judge } from './support/judge.js';

// A real browser on a loaded machine: the limit only turns a hang into a failure.
jest.setTimeout(180_000);

/** What may go otherwise than planned with a holder's links. The orders come through the API, the holder clicks. */
const run = runningSystem();
const PASSWORD = 'Tisane-31-Clocher';

let browser: TestBrowser;
let judge: Judge;
let flow: OrderFlow;

beforeAll(async () => {
  browser = await TestBrowser.start();
  judge = await Judge.of(run);
  flow = await OrderFlow.in(run, 'Laiterie du Vercors');
});
afterAll(async () => {
  await browser?.close();
  judge?.dispose();
});

const open = async (path: string): Promise<Page> => {
  const page = await browser.person(PHONE);
  await page.goto(`${run.urls.console}/#${path}`);
  return page;
};

async function choosePassword(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Commencer' }).click();
  await page.locator('input[name=new-password]').fill(PASSWORD);
  await page.locator('input[name=new-password-confirmation]').fill(PASSWORD);
}

const isSubmission = (route: Route): boolean =>
  /submitCertificateRequest/.test(route.request().postData() ?? '');

async function certificateState(holder: HolderFacts): Promise<string | undefined> {
  const query = 'query($id: ID!) { holder(id: $id) { certificates { state notBefore } } }';
  type Answer = { holder: { certificates: { state: string; notBefore: string }[] } };
  const { certificates } = (await flow.agent.read<Answer>(query, { id: holder.id })).holder;
  return certificates.sort((a, b) => b.notBefore.localeCompare(a.notBefore))[0]?.state;
}

describe('a consent link', () => {
  it('lets the holder decline, which cancels the order', async () => {
    const holder = await verifiedHolder(flow.agent);
    const { id } = await flow.place(holder);
    const page = await open(`/consentement/${await flow.token('consentement', holder, id)}`);
    await page.getByRole('button', { name: 'Une donnée est inexacte, je décline' }).click();
    await page.getByRole('dialog').getByText(holder.displayName).waitFor();
    expect(await inspect(page, 'lien-decliner')).toEqual([]);
    await page.getByRole('button', { name: 'Oui, décliner' }).click();
    await page.getByRole('heading', { name: 'Vous avez décliné cette demande' }).waitFor();
    expect(await inspect(page, 'lien-decline')).toEqual([]);
    expect((await flow.order(id)).state).toBe('CANCELLED');
  });

  it('says when it has expired, and what to do', async () => {
    const holder = await verifiedHolder(flow.agent);
    const { id } = await flow.place(holder);
    const token = await flow.token('consentement', holder, id);
    await expire(run, token);
    const page = await open(`/consentement/${token}`);
    await page.getByRole('heading', { name: 'Ce lien a expiré' }).waitFor();
    expect(await inspect(page, 'lien-expire')).toEqual([]);
    await flow.cancel(id);
  });
});

describe('a retrieval link', () => {
  it('finishes although the answer with the certificate was lost on the way, and a refusal revokes', async () => {
    const holder = await verifiedHolder(flow.agent);
    const { token } = await flow.retrievable(holder);
    const page = await open(`/retrait/${token}`);
    await page.route('**/graphql', async (route) => {
      if (!isSubmission(route)) return route.continue();
      // The server did its part; its answer never reaches the browser.
      await route.fetch();
      return route.abort();
    });
    await choosePassword(page);
    await page.getByRole('button', { name: 'Options de la clé' }).click();
    await page.getByRole('radio', { name: /P-256/ }).check();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Créer ma clé et mon certificat' }).click();
    const opened = await judge.open(await (await saving).path(), PASSWORD);
    expect(opened.ok).toBe(true);
    expect((await judge.verify(opened.pem)).output).toMatch(/: OK/);

    await page.getByRole('button', { name: 'Refuser' }).click();
    await page.getByLabel(/Ce qui ne va pas/).fill('Ma fonction est inexacte.');
    expect(await inspect(page, 'retrait-refuser')).toEqual([]);
    await page.getByRole('button', { name: 'Refuser et révoquer' }).click();
    await page.getByRole('heading', { name: 'Vous avez refusé ce certificat' }).waitFor();
    expect(await inspect(page, 'retrait-refuse')).toEqual([]);
    expect(['REFUSED', 'REVOKED']).toContain(await certificateState(holder));
  });

  it('keeps the key and offers to resume when the server cannot be reached', async () => {
    const holder = await verifiedHolder(flow.agent);
    const { token } = await flow.retrievable(holder);
    const page = await open(`/retrait/${token}`);
    await choosePassword(page);
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('button', { name: 'Créer ma clé et mon certificat' }).click();
    await page.getByText('Le serveur ne répond pas.').waitFor();
    expect(await inspect(page, 'retrait-interrompu')).toEqual([]);
    await page.unroute('**/graphql');
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Reprendre' }).click();
    expect((await judge.open(await (await saving).path(), PASSWORD)).ok).toBe(true);
    await page.getByRole('checkbox', { name: /sauvegarde/ }).check();
    await page.getByRole('button', { name: 'Accepter mon certificat' }).click();
    await page.getByRole('heading', { name: 'Votre certificat est actif' }).waitFor();
    expect(await certificateState(holder)).toBe('ACTIVE');
  });
});
