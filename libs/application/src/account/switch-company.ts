import { asTenantId } from '@mandataire/domain/tenant';
import { addDuration } from '@mandataire/domain/time';
import type { Clock, Hasher, Randomness } from '../clock/index.js';
import { notFound } from '../refusal/index.js';
import { accessOf } from './access-entry.js';
import type { Session, SessionStore, ViewerReader } from './account.ports.js';
import type { OpenedSession } from './sign-in.js';

export interface SwitchCompanyPorts {
  readonly sessions: SessionStore;
  readonly viewers: ViewerReader;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly hasher: Hasher;
}

/** A session has one active company; a switch ends it and opens a new one. NOT_FOUND for a company one is not in. */
export class SwitchCompany {
  constructor(private readonly ports: SwitchCompanyPorts) {}

  async execute(session: Session, companyId: string, correlationId: string): Promise<OpenedSession> {
    const { sessions, viewers, clock, randomness, hasher } = this.ports;
    const tenantId = asTenantId(companyId);
    if (!(await viewers.companiesOf(session.accountId)).includes(tenantId)) throw notFound();
    const now = clock.now();
    const token = Buffer.from(randomness.bytes(32)).toString('base64url');
    const next = {
      id: randomness.id(),
      accountId: session.accountId,
      tenantId,
      state: 'OPEN' as const,
      strength: session.strength,
      createdAt: now,
      lastSeenAt: now,
      expiresAt:
        session.expiresAt < addDuration(now, { hours: 12 })
          ? session.expiresAt
          : addDuration(now, { hours: 12 }),
    };
    await sessions.end(session.id, now);
    const entry = accessOf(next, { name: 'account.switched-company', at: now, correlationId }, randomness);
    await sessions.insert({ ...next, tokenHash: hasher.sha256(token) }, entry);
    return { token, session: next };
  }
}
