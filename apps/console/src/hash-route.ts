import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};

const LINKS = {
  consentement: 'consent',
  accord: 'agreement',
  retrait: 'retrieval',
  'mandat/signer': 'signing',
  'mandat/accepter': 'accepting',
  activation: 'activation',
  'password-reset': 'passwordReset',
  'email-change': 'emailChange',
  'email-undo': 'emailUndo',
} as const;

const LINK = new RegExp(`^#/(${Object.keys(LINKS).join('|')})/([^/?#]+)`);
/** Where a person asks for such a link: needs no login either. */
const FORGOTTEN = /^#\/password-reset\/?$/;

export type LinkPart = (typeof LINKS)[keyof typeof LINKS];

/** Which part the address asks for: what a mailed link opens, or the console, which routes its own pages inside. */
export type HashRoute =
  | { readonly part: LinkPart; readonly token: string }
  | { readonly part: 'forgotten' }
  | { readonly part: 'console' };

export function parseHash(hash: string): HashRoute {
  if (FORGOTTEN.test(hash)) return { part: 'forgotten' };
  const found = LINK.exec(hash);
  if (!found?.[2]) return { part: 'console' };
  return { part: LINKS[found[1] as keyof typeof LINKS], token: decodeURIComponent(found[2]) };
}

/** Mails link to `#/consentement/…`, `#/mandat/signer/…`: the token stays out of every request line and log. */
export const useHash = (): string => useSyncExternalStore(subscribe, () => window.location.hash);
