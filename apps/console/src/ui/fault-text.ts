import { SENTENCES } from '@mandataire/domain/wording';
import type { LocaleCode } from '../i18n/locale.js';
import type { Translate } from '../i18n/text-store.js';

const sentence = (fragment: string): string => `${fragment.charAt(0).toUpperCase()}${fragment.slice(1)}.`;

/** What is wrong with a field, in the console's words where it has some, else in those of the rules. */
export function faultText(fault: string, t: Translate, locale: LocaleCode): string {
  const { faults } = SENTENCES[locale];
  const ruled = sentence(faults[fault] ?? faults.INVALID_VALUE ?? fault);
  return t(`field.${fault}`, { _: t(`fault.${fault}`, { _: ruled }) });
}
