import polyglotI18nProvider from 'ra-i18n-polyglot';
import { LOCALES, storedLocale, storeLocale, type LocaleCode } from './locale.js';
import { elided } from './elision.js';
import { en } from './common.en.js';
import { fr } from './common.fr.js';

export interface MessageTree {
  readonly [key: string]: string | MessageTree;
}

export type Translate = (key: string, parameters?: Record<string, unknown>) => string;

const trees: Record<LocaleCode, MessageTree> = { fr, en };
const listeners = new Set<() => void>();
let locale: LocaleCode = storedLocale();
let snapshot: { readonly locale: LocaleCode; readonly t: Translate };

const polyglot = polyglotI18nProvider(
  (wanted) => trees[wanted as LocaleCode] as never,
  locale,
  [...LOCALES],
  { allowMissing: true },
);

/** A new one for each state of the texts: what depends on it is made anew. */
const translator = (): Translate => (key, parameters) =>
  parameters && locale === 'fr'
    ? elided((values) => polyglot.translate(key, values), parameters)
    : polyglot.translate(key, parameters);

async function refresh(): Promise<void> {
  await polyglot.changeLocale(locale);
  snapshot = { locale, t: translator() };
  document.documentElement.lang = locale;
  listeners.forEach((listener) => listener());
}

snapshot = { locale, t: translator() };
if (typeof document !== 'undefined') document.documentElement.lang = locale;

/**
 * The one source of texts, for the public pages and the console alike. The console's own messages come with its chunk
 * (`extend`), so that a holder's phone doesn't load them.
 */
export const textStore = {
  getSnapshot: () => snapshot,
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  setLocale: async (wanted: LocaleCode): Promise<void> => {
    locale = wanted;
    storeLocale(wanted);
    await refresh();
  },
  extend: (more: Readonly<Record<LocaleCode, MessageTree>>): void => {
    for (const code of ['fr', 'en'] as const) trees[code] = { ...trees[code], ...more[code] };
    void refresh();
  },
  /** For react-admin's own texts. */
  i18nProvider: {
    translate: (key: string, parameters?: Record<string, unknown>) => polyglot.translate(key, parameters),
    changeLocale: (wanted: string) => textStore.setLocale(wanted as LocaleCode),
    getLocale: () => locale as string,
    getLocales: () => [...LOCALES],
  },
};
