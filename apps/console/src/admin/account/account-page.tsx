import { useCallback, useEffect, useRef } from 'react';
import { fetchAccountEvents, fetchSessions } from '../../graphql/account-acts.js';
import { useText } from '../../i18n/use-text.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { Page } from '../parts/page.js';
import { useViewer } from '../viewer-context.js';
import { EventsPanel } from './events-panel.js';
import { SecurityPanel } from './security-panel.js';
import { SessionsPanel } from './sessions-panel.js';

/** One's own account: where it is open, what opens it, and what happened to it. */
export function AccountPage() {
  const { t } = useText();
  const viewer = useViewer();
  const sessions = useLoaded(fetchSessions);
  const events = useLoaded(fetchAccountEvents);
  const [reloadSessions, reloadEvents] = [sessions.reload, events.reload];
  const reload = useCallback(() => {
    reloadSessions();
    reloadEvents();
  }, [reloadSessions, reloadEvents]);
  // What opens the account has changed: other sessions ended with it.
  const shown = useRef(viewer);
  useEffect(() => {
    if (shown.current !== viewer) reload();
    shown.current = viewer;
  }, [viewer, reload]);
  return (
    <Page title={t('account.title')} subtitle={viewer.displayName}>
      <SecurityPanel onChanged={reload} />
      <SessionsPanel sessions={sessions} onChanged={reload} />
      <EventsPanel events={events} />
    </Page>
  );
}
