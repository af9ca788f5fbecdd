import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { totpCode } from '../../tools/start/totp.mjs';
import { goodRequest } from '../e2e/support/certificate-requests.js';
import { accountToken, ageFactor, ASK_EMAIL, forgetCodes } from '../e2e/support/account.js';
import { signedIn, stranger, type ApiClient } from '../e2e/support/api.js';
import { Newcomer } from '../e2e/support/chain.js';
import { ANSWER, OrderFlow, SUBMIT, verifiedHolder, type HolderFacts } from '../e2e/support/orders.js';
import { Mails, runningSystem } from '../support/system/index.js';
import { DESKTOP, inspect, PHONE, TestBrowser, type Page } from './support/browser.js';

// A real browser on a loaded machine: the limit only turns a hang into a failure.
jest.setTimeout(180_000);

const run = runningSystem();
const mails = new Mails(run.mailboxApi ?? '');
const PASSWORD = 'Vingt bateaux rouges dansent';
const NEXT = 'Huit lanternes vertes respirent';
const CODE = 'Code à six chiffres';
const INVITE_HOLDER = 'mutation($input: HolderActInput!) { inviteHolder(input: $input) { id } }';
const ACTIVE_CERTIFICATE = `query($id: ID!) { holder(id: $id) { version certificates { id state } } }`;

let browser: TestBrowser;
let newcomer: Newcomer;
let agent: ApiClient;
let holder: HolderFacts;
let person: Page;
let mc: Page;
let secret = '';
let recoveryCodes: string[] = [];

beforeAll(async () => {
  browser = await TestBrowser.start();
  newcomer = await Newcomer.open(run);
  agent = await newcomer.agentAtWork();
  holder = await verifiedHolder(agent);
  person = await browser.person();
});
afterAll(() => browser?.close());

/** The same page on both screens, as it stands. */
async function onBoth(page: Page, name: string): Promise<string[]> {
  const wide = await inspect(page, name);
  await page.setViewportSize(PHONE);
  const small = await inspect(page, name);
  await page.setViewportSize(DESKTOP);
  return [...wide, ...small];
}

const inside = (page: Page) => page.getByRole('button', { name: 'Mon compte' }).waitFor();

async function givePassword(page: Page, email: string, password: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(run.urls.console);
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
}

/** Somebody's browser, signed in as he is over the API. */
async function browserOf(client: ApiClient): Promise<Page> {
  const page = await browser.person();
  const [name = '', value = ''] = (client.cookie ?? '').split('=');
  await page.context().addCookies([{ name, value, url: run.urls.console }]);
  return page;
}

describe('a new password', () => {
  it('is advised while it is typed, refused when it is common, and needs no composition', async () => {
    const { holder: found } = await agent.read<{ holder: { version: number } }>(ACTIVE_CERTIFICATE, {
      id: holder.id,
    });
    await agent.read(INVITE_HOLDER, { input: { holderId: holder.id, version: found.version } });
    await person.goto(`${run.urls.console}/#/activation/${await newcomer.token('activation', holder.email)}`);
    const field = person.getByLabel('Mot de passe', { exact: false }).first();
    await field.fill('motdepasse2026');
    await person.getByText('Il manque 1 caractère.').waitFor();
    await field.fill('motdepasse-motdepasse');
    await person.getByText(/Robustesse : faible.*mot de passe courant/).waitFor();
    await person.getByRole('button', { name: 'Activer mon espace' }).click();
    await person.getByText(/Trop facile à deviner/).waitFor();
    expect(await onBoth(person, '60-mot-de-passe-courant')).toEqual([]);
    await field.fill(PASSWORD);
    await person.getByText(/Robustesse : (bonne|moyenne|excellente)/).waitFor();
    await person.getByRole('button', { name: 'Afficher le mot de passe' }).click();
    expect(await field.getAttribute('type')).toBe('text');
    await person.getByRole('button', { name: 'Activer mon espace' }).click();
    await person.getByRole('heading', { name: 'Votre espace est activé' }).waitFor();
    await givePassword(person, holder.email, PASSWORD);
    await inside(person);
    await person.context().clearCookies();
  });
});

describe('a login', () => {
  it('enrols the second factor that a new role asks for, and shows the recovery codes once', async () => {
    const second = await Newcomer.open(run);
    Object.assign(second.agent, { name: holder.displayName, email: holder.email });
    await second.approved();
    await givePassword(person, holder.email, PASSWORD);
    await person.getByRole('img', { name: /Code QR/ }).waitFor();
    expect(await onBoth(person, '61-second-facteur')).toEqual([]);
    secret = ((await person.locator('[data-secret]').textContent()) ?? '').replace(/\s/g, '');
    const submit = person.getByRole('button', { name: 'Enregistrer ce second facteur' });
    await person.getByLabel(CODE).fill('000 000');
    await submit.click();
    await person.getByText('Code inexact.', { exact: true }).waitFor();
    await person.getByLabel(CODE).fill(totpCode(secret, Date.now()));
    await submit.click();
    const list = person.getByRole('list', { name: 'Codes de secours' });
    await list.waitFor();
    recoveryCodes = await list.getByRole('listitem').allTextContents();
    expect(new Set(recoveryCodes).size).toBe(10);
    const go = person.getByRole('button', { name: 'Continuer' });
    expect(await go.isDisabled()).toBe(true);
    const download = person.waitForEvent('download');
    await person.getByRole('button', { name: 'Enregistrer en fichier texte' }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    for (const code of recoveryCodes) expect(text).toContain(code);
    expect(await onBoth(person, '62-codes-de-secours')).toEqual([]);
    await person.getByLabel('Je les ai conservés en lieu sûr.').check();
    await go.click();
    await inside(person);
    expect(await person.content()).not.toContain(recoveryCodes[0]);
  });

  it('takes a recovery code in place of the application, once', async () => {
    const other = await browser.person();
    const give = async (code: string) => {
      await givePassword(other, holder.email, PASSWORD);
      await other.getByRole('button', { name: 'Utiliser un code de secours' }).click();
      await other.getByLabel('Code de secours').fill(code);
      await other.getByRole('button', { name: 'Valider le code' }).click();
    };
    await givePassword(other, holder.email, PASSWORD);
    await other.getByLabel(CODE).waitFor();
    expect(await onBoth(other, '63-code')).toEqual([]);
    await give((recoveryCodes[0] ?? '').toLowerCase().replaceAll('-', ' '));
    await inside(other);
    await mails.waitFor(holder.email, ({ subject }) => /code de secours a été utilisé/.test(subject));
    await other.context().clearCookies();
    await give(recoveryCodes[0] ?? '');
    await other.getByText(/code de secours est inexact ou a déjà servi/).waitFor();
    expect(await onBoth(other, '64-code-de-secours')).toEqual([]);
    await other.getByRole('button', { name: 'Utiliser l’application d’authentification' }).click();
    await other.getByLabel(CODE).waitFor();
  });

  it('says when to come back after too many tries', async () => {
    const other = await browser.person(PHONE);
    const email = `personne.${newcomer.tag}@essai.example`;
    await givePassword(other, email, 'pas celui-ci');
    const submit = other.getByRole('button', { name: 'Se connecter' });
    const tooMany = other.getByText(/Vous pourrez réessayer à \d\d:\d\d:\d\d/);
    for (let tries = 0; tries < 8 && !(await tooMany.isVisible()); tries += 1) {
      await other.getByRole('alert').waitFor();
      await submit.click({ timeout: 120_000 });
      await other.getByRole('button', { name: 'Connexion…' }).waitFor({ state: 'detached' });
    }
    await tooMany.waitFor();
    expect(await submit.isDisabled()).toBe(true);
    expect(await inspect(other, '65-trop-d-essais')).toEqual([]);
  });
});

describe('a forgotten password', () => {
  it('is replaced by a mailed link, and the second factor is asked for all the same', async () => {
    await person.context().clearCookies();
    await person.goto('about:blank');
    await person.goto(run.urls.console);
    await person.getByRole('link', { name: 'Mot de passe oublié ?' }).click();
    await person.getByRole('heading', { name: 'Mot de passe oublié' }).waitFor();
    expect(await onBoth(person, '66-oublie')).toEqual([]);
    await person.getByLabel('Adresse électronique').fill(holder.email);
    await person.getByRole('button', { name: 'Recevoir un lien' }).click();
    await person.getByText(`Si un espace existe pour ${holder.email}`).waitFor();
    expect(await onBoth(person, '67-lien-envoye')).toEqual([]);
    const token = await accountToken(run, 'password-reset', holder.email);
    await person.goto(`${run.urls.console}/#/password-reset/${token}`);
    await person.getByRole('heading', { name: 'Choisir un nouveau mot de passe' }).waitFor();
    await person.getByLabel('Nouveau mot de passe').fill(NEXT);
    expect(await onBoth(person, '68-nouveau-mot-de-passe')).toEqual([]);
    await person.getByRole('button', { name: 'Enregistrer le nouveau mot de passe' }).click();
    await person.getByRole('heading', { name: 'Votre mot de passe est changé' }).waitFor();
    await forgetCodes(run, holder.email);
    await givePassword(person, holder.email, NEXT);
    await person.getByLabel(CODE).fill(totpCode(secret, Date.now()));
    await person.getByRole('button', { name: 'Valider le code' }).click();
    await inside(person);
    await person.goto('about:blank');
    await person.goto(`${run.urls.console}/#/password-reset/${token}`);
    await person.getByRole('heading', { name: 'Ce lien a déjà servi' }).waitFor();
    await person.getByRole('link', { name: 'Demander un nouveau lien' }).waitFor();
    expect(await onBoth(person, '69-lien-deja-servi')).toEqual([]);
  });
});

describe('another address to sign in with', () => {
  it('is confirmed from the new one and taken back from the old one, by a click each', async () => {
    const { email } = newcomer.agent;
    const next = `neuve.${newcomer.tag}@essai.example`;
    await agent.read(ASK_EMAIL, { input: { email: next } });
    const page = await browser.person();
    await page.goto(`${run.urls.console}/#/email-change/${await accountToken(run, 'email-change', next)}`);
    expect(await onBoth(page, '70-adresse')).toEqual([]);
    await page.getByRole('button', { name: 'Confirmer cette adresse' }).click();
    await page.getByRole('heading', { name: 'Votre adresse de connexion a changé' }).waitFor();
    const undo = await accountToken(run, 'email-undo', email);
    await page.goto(`${run.urls.console}/#/email-undo/${undo}`);
    await page.getByRole('button', { name: 'Rétablir mon adresse' }).click();
    await page.getByRole('heading', { name: 'Votre adresse est rétablie' }).waitFor();
    expect(await onBoth(page, '71-adresse-retablie')).toEqual([]);
    // Every session is over: the MC comes back with his password of before.
    agent = stranger(run);
    const { password } = newcomer;
    await forgetCodes(run, email);
    await agent.read('mutation($input: LoginInput!) { login(input: $input) { step } }', {
      input: { email, password },
    });
    const code = totpCode(newcomer.totpSecrets.get(email) ?? '', Date.now());
    await agent.read('mutation($input: ConfirmTotpInput!) { confirmTotp(input: $input) { step } }', {
      input: { code },
    });
  });
});

/** An active certificate of somebody in the company of the test. */
async function certified(): Promise<string> {
  const flow = OrderFlow.of(newcomer, agent);
  const somebody = await verifiedHolder(agent);
  const { token } = await flow.retrievable(somebody);
  await stranger(run).read(SUBMIT, { input: { token, csr: await goodRequest() } });
  await stranger(run).read(ANSWER, { input: { token, answer: 'ACCEPT', backupAcknowledged: true } });
  const { holder: found } = await agent.read<{ holder: { certificates: { id: string }[] } }>(
    ACTIVE_CERTIFICATE,
    { id: somebody.id },
  );
  return found.certificates[0]?.id ?? '';
}

describe('an act that asks for a fresh factor', () => {
  it('asks who it is, leaves the form as it was when cancelled, and goes through after the code', async () => {
    const { email } = newcomer.agent;
    mc = await browserOf(agent);
    await mc.goto(`${run.urls.console}/#/certificates/${await certified()}/show`);
    await mc.getByRole('button', { name: 'Révoquer' }).click();
    const form = mc.getByRole('dialog', { name: /Révoquer/ });
    await form.getByRole('combobox', { name: /Motif/ }).click();
    await mc.getByRole('option', { name: /perdu/ }).click();
    await ageFactor(run, email);
    const confirm = form.getByRole('button', { name: 'Révoquer définitivement' });
    await confirm.click();
    const proof = mc.getByRole('dialog', { name: 'Confirmez que c’est bien vous' });
    await proof.waitFor();
    expect(await onBoth(mc, '72-confirmez')).toEqual([]);
    expect(await proof.getByLabel(CODE).evaluate((field) => field === document.activeElement)).toBe(true);
    await mc.keyboard.press('Escape');
    await proof.waitFor({ state: 'detached' });
    await form.getByText(/perdu/).waitFor();
    expect(await form.getByText(/confirmer votre identité/).count()).toBe(0);
    await mc.waitForFunction('document.activeElement.textContent === "Révoquer définitivement"');
    await mc.keyboard.press('Enter');
    await proof.getByLabel(CODE).fill('000000');
    await mc.keyboard.press('Enter');
    await proof.getByText(/Ce code est inexact/).waitFor();
    await forgetCodes(run, email);
    await proof.getByLabel(CODE).fill(totpCode(newcomer.totpSecrets.get(email) ?? '', Date.now()));
    await mc.keyboard.press('Enter');
    await proof.waitFor({ state: 'detached' });
    await mc.getByText('Révoqué', { exact: true }).first().waitFor();
    // The session goes on with its new token.
    await mc.goto(`${run.urls.console}/#/certificates`);
    await mc.getByRole('heading', { level: 1, name: 'Certificats' }).waitFor();
  });
});

describe('the last mandate of a company', () => {
  it('is ended by two: asked for by one, seen by the MC, confirmed by the officer', async () => {
    const representative = await browserOf(await newcomer.activated('representative'));
    await representative.goto(run.urls.console);
    await representative.getByRole('button', { name: /^Mettre fin au mandat/ }).click();
    await representative.getByLabel('Motif', { exact: false }).fill('Départ à la retraite');
    await representative.getByRole('button', { name: 'Mettre fin au mandat maintenant' }).click();
    const ask = representative.getByRole('dialog', { name: 'Une seconde personne doit confirmer' });
    await ask.waitFor();
    expect(await ask.getByLabel('Motif', { exact: false }).inputValue()).toBe('Départ à la retraite');
    expect(await onBoth(representative, '73-seconde-personne')).toEqual([]);
    await ask.getByRole('button', { name: 'Demander la confirmation' }).click();
    const waiting = (page: Page) =>
      page
        .getByRole('list', { name: 'À confirmer à deux' })
        .getByRole('listitem')
        .filter({ hasText: `Scierie ${newcomer.tag}` });
    await waiting(representative).getByText('Motif : Départ à la retraite').waitFor();
    await waiting(representative)
      .getByRole('button', { name: /^Retirer ma demande/ })
      .waitFor();
    expect(await onBoth(representative, '74-demande')).toEqual([]);

    await mc.goto(`${run.urls.console}/#/`);
    await waiting(mc).getByText('En attente d’une autre personne.').waitFor();
    expect(await waiting(mc).getByRole('button').count()).toBe(0);
    await mc.close();

    const officer = await browserOf(await signedIn(run, 'REGISTRATION_OFFICER'));
    await officer.goto(run.urls.console);
    await waiting(officer)
      .getByRole('button', { name: /^Refuser/ })
      .click();
    await officer.getByRole('button', { name: 'Refuser la demande' }).click();
    await officer.getByText('À remplir.').waitFor();
    expect(await onBoth(officer, '75-refuser')).toEqual([]);
    await officer.getByRole('button', { name: 'Annuler' }).click();
    await waiting(officer)
      .getByRole('button', { name: /^Confirmer/ })
      .click();
    expect(await onBoth(officer, '76-confirmer')).toEqual([]);
    await officer.getByRole('button', { name: 'Confirmer et exécuter' }).click();
    await officer.getByText('C’est fait, à vos deux noms.').waitFor();
    await waiting(officer).waitFor({ state: 'detached' });
    await representative.reload();
    await representative.getByText(/Personne n’agit pour votre entreprise/).waitFor();
  });

  it('logs no error in any of these pages but the one refusal for too many tries', () => {
    expect(browser.faults).toEqual([expect.stringContaining('429')]);
  });
});
