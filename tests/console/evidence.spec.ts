import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { stranger } from '../e2e/support/api.js';
import { Newcomer } from '../e2e/support/chain.js';
import { ANSWER, OrderFlow, SUBMIT, verifiedHolder } from '../e2e/support/orders.js';
import { eventually, loginOf, runningSystem } from '../support/system/index.js';
import { inspect, PHONE, TestBrowser, type Page } from './support/browser.js';
import { openFile } from './support/open-file.js';
import { signIn } from './support/sign-in.js';

jest.setTimeout(180_000);

const run = runningSystem();
const folder = mkdtempSync(path.join(tmpdir(), 'mandataire-console-evidence-'));
const at = (name: string) => path.join(folder, name);
const openssl = (...parameters: string[]) =>
  execFileSync('openssl', parameters, { cwd: folder, stdio: 'pipe' });
const PASSWORD = `Grume-${randomUUID()}`;
const link = (kind: string, token: string) => `${run.urls.console}/#/mandat/${kind}/${token}`;

let browser: TestBrowser;
let newcomer: Newcomer;

/** A certificate of ours to this name, in a PKCS#12 as its holder has it. */
async function ownFile(): Promise<void> {
  const employer = await Newcomer.open(run);
  const agent = await employer.agentAtWork();
  const holder = await verifiedHolder(agent, { surname: 'Dupré-Lefèvre', givenNames: ['Paul'] });
  const { token } = await OrderFlow.of(employer, agent).retrievable(holder);
  openssl(
    'req',
    '-new',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    at('k'),
    '-out',
    at('csr'),
    '-subj',
    '/CN=x',
  );
  const { submitCertificateRequest: made } = await stranger(run).read<{
    submitCertificateRequest: { pem: string };
  }>(SUBMIT, { input: { token, csr: readFileSync(at('csr'), 'utf8') } });
  await stranger(run).read(ANSWER, { input: { token, answer: 'ACCEPT', backupAcknowledged: true } });
  writeFileSync(at('pem'), made.pem);
  openssl(
    'pkcs12',
    '-export',
    '-inkey',
    at('k'),
    '-in',
    at('pem'),
    '-out',
    at('own.p12'),
    '-passout',
    `pass:${PASSWORD}`,
  );
}

beforeAll(async () => {
  browser = await TestBrowser.start();
  newcomer = await Newcomer.open(run);
  await ownFile();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Everything that leaves the page from now on. */
function sent(page: Page): { readonly bodies: Buffer[] } {
  const bodies: Buffer[] = [];
  page.on('request', (request) => {
    bodies.push(Buffer.from(request.url()), request.postDataBuffer() ?? Buffer.alloc(0));
  });
  return { bodies };
}

describe('signing on a telephone (D25)', () => {
  it('with his own certificate: file and password never leave the browser, the signature does', async () => {
    const token = await newcomer.invite();
    await newcomer.nameAgent(token);
    const page = await browser.person(PHONE);
    const { bodies } = sent(page);
    await page.goto(link('signer', token));
    await page.getByRole('radio', { name: /Mon certificat électronique/ }).check();
    expect(await inspect(page, '46-signer-certificat')).toEqual([]);
    await page.locator('input[type=file]').setInputFiles(at('own.p12'));
    await page.getByLabel('Mot de passe du fichier').fill('autre');
    await page.getByLabel('Votre prénom et votre nom').fill(newcomer.representative.name);
    await page.getByRole('button', { name: 'Signer le mandat' }).click();
    await page.getByText('Ce mot de passe n’ouvre pas le fichier.').waitFor();
    await page.getByLabel('Mot de passe du fichier').fill(PASSWORD);
    await page.getByRole('button', { name: 'Signer le mandat' }).click();
    await page.getByRole('heading', { name: /signé/i }).first().waitFor();
    const all = Buffer.concat(bodies);
    expect(all.includes('"cms":"')).toBe(true);
    expect(all.includes(PASSWORD)).toBe(false);
    const file = readFileSync(at('own.p12'));
    const key = execFileSync('openssl', ['pkcs8', '-topk8', '-nocrypt', '-in', at('k'), '-outform', 'DER']);
    for (const secret of [file, key])
      for (const form of [secret.subarray(40, 70), secret.subarray(40, 70).toString('base64').slice(0, 38)])
        expect(all.includes(form)).toBe(false);
  });

  it('with a code by SMS to a telephone that he types, shown masked; the text kept as a PDF first', async () => {
    const accepting = await newcomer.token('mandat/accepter', newcomer.agent.email);
    const page = await browser.person(PHONE);
    await page.goto(link('accepter', accepting));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Garder le texte en PDF avant de signer' }).click(),
    ]);
    expect(
      readFileSync((await download.path()) ?? '')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const number = `06${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
    await page.getByRole('button', { name: 'Recevoir mon code par SMS' }).click();
    await page.getByText('À remplir.').first().waitFor();
    await page.getByLabel(/Votre numéro de téléphone mobile/).fill(number);
    await page.getByRole('button', { name: 'Recevoir mon code par SMS' }).click();
    await page.getByText(/Un code a été envoyé à \+33 6 •• •• ••/).waitFor();
    expect(await page.getByRole('button', { name: /Nouveau code possible dans/ }).isDisabled()).toBe(true);
    expect(await inspect(page, '47-accepter-sms')).toEqual([]);
    const sms = await newcomer.mails.waitFor(`33${number.slice(1)}@sms.local`);
    expect(sms.subject).toMatch(/^SMS au \+336/);
    await page.getByLabel('Code à huit chiffres').fill(/\d{4} \d{4}/.exec(sms.subject)?.[0] ?? '');
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await page.getByLabel('Votre prénom et votre nom').fill(newcomer.agent.name);
    await page.getByRole('button', { name: 'Accepter et signer' }).click();
    await eventually('the file under review', async () =>
      (await newcomer.mandate()).state === 'UNDER_RA_REVIEW' ? true : undefined,
    );
  });

  it('gives the officer the sealed evidence to download', async () => {
    const page = await browser.person(PHONE);
    await signIn(page, run, loginOf(run, 'REGISTRATION_OFFICER'));
    await page.goto(`${run.urls.console}/#/mandate-review/${newcomer.mandateId}/show`);
    await openFile(page, 'Instruction du mandat');
    await page.getByRole('heading', { name: 'Preuves scellées' }).waitFor();
    expect(await inspect(page, '48-preuves-scellees')).toEqual([]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Télécharger le PDF' }).first().click(),
    ]);
    const said = execFileSync('pdfsig', ['-nocert', (await download.path()) ?? '']).toString();
    expect(said).toContain('Signature is Valid');
  });
});
