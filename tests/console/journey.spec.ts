import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loginOf, Mails, runningSystem, eventually } from '../support/system/index.js';
import { inspect, PHONE, TestBrowser, type Page } from './support/browser.js';
import { Judge } from './support/judge.js';
import { openFile } from './support/open-file.js';
import { signIn } from './support/sign-in.js';

// A real browser on a loaded machine: the limit only turns a hang into a failure.
jest.setTimeout(180_000);

/**
 * The product's main job by real clicks, step by step: each test goes on where the one before stopped, so the first
 * failure is the one to read.
 */
const run = runningSystem();
const mails = new Mails(run.mailboxApi ?? '');
const COMPANY = 'Menuiserie Dupré & Fils';
const PASSWORD = 'Cheval-Pluie-29-Tisane';

let browser: TestBrowser;
let judge: Judge;
let mc: Page;
let officer: Page;
let holder: Page;
let since: Date;
let email: string;
let name: string;
let orderId: string;
let link: string;
let pem: string;

beforeAll(async () => {
  browser = await TestBrowser.start();
  judge = await Judge.of(run);
  mc = await browser.person();
  officer = await browser.person();
  holder = await browser.person();
});

afterAll(async () => {
  await browser?.close();
  judge?.dispose();
});

/** "Dossier de Paul", "Dossier d’Anne". */
const of = (what: string, whom: string) => new RegExp(`^${what} d(e |’)${whom}$`);

/** The value beside a term of a definition list. */
const fact = (page: Page, term: string) =>
  page
    .locator('dt', { hasText: new RegExp(`^${term}$`) })
    .locator('xpath=following-sibling::dd[1]')
    .first();

const mailedLink = async (path: 'consentement' | 'retrait'): Promise<string> => {
  const isNew = (mail: { receivedAt: string; links: readonly string[] }) =>
    new Date(mail.receivedAt) >= since && mail.links.some((found) => found.includes(`/#/${path}/`));
  const mail = await mails.waitFor(email, isNew);
  return mail.links.find((found) => found.includes(`/#/${path}/`)) ?? '';
};

describe('from an order to a revocation, by real clicks', () => {
  it('shows the MC his fleet after password and code', async () => {
    await mc.goto(run.urls.console);
    expect(await inspect(mc, '01-connexion')).toEqual([]);
    await signIn(mc, run, loginOf(run, 'CERTIFICATION_AGENT', COMPANY));
    await mc.getByRole('heading', { name: 'Ce qui m’attend' }).waitFor();
    await mc.getByRole('list', { name: 'Chiffres de la flotte' }).waitFor();
    expect(await inspect(mc, '02-flotte')).toEqual([]);
  });

  it('lets the MC order Initio RGS* for a verified holder, after showing what will be certified', async () => {
    await mc.getByRole('link', { name: 'Commander un certificat' }).click();
    const field = mc.getByRole('combobox', { name: 'Porteur' });
    const free = mc.locator('[role=option]:not([aria-disabled=true])');
    await field.click();
    await free.first().waitFor();
    const names = await free.locator('p:first-child').allTextContents();
    // Somebody may have an order open already; the server says so and the form stays as it is.
    for (const candidate of names) {
      await field.fill(candidate);
      await free.filter({ hasText: candidate }).first().click();
      email = (await fact(mc, 'Adresse électronique').textContent()) ?? '';
      name = (await fact(mc, 'Nom affiché').textContent()) ?? '';
      since = new Date(Date.now() - 1000);
      await mc.getByRole('button', { name: 'Passer la commande' }).click();
      const refused = mc.getByRole('main').getByRole('alert');
      await refused
        .or(mc.getByRole('heading', { name: 'Avancement' }))
        .first()
        .waitFor();
      if (!(await refused.isVisible())) break;
    }
    await mc.getByRole('heading', { name: `Commande pour ${name}` }).waitFor();
    orderId = /orders\/([^/]+)\/show/.exec(mc.url())?.[1] ?? '';
    expect(orderId).not.toBe('');
    await mc.getByText('En attente : le porteur').waitFor();
    expect(await inspect(mc, '03-commande')).toEqual([]);
  });

  it('asks the holder, by mail, for his consent to exactly that', async () => {
    link = await mailedLink('consentement');
    const phone = await browser.sameOn(holder, PHONE);
    await phone.goto(link);
    await phone.getByRole('heading', { name: 'Votre accord pour un certificat électronique' }).waitFor();
    expect(await fact(phone, 'Nom affiché').textContent()).toBe(name);
    expect(await fact(phone, 'Adresse électronique').textContent()).toBe(email);
    expect(await inspect(phone, '04-accord')).toEqual([]);
    const give = phone.getByRole('button', { name: 'Donner mon accord' });
    expect(await give.isDisabled()).toBe(true);
    await phone.getByRole('checkbox', { name: /avertissement/ }).check();
    expect(await give.isDisabled()).toBe(true);
    await phone.getByRole('checkbox', { name: /conditions d’utilisation/ }).check();
    await give.click();
    await phone.getByRole('heading', { name: 'Votre accord est enregistré' }).waitFor();
    expect(await inspect(phone, '05-accord-donne')).toEqual([]);
    await phone.close();
  });

  it('says at a used consent link that the answer is recorded', async () => {
    await holder.goto(link);
    await holder.getByRole('heading', { name: 'Ce lien a déjà servi' }).waitFor();
    await holder.getByText('Votre réponse est enregistrée.').waitFor();
    expect(await inspect(holder, '06-accord-deja-donne')).toEqual([]);
  });

  it('lets the MC co-sign by a wilful act', async () => {
    await mc.getByRole('button', { name: 'Co-signer' }).click();
    const confirm = mc.getByRole('button', { name: 'Co-signer la demande' });
    expect(await confirm.isDisabled()).toBe(true);
    await mc.getByRole('checkbox', { name: /J’atteste/ }).check();
    expect(await inspect(mc, '07-co-signature')).toEqual([]);
    await confirm.click();
    await mc.getByText('En attente : le bureau d’enregistrement').waitFor();
  });

  it('lets a registration officer approve the file he has read', async () => {
    await signIn(officer, run, loginOf(run, 'REGISTRATION_OFFICER'));
    await officer.getByRole('heading', { name: 'Dossiers à examiner' }).waitFor();
    expect(await inspect(officer, '08-dossiers')).toEqual([]);
    await officer.locator(`a[href*="${orderId}"]`).first().click();
    await officer.getByRole('heading', { name: 'Dossier à ouvrir' }).waitFor();
    expect(await inspect(officer, '08-dossier-a-ouvrir')).toEqual([]);
    const phone = await browser.sameOn(officer, PHONE);
    await phone.goto(officer.url());
    await phone.getByRole('heading', { name: 'Dossier à ouvrir' }).waitFor();
    expect(await inspect(phone, '08-dossier-a-ouvrir')).toEqual([]);
    await openFile(officer, 'Instruction de la demande');
    await officer.getByRole('heading', { name: of('Dossier', name) }).waitFor();
    await phone.reload();
    await phone.getByRole('button', { name: 'Quitter le dossier' }).waitFor();
    expect(await inspect(phone, '09-dossier')).toEqual([]);
    await phone.close();
    expect(await inspect(officer, '09-dossier')).toEqual([]);
    await officer.getByRole('button', { name: 'Approuver' }).click();
    await officer.getByRole('dialog').getByText(name).waitFor();
    await officer.getByRole('button', { name: 'Approuver le dossier' }).click();
    // The worker mails the link by itself: what comes in between may be over before anybody looks.
    await officer.getByText('Lien envoyé', { exact: true }).first().waitFor();
    await officer.getByRole('button', { name: 'Quitter le dossier' }).click();
    await officer.getByRole('heading', { name: 'Dossier à ouvrir' }).waitFor();
    expect(await officer.getByRole('heading', { name: of('Dossier', name) }).count()).toBe(0);
  });

  it('leaves the holder’s link usable after a mail scanner has followed it', async () => {
    link = await mailedLink('retrait');
    // A scanner's GET never sends what stands after the hash, and reading through the API consumes nothing either.
    expect((await fetch(link)).status).toBe(200);
    const token = link.split('/').at(-1);
    const read = await fetch(run.urls.graphql, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'test' },
      body: JSON.stringify({
        query: 'query($t: String!) { retrieval(token: $t) { state } }',
        variables: { t: token },
      }),
    });
    expect(await read.json()).toEqual({ data: { retrieval: { state: 'READY' } } });
  });

  it('makes the key in the browser and saves a PKCS#12 that openssl opens and verifies', async () => {
    const sent: string[] = [];
    holder.on('request', (request) => sent.push(request.postData() ?? ''));
    await holder.goto('about:blank');
    await holder.goto(link);
    await holder.getByRole('heading', { name: 'Créer votre certificat' }).waitFor();
    expect(await inspect(holder, '10-retrait-verifier')).toEqual([]);
    await holder.getByRole('button', { name: 'Commencer' }).click();
    const make = holder.getByRole('button', { name: 'Créer ma clé et mon certificat' });
    await holder.locator('input[name=new-password]').fill('tropfaible');
    await holder.locator('input[name=new-password-confirmation]').fill('tropfaible');
    expect(await make.isDisabled()).toBe(true);
    await holder.locator('input[name=new-password]').fill(PASSWORD);
    await holder.locator('input[name=new-password-confirmation]').fill(PASSWORD);
    expect(await inspect(holder, '11-retrait-mot-de-passe')).toEqual([]);
    const saving = holder.waitForEvent('download');
    await make.click();
    const download = await saving;
    expect(download.suggestedFilename()).toMatch(/^[a-z0-9-]+-initio\.p12$/);
    await holder.getByRole('heading', { name: 'Acceptez-vous ce certificat ?' }).waitFor();
    expect(await inspect(holder, '12-retrait-reponse')).toEqual([]);

    const opened = await judge.open(await download.path(), PASSWORD);
    expect(opened.ok).toBe(true);
    expect(opened.info).toMatch(/MAC: sha256/);
    expect(opened.info).toMatch(/Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC/);
    expect(opened.info.match(/Certificate bag/g)).toHaveLength(3);
    pem = opened.pem;
    const [key, certified] = await judge.publicKeys(pem);
    expect(key).toBe(certified);
    expect((await judge.verify(pem)).output).toMatch(/: OK/);
    expect((await judge.ocsp(pem)).output).toMatch(/: good/);
    expect(sent.join('\n')).not.toContain(PASSWORD);
    expect(sent.join('\n')).not.toMatch(/PRIVATE KEY/);
  });

  it('offers the file again in the same browser, and says plainly in another that the key is not there', async () => {
    await holder.goto('about:blank');
    await holder.goto(link);
    await holder.getByRole('heading', { name: 'Votre certificat est prêt' }).waitFor();
    expect(await inspect(holder, '13-retrait-meme-navigateur')).toEqual([]);
    await holder.locator('input[name=new-password]').fill('Autre-Secret-58');
    await holder.locator('input[name=new-password-confirmation]').fill('Autre-Secret-58');
    const saving = holder.waitForEvent('download');
    await holder.getByRole('button', { name: 'Enregistrer le fichier de nouveau' }).click();
    const again = await judge.open(await (await saving).path(), 'Autre-Secret-58');
    expect(again.ok).toBe(true);

    const elsewhere = await browser.person(PHONE);
    await elsewhere.goto(link);
    await elsewhere.getByText('La clé de ce certificat n’est pas dans ce navigateur').waitFor();
    expect(await inspect(elsewhere, '14-retrait-autre-navigateur')).toEqual([]);
    await elsewhere.context().close();
  });

  it('asks for acceptance with the backup acknowledged, then wipes the key from the browser', async () => {
    const accept = holder.getByRole('button', { name: 'Accepter mon certificat' });
    expect(await accept.isDisabled()).toBe(true);
    await holder.getByRole('checkbox', { name: /sauvegarde/ }).check();
    await accept.click();
    await holder.getByRole('heading', { name: 'Votre certificat est actif' }).waitFor();
    expect(await inspect(holder, '15-retrait-accepte')).toEqual([]);
    const kept = () =>
      holder.evaluate<number>(`new Promise((resolve) => {
        const opening = indexedDB.open('mandataire-retrait');
        opening.onsuccess = () => {
          const counting = opening.result.transaction('cles').objectStore('cles').count();
          counting.onsuccess = () => { opening.result.close(); resolve(counting.result); };
        };
      })`);
    await eventually('the key to be wiped', async () => ((await kept()) === 0 ? true : undefined));
    await holder.goto('about:blank');
    await holder.goto(link);
    await holder.getByRole('heading', { name: 'Votre certificat est actif' }).waitFor();
  });

  it('shows the MC the active certificate', async () => {
    await mc.getByRole('link', { name: 'Voir le certificat' }).click();
    await mc.getByRole('heading', { name: of('Certificat', name) }).waitFor();
    await mc.getByText('Actif', { exact: true }).waitFor();
    expect(await inspect(mc, '16-certificat')).toEqual([]);
  });

  it('revokes with a reason, and shows when OCSP and CRL said so', async () => {
    await mc.getByRole('button', { name: 'Révoquer' }).click();
    const dialog = mc.getByRole('dialog');
    await dialog.getByText(of('Certificat', name)).waitFor();
    const confirm = dialog.getByRole('button', { name: 'Révoquer définitivement' });
    await confirm.click();
    await dialog.getByText('Choisissez un motif.').waitFor();
    await dialog.getByRole('combobox', { name: /Motif/ }).click();
    await mc.getByRole('option', { name: /perdu/ }).click();
    expect(await inspect(mc, '17-revocation-demande')).toEqual([]);
    await confirm.click();
    const step = (title: string) => mc.getByRole('listitem').filter({ hasText: title });
    const seen = / à \d\d:\d\d:\d\d/;
    await step('Visible par OCSP').filter({ hasText: seen }).waitFor();
    await step('Visible dans la LCR').filter({ hasText: seen }).waitFor();
    await step('Terminée').filter({ hasText: seen }).waitFor();
    // Of the certificate's state, and of what OCSP answers now.
    await mc.getByText('Révoqué', { exact: true }).nth(1).waitFor();
    await mc.getByText('Révoqué : le certificat figure dans la liste').waitFor();
    expect(await inspect(mc, '18-revocation-suivie')).toEqual([]);
  });

  it('is revoked for openssl too, by OCSP and in the signed list', async () => {
    expect((await judge.ocsp(pem)).output).toMatch(/: revoked/);
    const serial = /serial=([0-9A-F]+)/.exec((await judge.serial(pem)).output)?.[1] ?? '';
    expect(serial).not.toBe('');
    expect(await judge.crl()).toContain(serial);
  });

  it('tells the whole story in the journal', async () => {
    await mc.getByRole('link', { name: 'Journal' }).click();
    await mc.getByRole('heading', { name: 'Journal' }).waitFor();
    await mc.getByText('Certificat révoqué').first().waitFor();
    expect(await inspect(mc, '19-journal')).toEqual([]);
  });

  it('fits a phone as well', async () => {
    const phone = await browser.sameOn(mc, PHONE);
    const pages = ['/', '/holders', '/certificates', '/orders', '/orders/create', `/orders/${orderId}/show`];
    const faults: string[] = [];
    for (const page of pages) {
      await phone.goto('about:blank');
      await phone.goto(`${run.urls.console}/#${page}`);
      await phone.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
      faults.push(
        ...(await inspect(phone, `20-telephone${page.replaceAll('/', '-').replace(orderId, 'id')}`)),
      );
    }
    expect(faults).toEqual([]);
  });

  it('never logs an error in any of these pages', () => {
    expect(browser.faults).toEqual([]);
  });
});
