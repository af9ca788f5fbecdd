import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { stranger } from '../e2e/support/api.js';
import { goodRequest } from '../e2e/support/certificate-requests.js';
import { Newcomer } from '../e2e/support/chain.js';
import { ANSWER, OrderFlow, SUBMIT, verifiedHolder } from '../e2e/support/orders.js';
import { runningSystem } from '../support/system/index.js';
import { inspect, PHONE, TestBrowser, type Page } from './support/browser.js';

// A real browser on a loaded machine: the limit only turns a hang into a failure.
jest.setTimeout(180_000);

/** A holder from his name to his departure, in a company of this test's own. */
const run = runningSystem();

let browser: TestBrowser;
let agent: Page;
let flow: OrderFlow;
let newcomer: Newcomer;
beforeAll(async () => {
  newcomer = await Newcomer.open(run);
  const client = await newcomer.agentAtWork();
  flow = OrderFlow.of(newcomer, client);
  browser = await TestBrowser.start();
  agent = await browser.person();
  const [name = '', value = ''] = (client.cookie ?? '').split('=');
  await agent.context().addCookies([{ name, value, url: run.urls.console }]);
});
afterAll(() => browser?.close());

async function fill(surname: string, givenNames: string, email: string): Promise<void> {
  await agent.goto(`${run.urls.console}/#/holders/create`);
  await agent.locator('input[name=surname]').fill(surname);
  await agent.getByLabel('Prénoms').fill(givenNames);
  await agent.getByLabel('Adresse électronique').fill(email);
  await agent.getByLabel('Fonction').fill('Comptable');
}
const add = () => agent.getByRole('button', { name: 'Ajouter le porteur' }).click();
/** The same page, as a phone shows it. */
async function onPhone(shot: string): Promise<void> {
  const phone = await browser.sameOn(agent, PHONE);
  await phone.goto(agent.url());
  await phone.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  expect(await inspect(phone, shot)).toEqual([]);
  await phone.close();
}

describe('a holder and his verification', () => {
  it('is added once a doubtful letter was compared, and told from his homonym', async () => {
    await fill('Yıldız', 'Aylin', `aylin.${newcomer.tag}@essai.example`);
    await agent.getByText('lettre inhabituelle').first().waitFor();
    await add();
    await agent.getByText(/imite un autre/).waitFor();
    expect(await inspect(agent, 'porteur-lettres')).toEqual([]);
    await agent.getByRole('checkbox', { name: /lettre pour lettre/ }).check();
    await add();
    await agent.getByRole('heading', { level: 1, name: 'Aylin Yıldız' }).waitFor();
    await fill('Yıldız', 'Aylin', `aylin2.${newcomer.tag}@essai.example`);
    await agent.getByRole('checkbox', { name: /lettre pour lettre/ }).check();
    await add();
    await agent.getByText('Ce nom est déjà porté dans l’entreprise').waitFor();
    await agent.getByRole('link', { name: /Aylin Yıldız, Comptable, aylin\./ }).waitFor();
    expect(await inspect(agent, 'porteur-homonyme')).toEqual([]);
    await agent.getByRole('checkbox', { name: /quelqu’un d’autre/ }).check();
    await add();
    await agent.getByRole('heading', { level: 1, name: 'Aylin Yıldız' }).waitFor();
  });

  it('is asked for, planned, begun and recorded', async () => {
    await agent.getByRole('button', { name: 'Demander une vérification' }).click();
    await agent.getByRole('button', { name: 'Fixer le rendez-vous' }).click();
    const dialog = agent.getByRole('dialog', { name: /Rendez-vous avec/ });
    await dialog.getByLabel('Jour').fill(new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10));
    await dialog.getByLabel('Heure (Paris)').fill('09:30');
    await dialog.getByLabel('Lieu').fill('Siège, Metz');
    expect(await inspect(agent, 'porteur-rendez-vous')).toEqual([]);
    await dialog.getByRole('button', { name: 'Fixer le rendez-vous' }).click();
    await agent.getByText(/Rendez-vous le .*09:30/).waitFor();
    await agent.getByRole('button', { name: 'Commencer' }).click();
    await agent.getByRole('dialog').getByRole('button', { name: 'Commencer' }).click();
    await agent.getByText(/Commencée le/).waitFor();
    await agent.getByRole('button', { name: 'Vérifier l’identité' }).click();
    const record = agent.getByRole('dialog', { name: /Vérifier l’identité d/ });
    expect(await record.getByLabel('Lieu de la rencontre').inputValue()).toBe('Siège, Metz');
    await record.getByLabel('Numéro de la pièce').fill('8806 9231 0285');
    await record.getByLabel('Délivrée le').fill('2012-06-01');
    await record.getByLabel('Date de naissance').fill('1980-01-02');
    await record.getByLabel('Fin de validité').fill('2022-05-31');
    await record.getByRole('checkbox').check();
    expect(await inspect(agent, 'porteur-verifier')).toEqual([]);
    await record.getByRole('button', { name: 'Enregistrer la vérification' }).click();
    await agent
      .getByText(/CNI prolongée de cinq ans/)
      .first()
      .waitFor();
    expect(await inspect(agent, 'porteur-verifie')).toEqual([]);
    await onPhone('porteur-verifie');
  });

  it('leaves: his certificate is named, revoked and followed, and the case is closed', async () => {
    const holder = await verifiedHolder(flow.agent);
    const { token } = await flow.retrievable(holder);
    await stranger(run).read(SUBMIT, { input: { token, csr: await goodRequest() } });
    await stranger(run).read(ANSWER, { input: { token, answer: 'ACCEPT', backupAcknowledged: true } });
    await agent.goto(`${run.urls.console}/#/holders/${holder.id}/show`);
    await agent.getByRole('link', { name: 'Déclarer le départ' }).click();
    await agent.getByRole('heading', { level: 1, name: `Départ de ${holder.displayName}` }).waitFor();
    await agent.getByText(/Certificat n°/).waitFor();
    const later = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await agent.getByLabel(/N’appartient plus/).fill(later);
    await agent.getByText(/Le départ est prévu/).waitFor();
    await agent.getByRole('checkbox').check();
    expect(await inspect(agent, 'porteur-depart')).toEqual([]);
    await onPhone('porteur-depart');
    await agent.getByRole('button', { name: 'Prévoir le départ' }).click();
    await agent.getByText(/Départ prévu le/).waitFor();
    await agent.goto(`${run.urls.console}/#/`);
    await agent
      .getByRole('list', { name: 'Révocations à suivre' })
      .getByText(/révocation automatique/)
      .waitFor();
    expect(await inspect(agent, 'accueil-revocations')).toEqual([]);
    await onPhone('accueil-revocations');
    await agent.goto(`${run.urls.console}/#/holders/${holder.id}/show`);
    await agent.getByRole('button', { name: 'Annuler le départ prévu' }).click();
    await agent.getByRole('dialog').getByRole('button', { name: 'Annuler le départ prévu' }).click();
    await agent.getByText(/Départ prévu le/).waitFor({ state: 'detached' });
    await agent.getByRole('link', { name: 'Déclarer le départ' }).click();
    await agent.getByRole('checkbox').check();
    await agent.getByRole('button', { name: 'Confirmer le départ' }).click();
    await agent.getByRole('button', { name: 'Fermer le dossier' }).click();
    await agent.getByRole('dialog').getByRole('button', { name: 'Fermer le dossier' }).click();
    await agent
      .getByText(/Le dossier est fermé/)
      .first()
      .waitFor();
    expect(await inspect(agent, 'porteur-parti')).toEqual([]);
  });

  it('never logs an error in any of these pages', () => {
    expect(browser.faults).toEqual([]);
  });
});
