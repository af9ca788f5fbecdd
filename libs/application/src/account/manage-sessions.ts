import type { Clock } from '../clock/index.js';
import { notFound } from '../refusal/index.js';
import type { AccountStore, Session, SessionLine, SessionStore } from './account.ports.js';

/** One's own sessions: seen and ended. */
export class ManageSessions {
  constructor(
    private readonly ports: {
      readonly accounts: AccountStore;
      readonly sessions: SessionStore;
      readonly clock: Clock;
    },
  ) {}

  list(session: Session): Promise<readonly SessionLine[]> {
    return this.ports.sessions.of(session.accountId, this.ports.clock.now());
  }

  /** @throws NOT_FOUND for a session that is over, or another person's. */
  async end(session: Session, sessionId: string, correlationId: string): Promise<void> {
    const { accounts, sessions, clock } = this.ports;
    const now = clock.now();
    const own = await sessions.of(session.accountId, now);
    if (!own.some(({ id }) => id === sessionId)) throw notFound();
    await sessions.end(sessionId, now);
    await accounts.change({ accountId: session.accountId, now, correlationId }, (change) =>
      change.record('account.session-ended', { because: 'ENDED_BY_PERSON', sessions: 1 }),
    );
  }

  /** All but the one that asks, and the links that any of them may have asked for. */
  async endOthers(session: Session, correlationId: string): Promise<void> {
    const { accounts, clock } = this.ports;
    const now = clock.now();
    await accounts.change({ accountId: session.accountId, session, now, correlationId }, async (change) => {
      await change.endSessions(session.id);
      await change.dropLinks();
      await change.record('account.session-ended', { because: 'ENDED_BY_PERSON' });
    });
  }
}
