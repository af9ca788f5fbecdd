import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { formatSiren } from '@mandataire/domain/tenant';
import { runningSystem, type Run } from '../support/system/index.js';
import { signedIn } from '../e2e/support/api.js';
import { Newcomer, siretOf, today } from '../e2e/support/chain.js';
import { DESKTOP, inspect, PHONE, TestBrowser, type Page } from './support/browser.js';

// A real browser on a loaded machine: the limit only turns a hang into a failure.
jest.setTimeout(180_000);

let run: Run;
let browser: TestBrowser;
let newcomer: Newcomer;
let name: string;

beforeAll(async () => {
  run = runningSystem();
  browser = await TestBrowser.start();
  newcomer = await Newcomer.open(run);
  name = `Scierie ${newcomer.tag}`;
});
afterAll(() => browser.close());

/** With the session of the shared login, on this page of the console. */
async function enter(role: string, hash: string): Promise<Page> {
  const { cookie = '' } = await signedIn(run, role);
  const page = await browser.person(DESKTOP);
  const [key = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name: key, value, url: run.urls.console }]);
  await page.goto(`${run.urls.console}/${hash}`);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** On both screens: no barrier, nothing sideways. */
async function inspectBoth(page: Page, as: string): Promise<string[]> {
  const faults = await inspect(page, as);
  await page.setViewportSize(PHONE);
  faults.push(...(await inspect(page, as)));
  await page.setViewportSize(DESKTOP);
  return faults;
}

describe('sales on their way with a company', () => {
  it('finds it in the list, takes the board by keyboard, and enters what a proof says on its page', async () => {
    const page = await enter('SALES', '#/companies');
    await page.getByLabel('Nom ou SIREN').fill(formatSiren(newcomer.siren));
    await page
      .getByRole('table', { name: /Prospects \(1\)/ })
      .getByRole('link', { name })
      .waitFor();
    await page.getByRole('button', { name: 'Tableau' }).focus();
    await page.keyboard.press('Space');
    const column = page.getByRole('region', { name: /Prospects \(1\)/ });
    await column.getByText('À nous d’agir').waitFor();
    await page.getByLabel('Nom ou SIREN').fill('');
    await page
      .getByRole('region', { name: /Actives/ })
      .getByRole('link')
      .first()
      .waitFor();
    expect(await inspectBoth(page, '60-tableau')).toEqual([]);
    await page.getByLabel('Nom ou SIREN').fill(newcomer.siren);
    await column.getByRole('link', { name }).click();

    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await page.getByText('le dossier serait refusé : 5 à corriger').waitFor();
    await page.getByRole('button', { name: 'Interroger le registre public' }).click();
    await page.getByText('Aucun registre public n’est relié').waitFor();
    await page.getByRole('button', { name: 'Saisir d’après un justificatif' }).click();
    await page.getByRole('textbox', { name: 'Adresse', exact: true }).fill('4 quai Vautrin');
    await page.getByLabel('Code postal').fill('57000');
    await page.getByLabel('Référence').fill('Kbis 2026-42');
    await page.getByLabel('Date du document').fill(today());
    expect(await inspect(page, '61-justificatif')).toEqual([]);
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await page.getByText('le dossier serait refusé : 4 à corriger').waitFor();

    await page.getByRole('button', { name: 'Ajouter un établissement' }).click();
    await page.getByLabel('SIRET').fill(siretOf(newcomer.siren));
    await page.getByRole('textbox', { name: 'Adresse', exact: true }).fill('4 quai Vautrin');
    await page.getByLabel('Code postal').fill('57000');
    await page.getByRole('textbox', { name: 'Ville', exact: true }).fill('Metz');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
    await page.getByRole('table', { name: /Établissements \(1\)/ }).waitFor();

    await page.getByRole('button', { name: 'Modifier le suivi' }).click();
    await page.getByLabel('Prochaine action').fill('Rappeler lundi');
    await page.getByRole('button', { name: 'Enregistrer le suivi' }).click();
    await page.getByText('Rappeler lundi').waitFor();
    expect(await inspectBoth(page, '62-entreprise')).toEqual([]);
  });

  it('reads the portfolio in counts and takes it to the CRM', async () => {
    const page = await enter('SALES', '#/portfolio');
    await page.getByRole('table', { name: 'Abandons par étape' }).waitFor();
    expect(await inspectBoth(page, '63-portefeuille')).toEqual([]);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Exporter pour le CRM (CSV)' }).click();
    const file = readFileSync(await (await download).path(), 'utf8');
    expect(file.startsWith('\uFEFFSIREN;Raison sociale;')).toBe(true);
    expect(file).toContain(newcomer.siren);
  });

  it('shows an MC his own company, and nothing to change in its registration', async () => {
    const page = await enter('CERTIFICATION_AGENT', '#/company');
    await page.getByRole('heading', { name: 'Immatriculation' }).waitFor();
    expect(await page.getByRole('button', { name: 'Interroger le registre public' }).count()).toBe(0);
    expect(await inspectBoth(page, '64-mon-entreprise')).toEqual([]);
  });

  it('logs nothing as an error on the way', () => {
    // The register that nobody has configured is a refusal, and the browser notes no failed request for one.
    expect(browser.faults).toEqual([]);
  });
});
