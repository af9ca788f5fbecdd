import {
  deviceSummary,
  ENROLMENT_WAIT,
  FACTOR_WAIT,
  requiresSecondFactor,
  SESSION_LONGEST,
  type Factor,
  type SessionState,
  type SessionStrength,
} from '@mandataire/domain/account';
import { addDuration } from '@mandataire/domain/time';
import type { Clock, Hasher, Randomness } from '../clock/index.js';
import { accessOf } from './access-entry.js';
import type {
  AccessEntry,
  Credentials,
  KnownDevices,
  Person,
  Session,
  SessionBasis,
  SessionStore,
  ViewerReader,
} from './account.ports.js';
import type { AccountFacts } from './account-event.js';
import type { Visitor } from './tries.js';

/** A new session's token goes to the cookie only; the store keeps its hash. */
export interface OpenedSession {
  readonly token: string;
  readonly session: Omit<Session, 'platformRoles'>;
  /** Present when this browser is to be recognised from now on. */
  readonly deviceToken?: string;
}

/** A browser is recognised this long after the last time somebody signed in from it. */
export const DEVICE_KNOWN = { days: 180 } as const;

const LASTS: Readonly<
  Record<SessionState, typeof SESSION_LONGEST | typeof FACTOR_WAIT | typeof ENROLMENT_WAIT>
> = {
  OPEN: SESSION_LONGEST,
  PENDING_FACTOR: FACTOR_WAIT,
  PENDING_ENROLMENT: ENROLMENT_WAIT,
};

export interface OpenSessionPorts {
  readonly sessions: SessionStore;
  readonly viewers: ViewerReader;
  readonly devices: KnownDevices;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly hasher: Hasher;
}

export const mustHaveFactor = ({ companies, platformRoles }: Person): boolean =>
  requiresSecondFactor([...companies.flatMap(({ roles }) => roles), ...platformRoles]);

/** 256 random bits. */
export const newSessionToken = (randomness: Randomness): string =>
  Buffer.from(randomness.bytes(32)).toString('base64url');

/** What was proved, and what it was proved with. */
interface Proved {
  readonly strength: SessionStrength;
  readonly factor: Factor;
  readonly basis: SessionBasis;
}

/**
 * The one place where sessions begin; each has a token of its own (ASVS 5.0 §7.2.4).
 * @throws UNAUTHENTICATED when what it rests on was changed or ended meanwhile.
 */
export class OpenSession {
  constructor(private readonly ports: OpenSessionPorts) {}

  /** The password was right and the account has a second factor. */
  awaitFactor(credentials: Credentials, visitor: Visitor): Promise<OpenedSession> {
    const kind = { state: 'PENDING_FACTOR', strength: 'PASSWORD', factor: null } as const;
    return this.insert(credentials.accountId, { ...kind, basis: { credentials } }, visitor);
  }

  /** Everything he has was proved: open, or waiting for the second factor that his roles ask for. */
  async enter(accountId: string, proved: Proved, visitor: Visitor): Promise<OpenedSession> {
    const person = await this.ports.viewers.person(accountId);
    const lacks = proved.strength === 'PASSWORD' && mustHaveFactor(person);
    if (lacks) return this.insert(accountId, { ...proved, state: 'PENDING_ENROLMENT' }, visitor);
    const known = await this.knows(person.email, visitor);
    // Staff come for the platform: into a company of their own they switch.
    const tenantId = person.platformRoles.length > 0 ? null : (person.companies[0]?.id ?? null);
    const opened = await this.insert(accountId, { ...proved, state: 'OPEN', tenantId }, visitor, {
      factor: proved.factor,
      device: deviceSummary(visitor.userAgent),
      newDevice: known === undefined,
    });
    const deviceToken = await this.remember(accountId, known);
    return known === undefined ? { ...opened, deviceToken } : opened;
  }

  private async insert(
    accountId: string,
    kind: Pick<Session, 'state' | 'strength' | 'factor'> & {
      readonly basis: SessionBasis;
      readonly tenantId?: Session['tenantId'];
    },
    { userAgent, correlationId }: Visitor,
    facts?: AccountFacts,
  ): Promise<OpenedSession> {
    const { clock, randomness, hasher, sessions } = this.ports;
    const now = clock.now();
    const token = newSessionToken(randomness);
    const session = {
      id: randomness.id(),
      tokenHash: hasher.sha256(token),
      accountId,
      tenantId: kind.tenantId ?? null,
      state: kind.state,
      strength: kind.strength,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: addDuration(now, LASTS[kind.state]),
      factorAt: kind.factor === null ? null : now,
      factor: kind.factor,
      device: deviceSummary(userAgent),
    };
    // Nobody has come in before everything was proved.
    const entry: AccessEntry | undefined = facts
      ? accessOf(session, { name: 'account.logged-in', at: now, correlationId, facts }, randomness)
      : undefined;
    await sessions.insert(session, kind.basis, entry);
    return { token, session };
  }

  /** The token of a browser from which this person has signed in before. */
  private async knows(email: string, { deviceToken }: Visitor): Promise<string | undefined> {
    const { clock, hasher, devices } = this.ports;
    if (deviceToken === undefined) return undefined;
    return (await devices.knows(hasher.sha256(deviceToken), email, clock.now())) ? deviceToken : undefined;
  }

  /** A new token for a browser that he has not signed in from; an old one lasts longer. */
  private async remember(accountId: string, known: string | undefined): Promise<string> {
    const { clock, randomness, hasher, devices } = this.ports;
    const now = clock.now();
    const token = known ?? newSessionToken(randomness);
    const expiresAt = addDuration(now, DEVICE_KNOWN);
    await devices.remember({ tokenHash: hasher.sha256(token), accountId, now, expiresAt });
    return token;
  }
}
