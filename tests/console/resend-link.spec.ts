import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loginOf, runningSystem, type Run } from '../support/system/index.js';
import { age, OrderFlow, verifiedHolder } from '../e2e/support/orders.js';
import { inspect, TestBrowser } from './support/browser.js';
import { signIn } from './support/sign-in.js';

const COMPANY = 'Menuiserie Dupré & Fils';

let run: Run;
let browser: TestBrowser;
beforeAll(async () => {
  run = runningSystem();
  browser = await TestBrowser.start();
});
afterAll(() => browser.close());

describe('the order page', () => {
  it('sends the holder’s link again: whom and where it says first, refused in words while the last one is fresh (D29)', async () => {
    const flow = await OrderFlow.in(run, COMPANY);
    const holder = await verifiedHolder(flow.agent);
    const { email } = holder;
    const { id } = await flow.place(holder);
    const lost = await flow.token('consentement', holder, id);

    const page = await browser.person();
    await signIn(page, run, loginOf(run, 'CERTIFICATION_AGENT', COMPANY));
    await page.goto(`${run.urls.console}/#/orders/${id}/show`);
    await page.getByRole('button', { name: 'Renvoyer le lien' }).click();
    const dialog = page.getByRole('dialog', { name: 'Renvoyer le lien ?' });
    await dialog.getByText(holder.displayName).waitFor();
    expect(await dialog.textContent()).toContain(email);
    expect(await inspect(page, 'resend-link')).toEqual([]);
    await dialog.getByRole('button', { name: 'Renvoyer le lien' }).click();
    expect(await dialog.getByRole('alert').textContent()).toContain('laissez-lui 5 minutes');

    await age(run, lost, 10);
    await dialog.getByRole('button', { name: 'Renvoyer le lien' }).click();
    await page.getByText(`Un nouveau lien part à l’adresse ${email}.`).waitFor();
    expect(await flow.token('consentement', holder, id)).not.toBe(lost);
    await flow.cancel(id);
    expect(browser.faults).toEqual([]);
  });
});
