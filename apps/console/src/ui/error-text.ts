import { isGraphqlError } from '../graphql/graphql-error.js';
import type { LocaleCode } from '../i18n/locale.js';
import type { Translate } from '../i18n/text-store.js';

/**
 * What went wrong, in a sentence. The server's own sentence says more than a code, but it is French: an English reader
 * gets the general text of the code instead.
 */
export function errorText(error: unknown, t: Translate, locale: LocaleCode): string {
  if (!isGraphqlError(error)) return t('error.INTERNAL');
  if (error.message && locale === 'fr') return error.message;
  const reasoned = error.reason ? t(`error.reason.${error.reason}`, { _: '' }) : '';
  return reasoned || t(`error.${error.code}`);
}

export const correlationOf = (error: unknown): string | undefined =>
  isGraphqlError(error) && error.code === 'INTERNAL' ? error.correlationId : undefined;
