import { useSyncExternalStore } from 'react';
import { formatsOf, type Formats } from './formats.js';
import { textStore, type Translate } from './text-store.js';
import type { LocaleCode } from './locale.js';

/** Texts and formats of the language in force. */
export function useText(): { t: Translate; locale: LocaleCode; format: Formats } {
  const { t, locale } = useSyncExternalStore(textStore.subscribe, textStore.getSnapshot);
  return { t, locale, format: formatsOf(locale) };
}
