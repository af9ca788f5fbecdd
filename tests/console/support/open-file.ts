import type { Page } from 'playwright-core';

/** An officer reads no file before he has opened it: the company sees who did, why and until when. */
export async function openFile(page: Page, reason: string): Promise<void> {
  await page.getByRole('heading', { name: 'Dossier à ouvrir' }).waitFor();
  const said = await page.getByLabel('Motif').inputValue();
  if (said !== reason) throw new Error(`the reason offered is "${said}"`);
  await page.getByRole('button', { name: 'Ouvrir le dossier' }).click();
  await page.getByRole('note').getByText(`motif : ${reason}`).waitFor();
}
