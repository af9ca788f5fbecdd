import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { signedIn } from '../e2e/support/api.js';
import { loginOf, runningSystem } from '../support/system/index.js';
import { inspect, PHONE, TestBrowser, type Page } from './support/browser.js';
import { signIn } from './support/sign-in.js';

// A real browser on a loaded machine: the limit only turns a hang into a failure.
jest.setTimeout(180_000);

const run = runningSystem();
const COMPANY = 'Menuiserie Dupré & Fils';
const STAMP = Date.now().toString(36);
const READER = { name: `Nadège Loewenstein ${STAMP}`, email: `lecteur.${STAMP}@menuiserie-dupre.example` };

let browser: TestBrowser;
let representative: Page;
beforeAll(async () => {
  browser = await TestBrowser.start();
  representative = await browser.person();
});
afterAll(() => browser?.close());

describe('the company’s members and who entered it', () => {
  it('shows the representative his members, and which staff opened what and why', async () => {
    await signIn(representative, run, loginOf(run, 'LEGAL_REPRESENTATIVE', COMPANY));
    await representative.getByRole('link', { name: 'Membres et accès' }).click();
    const members = representative.getByRole('table', { name: 'Membres', exact: true });
    await members.getByText('Mandataire de certification').first().waitFor();
    const staff = representative.getByRole('table', { name: 'Accès du personnel ChamberSign / CCI' });
    await staff.getByText('Instruction de la demande').first().waitFor();
    const journal = representative.getByRole('table', { name: 'Journal des accès' });
    await journal.getByText('Dossier ouvert par le personnel').first().waitFor();
    expect(await inspect(representative, 'membres')).toEqual([]);
  });

  it('lets him invite a reader, whose account waits to be activated', async () => {
    await representative.getByRole('button', { name: 'Inviter un lecteur' }).click();
    const dialog = representative.getByRole('dialog', { name: 'Inviter un lecteur' });
    await dialog.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await dialog.getByText('À remplir.').first().waitFor();
    await dialog.getByLabel('Prénom et nom').fill(READER.name);
    await dialog.getByLabel('Adresse électronique').fill(READER.email);
    expect(await inspect(representative, 'membres-inviter')).toEqual([]);
    await dialog.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    const row = representative.getByRole('row').filter({ hasText: READER.email });
    await row.getByText('Invitation envoyée').waitFor();
  });

  it('lets him take that access away, naming the person first', async () => {
    await representative.getByRole('button', { name: `Retirer : ${READER.name}` }).click();
    const dialog = representative.getByRole('dialog', { name: `Retirer l’accès de ${READER.name} ?` });
    await dialog.getByText(READER.email).waitFor();
    expect(await inspect(representative, 'membres-retirer')).toEqual([]);
    await dialog.getByRole('button', { name: 'Retirer l’accès' }).click();
    await representative.getByRole('row').filter({ hasText: READER.email }).waitFor({ state: 'detached' });
  });

  it('fits a phone, and offers the MC no act on members', async () => {
    const { cookie = '' } = await signedIn(run, 'CERTIFICATION_AGENT', COMPANY);
    const [name = '', value = ''] = cookie.split('=');
    const phone = await browser.person(PHONE);
    await phone.context().addCookies([{ name, value, url: run.urls.console }]);
    await phone.goto(`${run.urls.console}/#/members`);
    await phone.getByRole('list', { name: 'Membres', exact: true }).waitFor();
    expect(await inspect(phone, 'membres')).toEqual([]);
    expect(await phone.getByRole('button', { name: /Inviter un lecteur|Retirer/ }).count()).toBe(0);
  });

  it('never logs an error in any of these pages', () => {
    expect(browser.faults).toEqual([]);
  });
});
