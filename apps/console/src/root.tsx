import { lazy, Suspense, type ComponentType } from 'react';
import { parseHash, useHash, type LinkPart } from './hash-route.js';
import { SessionGate } from './login/session-gate.js';
import { LoadingBlocks } from './ui/loading.js';
import { PublicFrame } from './ui/public-frame.js';

const PAGES: Readonly<Record<LinkPart, ComponentType<{ token: string }>>> = {
  consent: lazy(() => import('./public/consent-page.js')),
  agreement: lazy(() => import('./public/agreement/agreement-page.js')),
  retrieval: lazy(() => import('./public/retrieval-page.js')),
  signing: lazy(() => import('./public/mandate/signing-page.js')),
  accepting: lazy(() => import('./public/mandate/accepting-page.js')),
  activation: lazy(() => import('./public/activation/activation-page.js')),
  passwordReset: lazy(() => import('./public/account/password-reset-page.js')),
  emailChange: lazy(() => import('./public/account/email-change-page.js')),
  emailUndo: lazy(() => import('./public/account/email-undo-page.js')),
};
const ForgottenPage = lazy(() => import('./public/account/forgotten-page.js'));

const Waiting = () => (
  <PublicFrame>
    <LoadingBlocks />
  </PublicFrame>
);

/** The pages of mailed links need no login and don't load the console. */
export function Root() {
  const route = parseHash(useHash());
  if (route.part === 'console') return <SessionGate />;
  if (route.part === 'forgotten') {
    return (
      <Suspense fallback={<Waiting />}>
        <ForgottenPage />
      </Suspense>
    );
  }
  const Page = PAGES[route.part];
  return (
    <Suspense fallback={<Waiting />}>
      <Page key={route.token} token={route.token} />
    </Suspense>
  );
}
