import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { Viewer } from '../graphql/schema.js';
import { sessionEnd } from '../graphql/session-end.js';
import { fetchViewer } from '../graphql/session.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { LoadingBlocks } from '../ui/loading.js';
import { PublicFrame } from '../ui/public-frame.js';

const LoginPage = lazy(() => import('./login-page.js'));
const ConsoleApp = lazy(() => import('../admin/console-app.js'));

type Session =
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly error: unknown }
  | { readonly state: 'none'; readonly ended: boolean }
  | { readonly state: 'open'; readonly viewer: Viewer };

const Waiting = () => (
  <PublicFrame footer={false}>
    <LoadingBlocks />
  </PublicFrame>
);

/**
 * Asks who is there before anything of the console is loaded. The address is kept through a login, so that a link from a
 * mail leads where it says. Another company is another session: the console is mounted anew and no cached row survives.
 */
export function SessionGate() {
  const [session, setSession] = useState<Session>({ state: 'asking' });
  const ask = useCallback(() => {
    setSession({ state: 'asking' });
    fetchViewer().then(
      (viewer) => setSession(viewer ? { state: 'open', viewer } : { state: 'none', ended: false }),
      (error: unknown) => setSession({ state: 'failed', error }),
    );
  }, []);
  useEffect(ask, [ask]);
  useEffect(
    () =>
      sessionEnd.subscribe(() =>
        setSession((now) => (now.state === 'none' ? now : { state: 'none', ended: now.state === 'open' })),
      ),
    [],
  );
  const enter = useCallback((viewer: Viewer) => setSession({ state: 'open', viewer }), []);
  const leave = useCallback(() => setSession({ state: 'none', ended: false }), []);

  if (session.state === 'asking') return <Waiting />;
  if (session.state === 'failed') {
    return (
      <PublicFrame footer={false}>
        <ErrorNotice error={session.error} onRetry={ask} />
      </PublicFrame>
    );
  }
  return (
    <Suspense fallback={<Waiting />}>
      {session.state === 'none' ? (
        <LoginPage onEnter={enter} ended={session.ended} />
      ) : (
        <ConsoleApp
          key={session.viewer.activeCompany?.id ?? session.viewer.id}
          viewer={session.viewer}
          onSwitch={enter}
          onLeave={leave}
        />
      )}
    </Suspense>
  );
}
