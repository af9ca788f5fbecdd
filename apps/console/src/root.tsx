import { lazy, Suspense } from 'react';
import { parseHash, useHash } from './hash-route.js';
import { SessionGate } from './login/session-gate.js';
import { LoadingBlocks } from './ui/loading.js';
import { PublicFrame } from './ui/public-frame.js';

const ConsentPage = lazy(() => import('./public/consent-page.js'));
const RetrievalPage = lazy(() => import('./public/retrieval-page.js'));

const Waiting = () => (
  <PublicFrame>
    <LoadingBlocks />
  </PublicFrame>
);

/** The holder's pages need no login and don't load the console. */
export function Root() {
  const route = parseHash(useHash());
  if (route.part === 'console') return <SessionGate />;
  const Page = route.part === 'consent' ? ConsentPage : RetrievalPage;
  return (
    <Suspense fallback={<Waiting />}>
      <Page key={route.token} token={route.token} />
    </Suspense>
  );
}
