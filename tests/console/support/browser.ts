import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { chromiumPath } from '../../support/system/index.js';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const DESKTOP = { width: 1440, height: 900 } as const;
export const PHONE = { width: 390, height: 844 } as const;
export type Screen = typeof DESKTOP | typeof PHONE;

/** The browser of one test file; what its pages log as an error is collected and must be nothing. */
export class TestBrowser {
  readonly faults: string[] = [];

  private constructor(private readonly browser: Browser) {}

  /** @param more flags of this file's browser: a camera that shows a picture, say. */
  static async start(more: readonly string[] = []): Promise<TestBrowser> {
    const args = [...FLAGS, ...more];
    return new TestBrowser(await chromium.launch({ executablePath: chromiumPath(), args }));
  }

  /** One person's browser: cookies and kept keys of its own. */
  async person(screen: Screen = DESKTOP): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: screen,
      locale: 'fr-FR',
      acceptDownloads: true,
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.faults.push(`${page.url()} ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(`${page.url()} ${message.text()}`);
    });
    return page;
  }

  /** A second page of the same person, on another screen. */
  async sameOn(page: Page, screen: Screen): Promise<Page> {
    const other = await page.context().newPage();
    await other.setViewportSize(screen);
    return other;
  }

  /** What every open page shows now, for the message of a failed step. */
  async seen(): Promise<string> {
    const pages = this.browser.contexts().flatMap((context) => context.pages());
    const texts = pages.map(async (page) => {
      const text = await page.evaluate<string>('document.body.innerText').catch(() => '(gone)');
      return `${page.url()}\n${text.replaceAll(/\s+/g, ' ').slice(0, 2000)}`;
    });
    return (await Promise.all(texts)).join('\n\n');
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

/** Violations that keep somebody out, as one line each. */
async function barriers(page: Page): Promise<string[]> {
  // No frames here: the mode that needs no second page to gather them is the faster one.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/**
 * What every page owes: no barrier (axe), nothing sideways. Gives the faults found, none for a good page, and keeps a
 * picture of it when SCREENSHOT_DIR is set.
 */
export async function inspect(page: Page, name: string): Promise<string[]> {
  await page.waitForLoadState('networkidle');
  const faults = await barriers(page);
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
  if (overflow > 0) faults.push(`scrolls sideways by ${overflow} px`);
  await picture(page, name);
  return faults.map((fault) => `${name}: ${fault}`);
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOT_DIR;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const width = page.viewportSize()?.width ?? 0;
  const scrolled = await page.evaluate<number>('window.scrollY');
  await page.screenshot({ path: path.join(folder, `${name}-${width}.png`), fullPage: true });
  // Taken of the whole page, a picture leaves the browser with another scroll position than the page believes; it
  // would be put right in the middle of the next click, which then ends on something else.
  await page.evaluate(`new Promise((resolve) => {
    window.scrollTo(0, ${scrolled});
    requestAnimationFrame(() => requestAnimationFrame(resolve));
  })`);
}

export type { BrowserContext, Page };
