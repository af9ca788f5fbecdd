import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { signedIn } from '../e2e/support/api.js';
import { eventually, loginOf, runningSystem } from '../support/system/index.js';
import { inspect, PHONE, TestBrowser, type Page } from './support/browser.js';
import { signIn } from './support/sign-in.js';

// A real browser on a loaded machine: the limit only turns a hang into a failure.
jest.setTimeout(180_000);

const run = runningSystem();
const COMPANY = 'Menuiserie Dupré & Fils';

let browser: TestBrowser;

beforeAll(async () => {
  browser = await TestBrowser.start();
});
afterAll(() => browser?.close());

const menuOf = async (page: Page): Promise<string[]> =>
  (await page.getByRole('navigation', { name: 'Menu principal' }).getByRole('link').allTextContents()).map(
    (text) => text.trim(),
  );

/** With the session that the files of this run share: the clicks of a login are the journey's subject. */
async function enter(role: string, company?: string): Promise<Page> {
  const { cookie = '' } = await signedIn(run, role, company);
  const [name = '', value = ''] = cookie.split('=');
  const page = await browser.person();
  await page.context().addCookies([{ name, value, url: run.urls.console }]);
  await page.goto(run.urls.console);
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** With a session of its own, which the test may end. */
async function enterByHand(role: string, company: string): Promise<Page> {
  const page = await browser.person();
  await signIn(page, run, loginOf(run, role, company));
  return page;
}

describe('each role sees its own pages', () => {
  it('shows the legal representative the fleet and its acts', async () => {
    const page = await enter('LEGAL_REPRESENTATIVE', COMPANY);
    expect(await menuOf(page)).toEqual([
      'Ma flotte',
      'Porteurs',
      'Listes du personnel',
      'Certificats',
      'Commandes',
      'Mandats',
      'Mon entreprise',
      'Membres et accès',
      'Journal',
    ]);
    expect(await inspect(page, 'representant')).toEqual([]);
  });

  it('shows the HR reader people and certificates, without any act', async () => {
    const page = await enter('HR_READER', COMPANY);
    expect(await menuOf(page)).toEqual(['Ma flotte', 'Porteurs', 'Certificats']);
    await page.getByRole('link', { name: 'Certificats', exact: true }).click();
    await page.getByRole('table', { name: 'Certificats' }).getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Données certifiées' }).waitFor();
    expect(await page.getByRole('button', { name: 'Révoquer' }).count()).toBe(0);
    expect(await inspect(page, 'lecteur-rh')).toEqual([]);
  });

  it('gives the HR reader no way to a page that he may not open', async () => {
    const page = await enter('HR_READER', COMPANY);
    await page.getByRole('heading', { name: 'Prochaines échéances' }).waitFor();
    expect(await page.locator('main a[href*="/orders"]').count()).toBe(0);
    await page.goto(`${run.urls.console}/#/orders`);
    await page.getByRole('heading', { name: 'Introuvable' }).waitFor();
    expect(await inspect(page, 'page-inconnue')).toEqual([]);
    await page.getByRole('link', { name: 'Aller à l’accueil' }).click();
    await page.getByRole('heading', { name: 'Prochaines échéances' }).waitFor();
  });

  it('shows the MC who was reminded of an end that is near, and when', async () => {
    const page = await enter('CERTIFICATION_AGENT', COMPANY);
    const next = page.getByRole('region', { name: 'Prochaines échéances' });
    await next.getByRole('link').first().click();
    const panel = page.getByRole('region', { name: 'Renouvellement et rappels' });
    await panel.getByRole('listitem').filter({ hasText: 'Mandataire' }).getByText('Envoyé le').waitFor();
    await panel.getByRole('listitem').filter({ hasText: 'Porteur' }).getByText('Envoyé le').waitFor();
    expect(await inspect(page, 'rappels')).toEqual([]);
  });

  it('says that another company’s certificate is not there, and leads back to the list', async () => {
    const { certificates } = await (
      await signedIn(run, 'CERTIFICATION_AGENT', 'Laiterie du Vercors')
    ).read<{ certificates: { edges: { node: { id: string } }[] } }>(
      '{ certificates(first: 1) { edges { node { id } } } }',
    );
    const page = await enter('CERTIFICATION_AGENT', COMPANY);
    await page.goto(`${run.urls.console}/#/certificates/${certificates.edges[0]?.node.id}/show`);
    await page.getByRole('heading', { name: 'Introuvable' }).waitFor();
    expect(await page.getByRole('button', { name: 'Réessayer' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Retour à la liste' }).click();
    await page.getByRole('table', { name: 'Certificats' }).waitFor();
  });

  it('tells the journal’s states in words', async () => {
    const page = await enter('CERTIFICATION_AGENT', COMPANY);
    await page.getByRole('link', { name: 'Journal' }).click();
    const table = page.getByRole('table', { name: 'Journal' });
    await table.waitFor();
    expect(await table.innerText()).not.toMatch(/[A-Z]{3,}_|\b(PLANNED|SENT|APPLYING|DONE|CLOSED|DRAFT)\b/);
  });

  it('shows a holder what is his', async () => {
    const page = await enter('HOLDER', COMPANY);
    expect(await menuOf(page)).toEqual(['Accueil', 'Mes certificats', 'Mes demandes']);
    await page.getByRole('heading', { name: 'Mes certificats' }).waitFor();
    expect(await inspect(page, 'porteur')).toEqual([]);
  });

  it('shows the auditor the journal, read only', async () => {
    const page = await enter('AUDITOR');
    expect(await menuOf(page)).toEqual(['Journal']);
    await page.getByRole('table', { name: 'Journal' }).waitFor();
    expect(await inspect(page, 'auditeur')).toEqual([]);
    const phone = await browser.sameOn(page, PHONE);
    await phone.goto(run.urls.console);
    await phone.getByRole('heading', { name: 'Journal' }).waitFor();
    expect(await inspect(phone, 'auditeur')).toEqual([]);
  });

  it('speaks English entirely when asked to, and marks the page so', async () => {
    const page = await enter('CERTIFICATION_AGENT', 'Laiterie du Vercors');
    await page.getByRole('button', { name: 'Switch to English' }).click();
    await page.getByRole('heading', { name: 'What waits for me' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    expect(await inspect(page, 'english')).toEqual([]);
    await page.reload();
    await page.getByRole('heading', { name: 'What waits for me' }).waitFor();
  });

  it('reaches the page by keyboard, past the menu', async () => {
    const page = await browser.person();
    await page.goto(run.urls.console);
    await page.getByLabel('Adresse électronique').waitFor();
    // Nobody is signed in, and the page says already what its certificates are worth.
    await page.getByText('DÉMO').waitFor();
    // Backwards from the first field: the language, then the link that a keyboard meets first.
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Aller au contenu');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('contenu');
  });

  it('never logs an error in any of these pages', () => {
    expect(browser.faults).toEqual([]);
  });
});

describe('when something fails', () => {
  it('says that the server does not answer, and goes on after a retry', async () => {
    const page = await browser.person();
    await page.route('**/graphql', (route) => route.abort());
    await page.goto(run.urls.console);
    await page.getByText('Le serveur ne répond pas.').waitFor();
    expect(await inspect(page, 'sans-serveur')).toEqual([]);
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Réessayer' }).click();
    await page.getByLabel('Adresse électronique').waitFor();
  });

  it('asks for a new login when the session has ended, and comes back to the same page', async () => {
    const page = await enterByHand('HOLDER', 'Laiterie du Vercors');
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Mes demandes' }).click();
    await page.getByText('Votre session est terminée.').waitFor();
    const login = loginOf(run, 'HOLDER', 'Laiterie du Vercors');
    await page.getByLabel('Adresse électronique').fill(login.email);
    await page.getByLabel('Mot de passe').fill(login.password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('heading', { name: 'Mes demandes' }).waitFor();
  });

  it('signs out to the login page, and back does not reopen anything', async () => {
    const page = await enterByHand('HOLDER', 'Laiterie du Vercors');
    await page.getByRole('button', { name: 'Mon compte' }).click();
    await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
    await page.getByRole('heading', { name: 'Connexion' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Connexion' }).waitFor();
  });
});

describe('wrong input gets a clear sentence', () => {
  it('refuses a wrong password without saying which part is wrong', async () => {
    const page = await browser.person();
    await page.goto(run.urls.console);
    await page.getByLabel('Adresse électronique').fill('personne@menuiserie-dupre.example');
    await page.getByLabel('Mot de passe').fill('faux');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    const said = (await page.getByRole('alert').textContent()) ?? '';
    expect(said.length).toBeGreaterThan(20);
    expect(await inspect(page, 'connexion-refusee')).toEqual([]);
  });

  it('refuses a wrong code and lets the person try again', async () => {
    const page = await browser.person();
    const login = loginOf(run, 'LEGAL_REPRESENTATIVE', 'Laiterie du Vercors');
    await page.goto(run.urls.console);
    await page.getByLabel('Adresse électronique').fill(login.email);
    await page.getByLabel('Mot de passe').fill(login.password);
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByLabel('Code à six chiffres').fill('000000');
    await page.getByRole('button', { name: 'Valider le code' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Code à six chiffres').inputValue()).toBe('');
    expect(await inspect(page, 'code-refuse')).toEqual([]);
  });

  it.each(['consentement', 'retrait'])('says at an unknown %s link what to do', async (path) => {
    const page = await browser.person(PHONE);
    await page.goto(`${run.urls.console}/#/${path}/n-importe-quoi`);
    await page.getByRole('heading', { name: 'Ce lien n’est pas reconnu' }).waitFor();
    expect(await inspect(page, `lien-inconnu-${path}`)).toEqual([]);
  });

  it('groups a SIREN while it is typed, and names a wrong key at the field', async () => {
    const page = await enter('SALES');
    await page.getByRole('heading', { name: 'Entreprises' }).waitFor();
    expect(await inspect(page, 'entreprises')).toEqual([]);
    await page.getByRole('link', { name: 'Ouvrir une entreprise' }).click();
    await page.getByLabel('Raison sociale').waitFor();
    const siren = page.getByLabel('SIREN');
    await siren.fill('552.008.444');
    await eventually('the groups of three', async () =>
      (await siren.inputValue()) === '552\u00a0008\u00a0444' ? true : undefined,
    );
    await page.getByLabel('Raison sociale').fill('Essai');
    await page.getByLabel('Ville du siège').fill('Lyon');
    await page.getByRole('button', { name: 'Ouvrir une entreprise' }).click();
    await page.getByText('sa clé de contrôle est fausse').waitFor();
    expect(await inspect(page, 'entreprise-siren-faux')).toEqual([]);
  });
});
