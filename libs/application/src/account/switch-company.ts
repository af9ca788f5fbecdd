import { SESSION_LONGEST } from '@mandataire/domain/account';
import { asTenantId } from '@mandataire/domain/tenant';
import { addDuration } from '@mandataire/domain/time';
import type { Clock, Hasher, Randomness } from '../clock/index.js';
import { notFound } from '../refusal/index.js';
import { accessOf } from './access-entry.js';
import type { Session, SessionStore, ViewerReader } from './account.ports.js';
import { newSessionToken, type OpenedSession } from './open-session.js';

export interface SwitchCompanyPorts {
  readonly sessions: SessionStore;
  readonly viewers: ViewerReader;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly hasher: Hasher;
}

/** A session has one active company; a switch replaces it by a new one. NOT_FOUND for a company one is not in. */
export class SwitchCompany {
  constructor(private readonly ports: SwitchCompanyPorts) {}

  async execute(session: Session, companyId: string, correlationId: string): Promise<OpenedSession> {
    const { sessions, viewers, clock, randomness, hasher } = this.ports;
    const tenantId = asTenantId(companyId);
    const { companies } = await viewers.person(session.accountId);
    if (!companies.some(({ id }) => id === tenantId)) throw notFound();
    const now = clock.now();
    const token = newSessionToken(randomness);
    const { platformRoles: _, ...same } = session;
    const longest = addDuration(now, SESSION_LONGEST);
    const expiresAt = session.expiresAt < longest ? session.expiresAt : longest;
    const own = { id: randomness.id(), tokenHash: hasher.sha256(token), tenantId };
    const next = { ...same, ...own, createdAt: now, lastSeenAt: now, expiresAt };
    const entry = accessOf(next, { name: 'account.switched-company', at: now, correlationId }, randomness);
    await sessions.insert(next, { replaces: session }, entry);
    return { token, session: next };
  }
}
