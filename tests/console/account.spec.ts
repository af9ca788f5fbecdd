import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { forgetCodes, ownAccount, type OwnAccount } from '../e2e/support/account.js';
import { signedIn } from '../e2e/support/api.js';
import { ownStaff, type OwnStaff } from '../e2e/support/staff.js';
import { runningSystem, type DemoLogin } from '../support/system/index.js';
import { inspect, PHONE, TestBrowser, type Page } from './support/browser.js';
import { signIn } from './support/sign-in.js';

// A real browser on a loaded machine: the limit only turns a hang into a failure.
jest.setTimeout(180_000);

const run = runningSystem();

let browser: TestBrowser;
let account: OwnAccount;
let desk: Page;
let elsewhere: Page;

/** As the person types it; tests sign in more often than a code changes. */
async function enter(
  page: Page,
  login: { email: string; password: string; totpSecret: string },
): Promise<void> {
  await forgetCodes(run, login.email);
  await signIn(page, run, login as unknown as DemoLogin);
}

async function openAccount(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Mon compte' }).click();
  await page.getByRole('menuitem', { name: 'Mon compte et mes sessions' }).click();
  await page.getByRole('heading', { level: 1, name: 'Mon compte' }).waitFor();
}

beforeAll(async () => {
  browser = await TestBrowser.start();
  account = await ownAccount(run);
  [desk, elsewhere] = [await browser.person(), await browser.person()];
});
afterAll(() => browser?.close());

describe('one’s own account', () => {
  it('lists the open sessions, this one marked, and what happened', async () => {
    await enter(elsewhere, account);
    await enter(desk, account);
    await openAccount(desk);
    const sessions = desk.getByRole('table', { name: 'Sessions ouvertes' });
    await sessions.getByText('Cette session').waitFor();
    // Activation's own, the other browser's and this one.
    expect(await sessions.getByRole('row').count()).toBe(4);
    expect(await sessions.getByRole('button', { name: /^Fermer :/ }).count()).toBe(2);
    const events = desk.getByRole('table', { name: 'Derniers évènements' });
    await events.getByText('Connexion').first().waitFor();
    expect(await inspect(desk, 'compte')).toEqual([]);
  });

  it('fits a phone', async () => {
    const phone = await browser.sameOn(desk, PHONE);
    await phone.goto(`${run.urls.console}/#/account`);
    await phone.getByRole('list', { name: 'Sessions ouvertes' }).waitFor();
    expect(await inspect(phone, 'compte')).toEqual([]);
    await phone.close();
  });

  it('ends one session: that browser is out at its next click', async () => {
    const sessions = desk.getByRole('table', { name: 'Sessions ouvertes' });
    // Newest first: this one, the other browser's, the activation's.
    await sessions
      .getByRole('button', { name: /^Fermer :/ })
      .first()
      .click();
    await desk.getByText('La session est fermée.').waitFor();
    await elsewhere.getByRole('link', { name: 'Porteurs', exact: true }).click();
    await elsewhere.getByRole('button', { name: 'Se connecter' }).waitFor();
  });

  it('changes the password with the present one, and every other session is out', async () => {
    await enter(elsewhere, account);
    await desk.getByRole('button', { name: 'Changer le mot de passe' }).click();
    const dialog = desk.getByRole('dialog', { name: 'Changer le mot de passe' });
    const confirm = dialog.getByRole('button', { name: 'Changer le mot de passe' });
    await dialog.getByLabel('Mot de passe actuel').fill('un autre mot de passe');
    const next = `Girouette-Balancier-${Date.now().toString(36)}`;
    await dialog.getByLabel('Nouveau mot de passe').fill(next);
    await confirm.click();
    await dialog.getByText('Mot de passe inexact.', { exact: true }).waitFor();
    expect(await inspect(desk, 'compte-mot-de-passe')).toEqual([]);
    await dialog.getByLabel('Mot de passe actuel').fill(account.password);
    await confirm.click();
    await desk.getByText('Votre mot de passe est changé').waitFor();
    const sessions = desk.getByRole('table', { name: 'Sessions ouvertes' });
    await sessions
      .getByRole('button', { name: /^Fermer :/ })
      .first()
      .waitFor({ state: 'detached' });
    await elsewhere.getByRole('link', { name: 'Porteurs', exact: true }).click();
    await elsewhere.getByRole('button', { name: 'Se connecter' }).waitFor();
    await enter(elsewhere, { ...account, password: next });
  });

  it('ends all others at once, after saying what that does', async () => {
    await desk.reload();
    await desk.getByRole('button', { name: 'Fermer les autres sessions' }).click();
    const dialog = desk.getByRole('dialog', { name: 'Fermer toutes les autres sessions ?' });
    await dialog.getByText('Cette session reste ouverte.').waitFor();
    expect(await inspect(desk, 'compte-fermer')).toEqual([]);
    await dialog.getByRole('button', { name: 'Fermer les autres sessions' }).click();
    await desk.getByText('Vos autres sessions sont fermées.').waitFor();
    await elsewhere.getByRole('link', { name: 'Porteurs', exact: true }).click();
    await elsewhere.getByRole('button', { name: 'Se connecter' }).waitFor();
  });

  it('gives new recovery codes once, and asks for another address', async () => {
    await desk.getByRole('button', { name: 'Nouveaux codes' }).click();
    await desk.getByRole('button', { name: 'Créer de nouveaux codes' }).click();
    const codes = desk.getByRole('dialog', { name: 'Gardez vos codes de secours' });
    await codes.getByRole('listitem').first().waitFor();
    expect(await codes.getByRole('listitem').count()).toBe(10);
    await codes.getByRole('checkbox').check();
    await codes.getByRole('button', { name: 'Continuer' }).click();
    await desk.getByText('Il en reste 10.').waitFor();
    await desk.getByRole('button', { name: 'Changer d’adresse' }).click();
    const dialog = desk.getByRole('dialog', { name: 'Changer votre adresse de connexion' });
    await dialog.getByLabel('Nouvelle adresse électronique').fill(`nouvelle.${account.email}`);
    await dialog.getByRole('button', { name: 'Envoyer le lien' }).click();
    await desk.getByText(/un lien de confirmation y est envoyé/).waitFor();
    const events = desk.getByRole('table', { name: 'Derniers évènements' });
    await events.getByText('Changement d’adresse demandé').first().waitFor();
  });

  it('shows the company who came into its space', async () => {
    await desk.getByRole('link', { name: 'Membres et accès' }).click();
    const signIns = desk.getByRole('table', { name: 'Connexions à votre espace' });
    await signIns.getByText(account.newcomer.agent.name).first().waitFor();
    expect(await inspect(desk, 'membres-connexions')).toEqual([]);
  });
});

describe('the platform’s staff', () => {
  let administrator: Page;
  let member: OwnStaff;
  let theirs: Page;

  it('is the administrator’s first page, with roles and who gave them', async () => {
    const api = await signedIn(run, 'ADMINISTRATOR');
    member = await ownStaff(run, api, 'SALES');
    // An administrator of this test's own: his factor stays fresh as he types it.
    const second = await ownStaff(run, api, 'ADMINISTRATOR');
    [administrator, theirs] = [await browser.person(), await browser.person()];
    await enter(theirs, member);
    await enter(administrator, second);
    await administrator.getByRole('heading', { level: 1, name: 'Équipe' }).waitFor();
    const row = administrator.getByRole('row').filter({ hasText: member.email });
    await row.getByText('Service commercial').waitFor();
    expect(await inspect(administrator, 'equipe')).toEqual([]);
    const phone = await browser.sameOn(administrator, PHONE);
    await phone.goto(`${run.urls.console}/#/staff`);
    await phone.getByRole('list', { name: 'Personnel de la plateforme' }).waitFor();
    expect(await inspect(phone, 'equipe')).toEqual([]);
    await phone.close();
  });

  it('shows which roles do not go together before one is given', async () => {
    await administrator.getByRole('button', { name: `Ajouter un rôle : ${member.displayName}` }).click();
    const dialog = administrator.getByRole('dialog', { name: `Ajouter un rôle à ${member.displayName}` });
    await dialog.getByLabel('Rôle').click();
    await administrator.getByRole('option', { name: 'Auditeur' }).click();
    await dialog.getByText(/ne se cumulent pas au niveau RGS\*\*\*/).waitFor();
    expect(await inspect(administrator, 'equipe-ajouter')).toEqual([]);
    await dialog.getByRole('button', { name: 'Annuler' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('takes a role away, naming person and role: the person is out in his open tab', async () => {
    await theirs.getByRole('heading', { level: 1 }).waitFor();
    await administrator
      .getByRole('button', { name: `Retirer : Service commercial, ${member.displayName}` })
      .click();
    const dialog = administrator.getByRole('dialog', {
      name: `Retirer à ${member.displayName} le rôle « Service commercial » ?`,
    });
    await dialog.getByText('C’est son seul rôle').waitFor();
    await dialog.getByLabel('Motif').fill('Fin de la mission');
    expect(await inspect(administrator, 'equipe-retirer')).toEqual([]);
    await dialog.getByRole('button', { name: 'Retirer ce rôle' }).click();
    await administrator.getByRole('row').filter({ hasText: member.email }).waitFor({ state: 'detached' });
    await theirs.getByRole('link', { name: 'Entreprises' }).first().click();
    await theirs.getByRole('button', { name: 'Se connecter' }).waitFor();
    // He can still sign in, and finds that nothing is open to him but his own account.
    await enter(theirs, member);
    await theirs.getByText('Aucune action ne vous est ouverte').first().waitFor();
    await openAccount(theirs);
    await theirs.getByText('Rôle retiré').first().waitFor();
    await theirs
      .getByText(/Fin de la mission/)
      .first()
      .waitFor();
  });

  it('never logs an error in any of these pages', () => {
    expect(browser.faults).toEqual([]);
  });
});
