import { isGraphqlError } from '../graphql/graphql-error.js';
import type { Translate } from '../i18n/text-store.js';

/** What went wrong, in a sentence: the server's own, in the reader's language, says more than its code. */
export function errorText(error: unknown, t: Translate): string {
  if (!isGraphqlError(error)) return t('error.INTERNAL');
  return error.message || t(`error.${error.code}`);
}

/** To quote to the support, where there is nothing else to say. */
export const correlationOf = (error: unknown): string | undefined =>
  isGraphqlError(error) && error.code === 'INTERNAL' ? error.correlationId : undefined;
