import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

/** Which of the three parts the address asks for; the console routes its own pages inside. */
export type HashRoute =
  { readonly part: 'consent' | 'retrieval'; readonly token: string } | { readonly part: 'console' };

export function parseHash(hash: string): HashRoute {
  const found = /^#\/(consentement|retrait)\/([^/?#]+)/.exec(hash);
  if (!found?.[2]) return { part: 'console' };
  return { part: found[1] === 'retrait' ? 'retrieval' : 'consent', token: decodeURIComponent(found[2]) };
}

/** Mails link to `#/consentement/…` and `#/retrait/…`: the token stays out of every request line and log. */
export const useHash = (): string => useSyncExternalStore(subscribe, () => window.location.hash);
