import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loginOf, Mails, runningSystem } from '../support/system/index.js';
import { freshSiren } from './support/siren.js';
import { DESKTOP, inspect, PHONE, TestBrowser, type Page } from './support/browser.js';
import { signIn } from './support/sign-in.js';

/**
 * The chain of trust by real clicks, from the sales contact to the representative's signature, in a company of this
 * test's own (the rest is proven through the API in tests/e2e and by `npm run journey`): each test goes on where the one before stopped, so the first failure is the one to read.
 */
const run = runningSystem();
const mails = new Mails(run.mailboxApi ?? '');
const tag = Date.now().toString(36);
const COMPANY = `Scierie des Trois Becs ${tag}`;
const REPRESENTATIVE = { name: 'Aurélie Fabre', email: `aurelie.fabre.${tag}@scierie.example` };
const AGENT = {
  name: 'Gaël Morin',
  email: `gael.morin.${tag}@scierie.example`,
};

let browser: TestBrowser;
let sales: Page;
let representative: Page;

beforeAll(async () => {
  browser = await TestBrowser.start();
  sales = await browser.person(DESKTOP);
  representative = await browser.person(PHONE);
});

afterAll(async () => {
  await browser?.close();
});

const linkTo = async (email: string, path: string): Promise<string> => {
  const has = (links: readonly string[]) => links.find((found) => found.includes(`/#/${path}/`));
  const mail = await mails.waitFor(email, ({ links }) => has(links) !== undefined);
  return has(mail.links) ?? '';
};

/** Asks for the code and reads it from the mail. */
async function giveActCode(page: Page, email: string): Promise<void> {
  await page.getByRole('button', { name: 'Recevoir mon code par courriel' }).click();
  const mail = await mails.waitFor(email, ({ subject }) => /votre code de signature/.test(subject));
  await page.getByLabel('Code à huit chiffres').fill(/\d{4} \d{4}/.exec(mail.subject)?.[0] ?? '');
}

describe('from the sales contact to the signed mandate, by real clicks', () => {
  it('lets sales open a company and see it in the pipeline', async () => {
    await signIn(sales, run, loginOf(run, 'SALES'));
    expect(await inspect(sales, '30-entreprises')).toEqual([]);
    await sales.getByRole('link', { name: 'Ouvrir une entreprise' }).click();
    await sales.getByLabel('SIREN').fill(freshSiren());
    await sales.getByLabel('Raison sociale').fill(COMPANY);
    await sales.getByLabel('Ville du siège').fill('Die');
    await sales.getByRole('button', { name: 'Ouvrir une entreprise' }).click();
    await sales.getByRole('heading', { name: 'Entreprises', level: 1 }).waitFor();
    await sales.getByRole('row', { name: new RegExp(COMPANY) }).waitFor();
  });

  it('lets sales invite the legal representative', async () => {
    await sales.getByRole('button', { name: `Inviter le représentant légal : ${COMPANY}` }).click();
    await sales.getByLabel('Prénom et nom').fill(REPRESENTATIVE.name);
    await sales.getByLabel('Adresse électronique nominative').fill(REPRESENTATIVE.email);
    expect(await inspect(sales, '31-invitation')).toEqual([]);
    await sales.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await sales
      .getByRole('table', { name: /Représentant invité/ })
      .getByText(COMPANY)
      .waitFor();
  });

  it('lets the representative name the MC on a phone, without an account', async () => {
    await representative.goto(await linkTo(REPRESENTATIVE.email, 'mandat/signer'));
    await representative.getByText(COMPANY).waitFor();
    expect(await inspect(representative, '32-signer-entreprise')).toEqual([]);
    await representative.getByRole('button', { name: 'Oui, continuer' }).click();
    await representative.getByLabel('Prénom et nom du mandataire').fill(AGENT.name);
    await representative.getByLabel('Son adresse électronique professionnelle').fill(AGENT.email);
    expect(await inspect(representative, '33-signer-mandataire')).toEqual([]);
    await representative.getByRole('button', { name: 'Continuer vers le texte du mandat' }).click();
    await representative.getByRole('heading', { name: 'Texte du mandat' }).waitFor();
    expect(await inspect(representative, '34-signer-texte')).toEqual([]);
  });

  it('refuses another name than the representative’s, then takes his signature', async () => {
    await giveActCode(representative, REPRESENTATIVE.email);
    await representative.getByLabel('Votre prénom et votre nom').fill('Quelqu’un d’autre');
    await representative.getByRole('button', { name: 'Signer le mandat' }).click();
    await representative.getByText('Ne correspond pas au nom indiqué.', { exact: true }).first().waitFor();
    await representative.getByLabel('Votre prénom et votre nom').fill('aurelie FABRE');
    await representative.getByRole('button', { name: 'Signer le mandat' }).click();
    await representative.getByRole('heading', { name: 'Votre mandat est signé' }).waitFor();
    expect(await inspect(representative, '35-signe')).toEqual([]);
  });

  it('says at the used link what comes next, and at a false one that it is unknown', async () => {
    await representative.reload();
    await representative.getByRole('heading', { name: 'Votre mandat est signé' }).waitFor();
    const other = await browser.person(PHONE);
    await other.goto(`${run.urls.console}/#/mandat/signer/faux`);
    await other.getByRole('heading', { name: 'Ce lien n’est pas reconnu' }).waitFor();
    expect(await inspect(other, '36-lien-inconnu')).toEqual([]);
    await other.context().close();
  });
});
