import { isGraphqlError } from '../graphql/graphql-error.js';
import type { Formats } from '../i18n/formats.js';
import type { Translate } from '../i18n/text-store.js';

/** What went wrong, in a sentence: the server's own, in the reader's language, says more than its code. */
export function errorText(error: unknown, t: Translate, format?: Formats): string {
  if (!isGraphqlError(error)) return t('error.INTERNAL');
  const { retryAfter } = error;
  // A moment is easier to wait for than a number of seconds.
  if (retryAfter !== undefined && format)
    return t('error.RATE_LIMITED_until', { time: format.clock(Date.now() + retryAfter * 1000) });
  return error.message || t(`error.${error.code}`);
}

/** To quote to the support, where there is nothing else to say. */
export const correlationOf = (error: unknown): string | undefined =>
  isGraphqlError(error) && error.code === 'INTERNAL' ? error.correlationId : undefined;
