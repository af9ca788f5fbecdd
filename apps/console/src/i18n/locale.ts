export type LocaleCode = 'fr' | 'en';

export const LOCALES: readonly { readonly locale: LocaleCode; readonly name: string }[] = [
  { locale: 'fr', name: 'Français' },
  { locale: 'en', name: 'English' },
];

const KEY = 'mandataire.langue';

/** French unless this browser chose otherwise (D18); a browser that refuses storage gets French. */
export function storedLocale(): LocaleCode {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'fr';
  } catch {
    return 'fr';
  }
}

export function storeLocale(locale: LocaleCode): void {
  try {
    localStorage.setItem(KEY, locale);
  } catch {
    // The choice then lasts as long as the page.
  }
}
