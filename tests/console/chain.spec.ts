import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { totpCode } from '../../tools/start/totp.mjs';
import { eventually, loginOf, Mails, runningSystem } from '../support/system/index.js';
import { freshSiren } from './support/siren.js';
import { DESKTOP, inspect, PHONE, TestBrowser, type Page } from './support/browser.js';
import { openFile } from './support/open-file.js';
import { signIn } from './support/sign-in.js';

// A real browser on a loaded machine: the limit only turns a hang into a failure.
jest.setTimeout(180_000);

/**
 * The chain of trust by real clicks, from the sales contact to the identity change, in a company of this test's own:
 * each test goes on where the one before stopped, so the first failure is the one to read.
 */
const run = runningSystem();
const mails = new Mails(run.mailboxApi ?? '');
const tag = Date.now().toString(36);
const COMPANY = `Scierie des Trois Becs ${tag}`;
const REPRESENTATIVE = { name: 'Aurélie Fabre', email: `aurelie.fabre.${tag}@scierie.example` };
const AGENT = {
  name: 'Gaël Morin',
  email: `gael.morin.${tag}@scierie.example`,
  password: 'Hêtre-Sciure-Grume-58',
};
const HOLDER = { first: 'Anne-Lise', surname: 'Verdier', email: `anne-lise.verdier.${tag}@scierie.example` };

const FILE_PASSWORD = 'Grume-Copeau-58-Bois';

let browser: TestBrowser;
let sales: Page;
let representative: Page;
let agent: Page;
let officer: Page;
let holder: Page;
let secret: string;
let holderPath: string;
let certificatePath: string;

beforeAll(async () => {
  browser = await TestBrowser.start();
  sales = await browser.person(DESKTOP);
  representative = await browser.person(PHONE);
  agent = await browser.person(DESKTOP);
  officer = await browser.person(DESKTOP);
  holder = await browser.person(PHONE);
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
  await page.getByRole('radio', { name: /par courriel/ }).check();
  await page.getByRole('button', { name: 'Recevoir mon code par courriel' }).click();
  const mail = await mails.waitFor(email, ({ subject }) => /votre code de signature/.test(subject));
  await page.getByLabel('Code à huit chiffres').fill(/\d{4} \d{4}/.exec(mail.subject)?.[0] ?? '');
}

/** Through the first steps of the holder's page, once back and forth, up to the making of the key. */
async function readyToMake(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: 'Commencer' }).click();
  await page.goBack();
  await page.getByRole('button', { name: 'Commencer' }).click();
  await page.locator('input[name=new-password]').fill(FILE_PASSWORD);
  await page.locator('input[name=new-password-confirmation]').fill(FILE_PASSWORD);
  await page.getByRole('button', { name: 'Options de la clé' }).click();
  await page.getByRole('radio', { name: /P-256/ }).check();
}

const makeCertificate = (page: Page): Promise<void> =>
  page.getByRole('button', { name: 'Créer ma clé et mon certificat' }).click();

let broken = false;

/** A step of the chain: not tried when an earlier one failed, because it could only wait in vain. */
const step = (act: () => Promise<void>) => async () => {
  if (broken) throw new Error('An earlier step failed.');
  broken = true;
  try {
    await act();
  } catch (error) {
    throw new Error(`${String(error)}\n\n${await browser.seen()}`, { cause: error });
  }
  broken = false;
};

const inTwoYears = (): string => `${new Date().getFullYear() + 2}-06-30`;

describe('from the sales contact to the identity change, by real clicks', () => {
  it(
    'lets sales open a company and see it in the pipeline',
    step(async () => {
      await signIn(sales, run, loginOf(run, 'SALES'));
      expect(await inspect(sales, '30-entreprises')).toEqual([]);
      await sales.getByRole('link', { name: 'Ouvrir une entreprise' }).click();
      // The list has a field of a like name: the click is over once the form is there.
      await sales.getByLabel('Raison sociale').waitFor();
      await sales.getByLabel('SIREN').fill(freshSiren());
      await sales.getByLabel('Raison sociale').fill(COMPANY);
      await sales.getByLabel('Ville du siège').fill('Die');
      await sales.getByRole('button', { name: 'Ouvrir une entreprise' }).click();
      await sales.getByRole('heading', { name: 'Entreprises', level: 1 }).waitFor();
      await sales.getByRole('row', { name: new RegExp(COMPANY) }).waitFor();
    }),
  );

  it(
    'lets sales invite the legal representative',
    step(async () => {
      await sales.getByRole('button', { name: `Inviter le représentant légal : ${COMPANY}` }).click();
      await sales.getByLabel('Prénom et nom').fill(REPRESENTATIVE.name);
      await sales.getByLabel('Adresse électronique nominative').fill(REPRESENTATIVE.email);
      expect(await inspect(sales, '31-invitation')).toEqual([]);
      await sales.getByRole('button', { name: 'Envoyer l’invitation' }).click();
      await sales
        .getByRole('table', { name: /Représentant invité/ })
        .getByText(COMPANY)
        .waitFor();
    }),
  );

  it(
    'lets sales invite again, which ends the former link',
    step(async () => {
      const former = await linkTo(REPRESENTATIVE.email, 'mandat/signer');
      await sales.getByRole('button', { name: `Renvoyer l’invitation : ${COMPANY}` }).click();
      await sales.getByRole('button', { name: 'Envoyer l’invitation' }).click();
      await sales.getByRole('dialog').waitFor({ state: 'detached' });
      await eventually('the second invitation', async () =>
        (await linkTo(REPRESENTATIVE.email, 'mandat/signer')) === former ? undefined : true,
      );
      await representative.goto(former);
      await representative.getByRole('heading', { name: 'Un lien plus récent vous a été envoyé' }).waitFor();
    }),
  );

  it(
    'lets the representative name the MC on a phone, without an account',
    step(async () => {
      await representative.goto(await linkTo(REPRESENTATIVE.email, 'mandat/signer'));
      await representative.getByText(COMPANY).waitFor();
      expect(await inspect(representative, '32-signer-entreprise')).toEqual([]);
      await representative.getByRole('button', { name: 'Oui, continuer' }).click();
      await representative.getByRole('heading', { name: 'Qui désignez-vous ?' }).waitFor();
      await representative.goBack();
      await representative.getByRole('heading', { name: 'Est-ce bien votre entreprise ?' }).waitFor();
      await representative.getByRole('button', { name: 'Oui, continuer' }).click();
      await representative.getByLabel('Prénom et nom du mandataire').fill(AGENT.name);
      await representative.getByLabel('Son adresse électronique professionnelle').fill(AGENT.email);
      expect(await inspect(representative, '33-signer-mandataire')).toEqual([]);
      await representative.getByRole('button', { name: 'Continuer vers le texte du mandat' }).click();
      await representative.getByRole('heading', { name: 'Texte du mandat' }).waitFor();
      expect(await inspect(representative, '34-signer-texte')).toEqual([]);
    }),
  );

  it(
    'refuses another name than the representative’s, then takes his signature',
    step(async () => {
      await giveActCode(representative, REPRESENTATIVE.email);
      await representative.getByLabel('Votre prénom et votre nom').fill('Quelqu’un d’autre');
      await representative.getByRole('button', { name: 'Signer le mandat' }).click();
      await representative.getByText('Ne correspond pas au nom indiqué.', { exact: true }).first().waitFor();
      await representative.getByLabel('Votre prénom et votre nom').fill('aurelie FABRE');
      await representative.getByRole('button', { name: 'Signer le mandat' }).click();
      await representative.getByRole('heading', { name: 'Votre mandat est signé' }).waitFor();
      expect(await inspect(representative, '35-signe')).toEqual([]);
    }),
  );

  it(
    'shows nothing more at the used link, and says at a false one that it is unknown',
    step(async () => {
      await representative.reload();
      await representative.getByRole('heading', { name: 'Ce lien a déjà servi' }).waitFor();
      expect(await representative.getByText(COMPANY).count()).toBe(0);
      const other = await browser.person(PHONE);
      await other.goto(`${run.urls.console}/#/mandat/signer/faux`);
      await other.getByRole('heading', { name: 'Ce lien n’est pas reconnu' }).waitFor();
      expect(await inspect(other, '36-lien-inconnu')).toEqual([]);
      await other.context().close();
    }),
  );

  it(
    'lets the MC accept the mandate and make each commitment apart',
    step(async () => {
      const phone = await browser.sameOn(agent, PHONE);
      await phone.goto(await linkTo(AGENT.email, 'mandat/accepter'));
      await phone.getByRole('heading', { name: 'Vos engagements' }).waitFor();
      await phone.getByRole('checkbox', { name: /je l’accepte/ }).check();
      await giveActCode(phone, AGENT.email);
      await phone.getByLabel('Votre prénom et votre nom').fill(AGENT.name);
      await phone.getByRole('button', { name: 'Accepter et signer' }).click();
      await phone.getByText('À accepter pour continuer.').first().waitFor();
      for (const commitment of await phone.getByRole('checkbox', { name: 'Je prends cet engagement.' }).all())
        await commitment.check();
      expect(await inspect(phone, '37-accepter')).toEqual([]);
      await phone.getByRole('button', { name: 'Accepter et signer' }).click();
      await phone.getByRole('heading', { name: 'Votre acceptation est enregistrée' }).waitFor();
      await phone.close();
    }),
  );

  it(
    'lets an officer approve the mandate after noting what he saw',
    step(async () => {
      await signIn(officer, run, loginOf(run, 'REGISTRATION_OFFICER'));
      await officer.getByRole('heading', { name: 'Mandats à examiner' }).waitFor();
      expect(await inspect(officer, '38-accueil-bureau')).toEqual([]);
      await officer.getByRole('link', { name: COMPANY, exact: true }).first().click();
      await openFile(officer, 'Instruction du mandat');
      await officer.getByRole('heading', { name: `Mandat : ${COMPANY}` }).waitFor();
      await officer.getByRole('button', { name: 'Approuver le mandat' }).click();
      await officer.getByText('À remplir.').first().waitFor();
      await officer.getByLabel('Référence').fill('K-2026-118');
      await officer.getByLabel('Date du document').fill(new Date().toISOString().slice(0, 10));
      for (const number of await officer.getByLabel('Numéro').all()) await number.fill('X4RTBPFW4');
      for (const expiry of await officer.getByLabel('Fin de validité').all()) await expiry.fill(inTwoYears());
      expect(await inspect(officer, '39-examen-mandat')).toEqual([]);
      await officer.getByRole('button', { name: 'Approuver le mandat' }).click();
      await officer.getByRole('dialog').getByText(COMPANY).first().waitFor();
      await officer.getByRole('button', { name: 'Approuver', exact: true }).click();
      await officer.getByText('Ce mandat est en vigueur.').waitFor();
    }),
  );

  it(
    'lets the MC activate his account with a password and a second factor',
    step(async () => {
      await agent.goto(await linkTo(AGENT.email, 'activation'));
      await agent.getByLabel('Mot de passe', { exact: false }).first().fill('court');
      await agent.getByRole('button', { name: 'Continuer' }).click();
      await agent.getByLabel('Mot de passe', { exact: false }).first().fill(AGENT.password);
      expect(await inspect(agent, '40-mot-de-passe')).toEqual([]);
      await agent.getByRole('button', { name: 'Continuer' }).click();
      await agent.getByRole('img', { name: /Code QR/ }).waitFor();
      secret = ((await agent.locator('[data-secret]').textContent()) ?? '').replace(/\s/g, '');
      expect(await inspect(agent, '41-second-facteur')).toEqual([]);
      await agent.getByLabel('Code à six chiffres').fill(totpCode(secret, Date.now()));
      await agent.getByRole('button', { name: 'Activer mon espace' }).click();
      await agent.getByRole('heading', { name: 'Votre espace est activé' }).waitFor();
      await signIn(agent, run, {
        ...loginOf(run, 'CERTIFICATION_AGENT'),
        email: AGENT.email,
        password: AGENT.password,
        totpSecret: secret,
      });
      await agent.getByRole('heading', { name: 'Ce qui m’attend' }).waitFor();
    }),
  );

  it(
    'lets the MC add a holder with a French phone number',
    step(async () => {
      await agent.getByRole('link', { name: 'Porteurs', exact: true }).first().click();
      await agent.getByRole('link', { name: 'Ajouter un porteur' }).click();
      // The list has a field of a like name: the click is over once the form is there.
      await agent.getByRole('heading', { name: 'Ajouter un porteur' }).waitFor();
      await agent.locator('input[name=surname]').fill(HOLDER.surname);
      await agent.getByLabel('Prénoms').fill(`${HOLDER.first}, Jeanne`);
      await agent.getByLabel('Adresse électronique').fill(HOLDER.email);
      await agent.getByLabel('Fonction').fill('Responsable des achats');
      await agent.getByLabel('Téléphone').fill('06 12 34 56 78');
      expect(await inspect(agent, '42-porteur')).toEqual([]);
      await agent.getByRole('button', { name: 'Ajouter le porteur' }).click();
      await agent.getByRole('heading', { name: `${HOLDER.first} ${HOLDER.surname}` }).waitFor();
      holderPath = agent.url();
      await agent.getByText('+33').first().waitFor();
    }),
  );

  it(
    'lets the MC record the face-to-face verification, and refuses an expired document',
    step(async () => {
      await agent.getByRole('button', { name: 'Vérifier l’identité' }).click();
      await agent.getByLabel('Numéro de la pièce').fill('X4RTBPFW4');
      await agent.getByLabel('Fin de validité').fill('2020-01-01');
      await agent.getByLabel('Lieu de la rencontre').fill('Die, scierie');
      await agent.getByRole('checkbox', { name: /J’ai rencontré/ }).check();
      await agent.getByRole('button', { name: 'Enregistrer la vérification' }).click();
      await agent.getByText('Pièce expirée.').first().waitFor();
      expect(await inspect(agent, '43-verification')).toEqual([]);
      await agent.getByLabel('Fin de validité').fill(inTwoYears());
      await agent.getByRole('button', { name: 'Enregistrer la vérification' }).click();
      await agent.getByText('Vérifiée', { exact: true }).first().waitFor();
    }),
  );

  it(
    'lets the MC order for the holder, from his page',
    step(async () => {
      await agent.getByRole('link', { name: 'Commander un certificat' }).click();
      await agent.getByRole('button', { name: 'Passer la commande' }).click();
      await agent.getByText('En attente : le porteur').waitFor();
    }),
  );

  it(
    'takes the holder’s consent on his phone and the MC’s co-signature',
    step(async () => {
      await holder.goto(await linkTo(HOLDER.email, 'consentement'));
      await holder.getByRole('checkbox', { name: /avertissement/ }).check();
      await holder.getByRole('checkbox', { name: /conditions d’utilisation/ }).check();
      await holder.getByRole('button', { name: 'Donner mon accord' }).click();
      await holder.getByRole('heading', { name: 'Votre accord est enregistré' }).waitFor();
      await agent.reload();
      await agent.getByRole('button', { name: 'Co-signer' }).click();
      await agent.getByRole('checkbox', { name: /J’atteste/ }).check();
      await agent.getByRole('button', { name: 'Co-signer la demande' }).click();
      await agent.getByText('En attente : le bureau d’enregistrement').waitFor();
    }),
  );

  it(
    'lets the officer approve the file of the new company’s holder',
    step(async () => {
      await officer.getByRole('link', { name: 'Accueil' }).click();
      const row = officer.getByRole('row').filter({ hasText: COMPANY });
      await row.getByRole('link', { name: `${HOLDER.first} ${HOLDER.surname}`, exact: true }).click();
      await openFile(officer, 'Instruction de la demande');
      await officer.getByRole('heading', { name: `Dossier d’${HOLDER.first} ${HOLDER.surname}` }).waitFor();
      await officer.getByText(COMPANY).first().waitFor();
      await officer.getByRole('button', { name: 'Approuver' }).click();
      await officer.getByRole('button', { name: 'Approuver le dossier' }).click();
      // The worker mails the link by itself: what comes in between may be over before anybody looks.
      await officer.getByText('Lien envoyé', { exact: true }).first().waitFor();
    }),
  );

  it(
    'gives the holder a certificate of his own key, which the MC sees, with the reminders to come',
    step(async () => {
      const link = await linkTo(HOLDER.email, 'retrait');
      const computer = await browser.sameOn(holder, DESKTOP);
      const late = await browser.person(PHONE);
      for (const page of [computer, late]) await readyToMake(page, link);
      await makeCertificate(computer);
      await computer.getByRole('heading', { name: 'Acceptez-vous ce certificat ?' }).waitFor();
      // Both had the link open: whoever comes second has nothing to resume, and is told where the key is.
      await makeCertificate(late);
      await late.getByText('La clé de ce certificat n’est pas dans ce navigateur').waitFor();
      expect(await late.getByRole('button', { name: 'Reprendre' }).count()).toBe(0);
      await late.context().close();
      await computer.getByRole('checkbox', { name: /sauvegarde/ }).check();
      await computer.getByRole('button', { name: 'Accepter mon certificat' }).click();
      await computer.getByRole('heading', { name: 'Votre certificat est actif' }).waitFor();
      await computer.close();
      await agent.getByRole('link', { name: 'Voir le certificat' }).click();
      await agent.getByText('Actif', { exact: true }).waitFor();
      await agent.getByText(/Aucun rappel pour l’instant/).waitFor();
      await agent.getByText('Valide', { exact: true }).waitFor();
      await agent.getByText('Le certificat ne figure pas dans la liste').waitFor();
      expect(await inspect(agent, '44-certificat')).toEqual([]);
      await agent.getByRole('button', { name: 'Contenu technique du certificat' }).click();
      await agent.getByText('Signature numérique (authentification)').waitFor();
      expect(await inspect(agent, '44-contenu')).toEqual([]);
      const [file] = await Promise.all([
        agent.waitForEvent('download'),
        agent.getByRole('button', { name: 'Certificat et sa chaîne (P7B)' }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(/^[0-9a-f]{32}\.p7b$/);
      certificatePath = agent.url();
    }),
  );

  it(
    'shows what an identity change does before anything is saved',
    step(async () => {
      await agent.goto(holderPath);
      await agent.getByRole('link', { name: 'Modifier l’identité' }).click();
      await agent.getByRole('heading', { name: /^Modifier l’identité/ }).waitFor();
      await agent.locator('input[name=surname]').fill(`${HOLDER.surname}-Roche`);
      expect(await inspect(agent, '45-identite')).toEqual([]);
      await agent.getByRole('button', { name: 'Voir les conséquences' }).click();
      await agent.getByText('1 certificat sera révoqué').waitFor();
      await agent.getByText('1 commande de remplacement sera préparée').waitFor();
      await agent.getByText(/Environ \d+ jours? sans certificat/).waitFor();
      expect(await inspect(agent, '46-consequences')).toEqual([]);
      const other = await browser.sameOn(agent, DESKTOP);
      await other.goto(holderPath);
      await other.getByRole('heading', { name: `${HOLDER.first} ${HOLDER.surname}`, exact: true }).waitFor();
      await other.getByText('Actif', { exact: true }).waitFor();
      await other.close();
    }),
  );

  it(
    'carries the confirmed change out: certificate revoked, replacement prepared, progress seen',
    step(async () => {
      await agent.getByRole('button', { name: 'Continuer vers la confirmation' }).click();
      const confirm = agent.getByRole('button', { name: 'Confirmer le changement' });
      expect(await confirm.isDisabled()).toBe(true);
      await agent.getByRole('checkbox', { name: /J’ai lu les conséquences/ }).check();
      expect(await inspect(agent, '47-confirmation')).toEqual([]);
      await confirm.click();
      await agent
        .getByText(/Le changement d’identité d’Anne-Lise .* est fait/)
        .first()
        .waitFor();
      const seen = (title: string) =>
        agent
          .getByRole('listitem')
          .filter({ hasText: title })
          .filter({ hasText: / à \d\d:\d\d:\d\d/ });
      await seen('Visible par OCSP').waitFor();
      await seen('Visible dans la LCR').waitFor();
      await seen('Terminée').waitFor();
      await agent.getByText('Révoqué', { exact: true }).waitFor();
      await agent.getByText(/En attente d’une nouvelle vérification d’identité/).waitFor();
      expect(await inspect(agent, '48-suivi')).toEqual([]);
    }),
  );

  it(
    'goes on with the replacement once the holder was met again under the new name',
    step(async () => {
      await agent.getByRole('link', { name: 'Retour au porteur' }).last().click();
      await agent.getByRole('heading', { name: `${HOLDER.first} ${HOLDER.surname}-Roche` }).waitFor();
      expect(await inspect(agent, '49-porteur-change')).toEqual([]);
      await agent.getByText('À refaire').first().waitFor();
      await agent.getByRole('button', { name: 'Vérifier de nouveau' }).click();
      await agent.getByLabel('Numéro de la pièce').fill('X4RTBPFW4');
      await agent.getByLabel('Fin de validité').fill(inTwoYears());
      await agent.getByLabel('Lieu de la rencontre').fill('Die, scierie');
      await agent.getByRole('checkbox', { name: /J’ai rencontré/ }).check();
      await agent.getByRole('button', { name: 'Enregistrer la vérification' }).click();
      await agent.getByRole('dialog').waitFor({ state: 'detached' });
      await agent.getByRole('link', { name: 'Voir la commande' }).click();
      await agent.getByRole('button', { name: 'Reprendre' }).click();
      await agent.getByRole('button', { name: 'Reprendre la commande' }).click();
      await agent.getByText('En attente : le porteur').waitFor();
      await agent.goto(certificatePath);
      await agent.getByText('Révoqué', { exact: true }).first().waitFor();
      await agent.getByText('Révoqué : le certificat figure dans la liste').waitFor();
      expect(await agent.getByText('Ce certificat peut être renouvelé.').count()).toBe(0);
      expect(await agent.getByText(/dans \d+ (jours|mois)/).count()).toBe(0);
    }),
  );

  it(
    'keeps every new page of the console within a phone’s width',
    step(async () => {
      const phone = await browser.sameOn(agent, PHONE);
      const pages = { '50-flotte': '', '51-porteur': new URL(holderPath).hash, '52-mandats': '#/mandates' };
      for (const [name, hash] of Object.entries(pages)) {
        await phone.goto(`${run.urls.console}/${hash}`);
        await phone.reload();
        await phone.getByRole('heading', { level: 1 }).waitFor();
        expect(await inspect(phone, name)).toEqual([]);
      }
      await sales
        .getByRole('table', { name: /Actives/ })
        .getByText(COMPANY)
        .waitFor();
      await sales.setViewportSize(PHONE);
      expect(await inspect(sales, '53-entreprises')).toEqual([]);
      await phone.close();
    }),
  );

  it('logs nothing as an error on the way', () => {
    expect(browser.faults).toEqual([]);
  });
});
