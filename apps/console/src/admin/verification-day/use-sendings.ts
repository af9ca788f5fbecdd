import { useCallback, useEffect, useRef, useState } from 'react';
import { isGraphqlError } from '../../graphql/graphql-error.js';

/** One act on its way: WAITING when the network failed it, REFUSED when the server did. */
export interface Sending {
  readonly personId: string;
  readonly name: string;
  readonly state: 'SENDING' | 'WAITING' | 'REFUSED';
  readonly error: unknown;
  /** The same input with the same key each time: whatever had arrived is not done twice. */
  readonly act: () => Promise<unknown>;
}

const RETRY_MS = 5_000;

/**
 * Acts of the desk, sent behind its back: the next person need not wait for the network. What fails is shown, kept in this
 * page alone (a document's number is nobody's to store, L3) and sent again by itself, and when the network is back.
 */
export function useSendings(onArrived: () => void) {
  const [sendings, setSendings] = useState<readonly Sending[]>([]);
  const latest = useRef(sendings);
  latest.current = sendings;
  const arrived = useRef(onArrived);
  arrived.current = onArrived;

  const put = useCallback(
    (sending: Sending) =>
      setSendings((now) => [...now.filter(({ personId }) => personId !== sending.personId), sending]),
    [],
  );
  const drop = useCallback(
    (id: string) => setSendings((now) => now.filter(({ personId }) => personId !== id)),
    [],
  );
  const attempt = useCallback(
    async (sending: Sending) => {
      put({ ...sending, state: 'SENDING', error: undefined });
      try {
        await sending.act();
        drop(sending.personId);
        arrived.current();
      } catch (error) {
        const again = isGraphqlError(error) && error.retryable;
        put({ ...sending, state: again ? 'WAITING' : 'REFUSED', error });
      }
    },
    [put, drop],
  );
  const send = useCallback(
    (personId: string, name: string, act: Sending['act']) =>
      void attempt({ personId, name, act, state: 'SENDING', error: undefined }),
    [attempt],
  );
  const retry = useCallback(() => {
    for (const sending of latest.current) if (sending.state === 'WAITING') void attempt(sending);
  }, [attempt]);

  const open = sendings.some(({ state }) => state !== 'REFUSED');
  useEffect(() => {
    if (!open) return undefined;
    const timer = setInterval(retry, RETRY_MS);
    const stay = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('online', retry);
    window.addEventListener('beforeunload', stay);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', retry);
      window.removeEventListener('beforeunload', stay);
    };
  }, [open, retry]);
  return { sendings, send, retry, drop };
}
