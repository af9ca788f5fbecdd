import type { Randomness } from '../clock/index.js';
import type { AccessEntry, Session } from './account.ports.js';
import type { AccountFacts } from './account-event.js';

type OfSession = Pick<Session, 'id' | 'accountId' | 'tenantId'>;

interface Access {
  readonly name: AccessEntry['name'];
  readonly at: Date;
  readonly correlationId: string;
  readonly facts?: AccountFacts;
}

/** What a person did with a session of his, as a line of the platform's journal. */
export const accessOf = (session: OfSession, access: Access, randomness: Randomness): AccessEntry => ({
  ...access,
  id: randomness.id(),
  accountId: session.accountId,
  sessionId: session.id,
  tenantId: session.tenantId,
  objectType: 'Account',
  objectId: session.accountId,
});

/** What somebody did, or tried, at the door of an account: no session of it yet. */
export const accessAtDoor = (accountId: string, access: Access, randomness: Randomness): AccessEntry => ({
  ...access,
  id: randomness.id(),
  accountId,
  sessionId: null,
  tenantId: null,
  objectType: 'Account',
  objectId: accountId,
});
