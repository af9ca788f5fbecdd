import { useMemo } from 'react';
import { isGraphqlError } from '../graphql/graphql-error.js';
import { useCountdown } from './use-countdown.js';

/** Whether a failure of too many tries still asks to wait: until then another try would only be refused. */
export function usePause(error: unknown): boolean {
  const until = useMemo(
    () => Date.now() + 1000 * ((isGraphqlError(error) ? error.retryAfter : undefined) ?? 0),
    [error],
  );
  return useCountdown(until) > 0;
}
