import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import sharp from 'sharp';
import type { ApiClient } from '../e2e/support/api.js';
import { openFile } from '../e2e/support/api.js';
import { addHolder, inMonths, Newcomer } from '../e2e/support/chain.js';
import { OrderFlow } from '../e2e/support/orders.js';
import { runningSystem } from '../support/system/index.js';
import { DESKTOP, inspect, PHONE, TestBrowser, type Page } from './support/browser.js';

// A real browser on a loaded machine: the limit only turns a hang into a failure.
jest.setTimeout(180_000);

const run = runningSystem();
const NAME = { surname: 'Delmas', givenNames: ['Ariane'] };

let browser: TestBrowser;
let newcomer: Newcomer;
let agent: ApiClient;
let holder: { readonly id: string; readonly email: string };
beforeAll(async () => {
  browser = await TestBrowser.start();
  newcomer = await Newcomer.open(run);
  agent = await newcomer.agentAtWork();
  holder = await addHolder(agent, NAME);
});
afterAll(() => browser?.close());

async function as(
  { cookie = '' }: ApiClient,
  screen: typeof DESKTOP | typeof PHONE,
  path: string,
): Promise<Page> {
  const [name = '', value = ''] = cookie.split('=');
  const page = await browser.person(screen);
  await page.context().addCookies([{ name, value, url: run.urls.console }]);
  await page.goto(`${run.urls.console}/#${path}`);
  return page;
}

const photograph = () =>
  sharp({ create: { width: 600, height: 400, channels: 3, background: '#369' } })
    .jpeg()
    .toBuffer();

describe('copies of an identity document', () => {
  it('are attached to the verification: refused in words, shown with name and size, taken back', async () => {
    const page = await as(agent, DESKTOP, `/holders/${holder.id}/show`);
    await page
      .getByRole('button', { name: /^Vérifier/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    const front = dialog.getByRole('group', { name: 'Copie de la pièce, recto' });
    await front.locator('input').setInputFiles({
      ...{ name: 'cni.jpg', mimeType: 'image/jpeg' },
      buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    });
    await front
      .getByRole('alert')
      .getByText(/Ce type de fichier n’est pas accepté ici/)
      .waitFor();
    const buffer = await photograph();
    await front.locator('input').setInputFiles({ name: 'recto.jpg', mimeType: 'image/jpeg', buffer });
    await front.getByText(/^recto\.jpg \(\d+ ko\)$/).waitFor();
    expect(await front.getByRole('alert').count()).toBe(0);
    const back = dialog.getByRole('group', { name: /verso/ });
    // By the keyboard alone.
    await back.getByRole('button', { name: 'Choisir un fichier' }).focus();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
    await chooser.setFiles({ name: 'verso.jpg', mimeType: 'image/jpeg', buffer });
    await back.getByText(/^verso\.jpg/).waitFor();
    await back.getByRole('button', { name: 'Retirer' }).click();
    await back.getByText('Déposez un fichier ici, ou choisissez-le.').waitFor();
    expect(await inspect(page, 'fichiers-verification')).toEqual([]);
    await page.setViewportSize(PHONE);
    expect(await inspect(page, 'fichiers-verification')).toEqual([]);
    await page.setViewportSize(DESKTOP);

    await dialog.getByLabel('Numéro de la pièce').fill('X4RTBPFW4');
    await dialog
      .getByLabel(/expir|valable|validité/i)
      .first()
      .fill(inMonths(36));
    await dialog.getByLabel('Lieu de la rencontre').fill('Metz');
    await dialog.getByRole('checkbox').check();
    await dialog.locator('button[type=submit]').click();
    const panel = page.getByRole('region', { name: 'Copies de la pièce d’identité' });
    await panel.getByText('recto.jpg').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      panel.getByRole('button', { name: 'Enregistrer : recto.jpg' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('recto.jpg');
    expect(await inspect(page, 'fichiers-porteur')).toEqual([]);
  });

  it('are read by the officer who has opened the file, and said to be journaled', async () => {
    const order = await OrderFlow.of(newcomer, agent).submitted({ ...holder, displayName: 'Ariane Delmas' });
    await openFile(newcomer.officer, 'ORDER', order.id);
    for (const screen of [DESKTOP, PHONE]) {
      const page = await as(newcomer.officer, screen, `/review/${order.id}/show`);
      const panel = page.getByRole('region', { name: 'Copies de la pièce d’identité' });
      await panel.getByText(/restent au journal de l’entreprise/).waitFor();
      expect(await inspect(page, 'fichiers-instruction')).toEqual([]);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        panel.getByRole('button', { name: 'Enregistrer : recto.jpg' }).click(),
      ]);
      expect(download.suggestedFilename()).toBe('recto.jpg');
    }
  });

  it('log no error but the one refusal', () => {
    expect(browser.faults.filter((fault) => !/status of 415/.test(fault))).toEqual([]);
  });
});
