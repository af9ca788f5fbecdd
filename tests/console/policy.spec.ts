import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runningSystem } from '../support/system/index.js';
import { TestBrowser, type Page } from './support/browser.js';

/** A page that somebody managed to write into: how each of his elements fares. Told as text, to run in the browser. */
const INJECT = `(async () => {
  const refused = [];
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.push(effectiveDirective));
  const script = document.createElement('script');
  script.textContent = 'window.injected = true';
  const parsed = document.createElement('div');
  parsed.innerHTML = '<img src="https://evil.example/x.png" onerror="window.injected = true"><p id="styled" style="color: rgb(1, 2, 3)">x</p>';
  const style = document.createElement('style');
  style.textContent = '#root { display: none }';
  const frame = document.createElement('iframe');
  frame.src = '/favicon.svg';
  document.body.append(parsed, style, frame);
  document.head.append(Object.assign(document.createElement('script'), { src: 'data:text/javascript,window.injected=true', nonce: 'guessed' }));
  document.body.insertAdjacentHTML('beforeend', '<div></div>');
  document.body.lastElementChild.append(script.cloneNode(true));
  await fetch('https://evil.example/').catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 200));
  return {
    injected: window.injected === true,
    hidden: getComputedStyle(document.getElementById('root')).display === 'none',
    coloured: getComputedStyle(document.getElementById('styled')).color === 'rgb(1, 2, 3)',
    refused: [...new Set(refused)].sort(),
  };
})()`;

let browser: TestBrowser;
beforeAll(async () => {
  browser = await TestBrowser.start();
});
afterAll(() => browser.close());

const policyOf = async (page: Page): Promise<string> => {
  const answer = await page.goto(runningSystem().urls.console);
  return (await answer?.allHeaders())?.['content-security-policy'] ?? '';
};

describe('the console’s page', () => {
  it('runs and dresses itself within its policy, with a nonce of each answer', async () => {
    const page = await browser.person();
    const nonces = [];
    for (let times = 0; times < 2; times += 1) {
      const policy = await policyOf(page);
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      nonces.push(/'nonce-([A-Za-z0-9+/]{22}==)'/.exec(policy)?.[1]);
      await page.getByRole('button', { name: 'Se connecter' }).waitFor();
    }
    expect(new Set([...nonces, undefined]).size).toBe(3);
    const dressed = await page.evaluate<string>(
      `getComputedStyle(document.querySelector('button[type=submit]')).fontWeight`,
    );
    expect(dressed).toBe('600');
    expect(browser.faults).toEqual([]);
  });

  it('runs and loads nothing that was written into it', async () => {
    const page = await browser.person();
    await policyOf(page);
    await page.getByRole('button', { name: 'Se connecter' }).waitFor();
    const seen = await page.evaluate<{ refused: string[] }>(INJECT);
    expect(seen).toMatchObject({ hidden: false, coloured: false, injected: false });
    expect(seen.refused).toEqual([
      'connect-src',
      'frame-src',
      'img-src',
      'script-src-attr',
      'script-src-elem',
      'style-src-attr',
      'style-src-elem',
    ]);
  });
});
