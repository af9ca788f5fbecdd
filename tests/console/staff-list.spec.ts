import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Newcomer } from '../e2e/support/chain.js';
import { runningSystem } from '../support/system/index.js';
import { inspect, PHONE, TestBrowser, type Page } from './support/browser.js';

// A real browser on a loaded machine: the limit only turns a hang into a failure.
jest.setTimeout(240_000);

const run = runningSystem();
let browser: TestBrowser;
let desk: Page;
let phone: Page;
let tag: string;

beforeAll(async () => {
  browser = await TestBrowser.start();
  const newcomer = await Newcomer.open(run);
  const { cookie = '' } = await newcomer.agentAtWork();
  tag = newcomer.tag;
  const [name = '', value = ''] = cookie.split('=');
  desk = await browser.person();
  phone = await browser.person(PHONE);
  for (const page of [desk, phone]) await page.context().addCookies([{ name, value, url: run.urls.console }]);
});
afterAll(() => browser?.close());

const list = (): Buffer =>
  Buffer.from(
    [
      'Personne;Identifiant RH;Prénoms;Adresse e-mail;Poste;Portable',
      `Lefèvre;M1;Zoé, Anne;zoe.${tag}@essai.example;Comptable;06 12 34 56 78`,
      `Benali;M2;Nadia;nadia.b.${tag}@essai.example;Acheteuse;`,
      `Œillet;M3;Rémi;pas une adresse;Vendeur;`,
      `Lefèvre;M1;Paul;paul.l.${tag}@essai.example;Vendeur;`,
    ].join('\r\n'),
    'utf8',
  );

describe('the import of a staff list', () => {
  it('begins with a file, and says what a file may be', async () => {
    await desk.goto(`${run.urls.console}/#/staff-lists`);
    await desk.getByText('Aucune liste importée pour le moment.').waitFor();
    expect(await inspect(desk, 'listes-vide')).toEqual([]);
    await desk.getByLabel('Choisir un fichier').setInputFiles({
      ...{ name: 'personnel.csv', mimeType: 'text/csv', buffer: list() },
    });
    await desk.getByRole('heading', { level: 1, name: 'personnel.csv' }).waitFor();
  });

  it('proposes the columns, asks for the one it does not know, and shows the first lines', async () => {
    await desk.getByRole('table', { name: 'Premières lignes du fichier' }).getByText('Benali').waitFor();
    await desk.getByText('point-virgule').waitFor();
    await desk.getByRole('button', { name: 'Simuler l’import' }).click();
    await desk.getByText('Indiquez la colonne.').waitFor();
    await desk.getByRole('combobox', { name: /^Nom/ }).click();
    await desk.getByRole('option', { name: 'Personne (colonne 1)' }).click();
    expect(await inspect(desk, 'listes-colonnes')).toEqual([]);
    await desk.getByRole('button', { name: 'Simuler l’import' }).click();
  });

  it('shows every line’s verdict with what to do, and filters them', async () => {
    await desk.getByRole('button', { name: 'À créer (2)' }).waitFor();
    await desk.getByText('Cette personne figure déjà à la ligne 2').waitFor();
    expect(await inspect(desk, 'listes-simulation')).toEqual([]);
    await desk.getByRole('button', { name: 'Refusées (2)' }).click();
    await desk.getByText('Zoé, Anne Lefèvre').waitFor({ state: 'detached' });
    await desk.getByText('Ce n’est pas une adresse e-mail.').waitFor();
    await phone.goto(desk.url());
    await phone.getByText('Cette personne figure déjà à la ligne 2').waitFor();
    expect(await inspect(phone, 'listes-simulation')).toEqual([]);
  });

  it('names what it does before it does it, and reports every line', async () => {
    await desk.getByRole('button', { name: 'Importer', exact: true }).click();
    const dialog = desk.getByRole('dialog', { name: 'Importer cette liste ?' });
    await dialog.getByText('2 personnes seront créées').waitFor();
    await dialog.getByText('2 lignes refusées ne seront pas importées').waitFor();
    expect(await inspect(desk, 'listes-confirmer')).toEqual([]);
    await dialog.getByRole('button', { name: 'Importer' }).click();
    await desk.getByRole('button', { name: 'Créées (2)' }).waitFor();
    const saving = desk.waitForEvent('download');
    await desk.getByRole('button', { name: 'Télécharger le compte rendu (CSV)' }).click();
    expect((await saving).suggestedFilename()).toBe('personnel - compte-rendu.csv');
    expect(await inspect(desk, 'listes-compte-rendu')).toEqual([]);
  });

  it('is found again in the history, on a phone too', async () => {
    await phone.goto(`${run.urls.console}/#/staff-lists`);
    await phone.getByRole('link', { name: 'personnel.csv' }).waitFor();
    await phone.getByText('Importée').waitFor();
    expect(await inspect(phone, 'listes')).toEqual([]);
  });

  it('never logs an error in any of these pages', () => {
    expect(browser.faults).toEqual([]);
  });
});
