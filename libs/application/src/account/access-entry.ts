import type { Randomness } from '../clock/index.js';
import type { AccessEntry, Session } from './account.ports.js';

type OfSession = Pick<Session, 'id' | 'accountId' | 'tenantId'>;

interface Access {
  readonly name: AccessEntry['name'];
  readonly at: Date;
  readonly correlationId: string;
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
