import type { Factor, MembershipRole, PlatformRole } from '@mandataire/domain/account';
import { TRY_PAUSES } from '@mandataire/domain/account';
import { FixedClock, SequentialRandomness } from '../clock/clock.fake.js';
import { conflict, unauthenticated } from '../refusal/index.js';
import { NOW, sha256, TENANT } from '../unit-of-work/fleet.builder.js';
import type { AccountEvent, AccountEventName } from './account-event.js';
import type {
  AccessEntry,
  AccessJournal,
  AccountChange,
  AccountLink,
  AccountStore,
  KnownDevices,
  NewSession,
  PasswordHasher,
  Session,
  SessionStore,
  TryThrottle,
  ViewerReader,
} from './account.ports.js';
import { OpenSession } from './open-session.js';
import { ProveFactor } from './prove-factor.js';
import { SignIn } from './sign-in.js';
import { Tries, type Visitor } from './tries.js';

interface FakeAccount {
  email: string;
  passwordHash: string;
  totpSecret: string | null;
  pendingTotp: string | undefined;
  lastTotpStep: number;
  codes: { hash: string; used: boolean }[];
  roles: MembershipRole[];
  platformRoles: PlatformRole[];
}

export const stranger: Visitor = { userAgent: '', deviceToken: undefined, correlationId: 'test' };

/** One account, `mc`, with everything around it in memory; tests read and change it directly. */
export class FakeAccounts {
  readonly clock = new FixedClock(NOW);
  readonly randomness = new SequentialRandomness();
  account: FakeAccount = {
    email: 'mc@dupre.example',
    passwordHash: 'hash:right',
    totpSecret: 'SECRET',
    pendingTotp: undefined,
    lastTotpStep: -1,
    codes: [],
    roles: ['CERTIFICATION_AGENT'],
    platformRoles: [],
  };
  /** Addresses of other accounts. */
  taken: string[] = [];
  links: (AccountLink & { tokenHash: string | null })[] = [];
  events: AccountEvent[] = [];
  open: NewSession[] = [];
  ended: string[] = [];
  hashed: string[] = [];
  devices: { tokenHash: string; accountId: string }[] = [];
  tries = new Map<string, { count: number; freeAt: number }>();

  /** The names of what was journaled. */
  get journal(): string[] {
    return this.events.map(({ name }) => name);
  }

  readonly throttle: TryThrottle = {
    reserve: async (key, now) => {
      const before = this.tries.get(key) ?? { count: 0, freeAt: 0 };
      if (before.freeAt > now.getTime()) return Math.ceil((before.freeAt - now.getTime()) / 1000);
      const count = before.count + 1;
      const pause = TRY_PAUSES[Math.min(count, TRY_PAUSES.length) - 1] ?? 0;
      this.tries.set(key, { count, freeAt: now.getTime() + pause * 1000 });
      return 0;
    },
    forget: async (key) => void this.tries.delete(key),
  };

  readonly known: KnownDevices = {
    knows: async (tokenHash, email) =>
      email === this.account.email && this.devices.some((device) => device.tokenHash === tokenHash),
    remember: async ({ tokenHash, accountId }) => void this.devices.push({ tokenHash, accountId }),
  };

  readonly access: AccessJournal = {
    note: async (entry) => this.keep(entry),
    latest: async () => this.events,
  };

  readonly sessions: SessionStore = {
    insert: async (session, basis, entry) => {
      const holds =
        'replaces' in basis
          ? this.end(({ tokenHash }) => tokenHash === basis.replaces.tokenHash)
          : JSON.stringify(basis.credentials) === JSON.stringify(this.credentials());
      if (!holds) throw unauthenticated();
      this.open.push(session);
      this.keep(entry);
    },
    find: async () => undefined,
    end: async (id, _at, entry) => {
      this.end(({ id: each }) => each === id);
      this.keep(entry);
    },
    renew: async ({ tokenHash }, proved, entry) => {
      if (!this.open.some((session) => session.tokenHash === tokenHash)) throw unauthenticated();
      this.open = this.open.map((each) => (each.tokenHash === tokenHash ? { ...each, ...proved } : each));
      this.keep(entry);
    },
    of: async () => this.open,
  };

  readonly viewers: ViewerReader = {
    viewer: async () => {
      throw new Error('unused');
    },
    person: async () => ({
      email: this.account.email,
      displayName: 'Camille Rousseau',
      platformRoles: this.account.platformRoles,
      companies: [{ id: TENANT, name: 'Menuiserie Dupré', siren: '999100456', roles: this.account.roles }],
    }),
  };

  readonly passwords: PasswordHasher = {
    decoy: 'hash:decoy',
    admit: () => undefined,
    hash: async (password) => `hash:${password}`,
    verify: async (hash, password) => {
      this.hashed.push(hash);
      return hash === `hash:${password}`;
    },
  };

  readonly accounts: AccountStore = {
    credentials: async (email) => (email === this.account.email ? this.credentials() : undefined),
    credentialsOf: async () => this.credentials(),
    totpSecret: async () => this.account.totpSecret ?? undefined,
    acceptTotpStep: async (_id, step) => {
      if (this.account.lastTotpStep >= step) return false;
      this.account.lastTotpStep = step;
      return true;
    },
    savePendingTotp: async (_id, secret) => void (this.account.pendingTotp = secret),
    pendingTotp: async () => this.account.pendingTotp,
    factors: async () => ({
      secondFactor: this.account.totpSecret !== null,
      recoveryCodesLeft: this.account.codes.filter(({ used }) => !used).length,
    }),
    link: async (purpose, tokenHash) =>
      this.links.find((link) => link.purpose === purpose && link.tokenHash === tokenHash),
    requestReset: async ({ email, linkId, at, expiresAt }) => {
      if (email !== this.account.email) return;
      this.addLink({ id: linkId, purpose: 'PASSWORD_RESET', email, expiresAt });
      this.note({ accountId: 'mc', name: 'account.reset-requested', at, facts: { linkId } });
    },
    change: async ({ session }, work) => {
      if (session && !this.open.some(({ tokenHash }) => tokenHash === session.tokenHash))
        throw unauthenticated();
      return work(this.change());
    },
  };

  /** What the worker does: the token of a link exists from then on. */
  mail(purpose: AccountLink['purpose']): string {
    const token = Buffer.from(this.randomness.bytes(16)).toString('base64url');
    const link = this.links.findLast((each) => each.purpose === purpose);
    if (!link) throw new Error(`no link of ${purpose}`);
    link.tokenHash = sha256.sha256(token);
    return token;
  }

  /** An open session of this account that has just proved this factor, without opening it by signing in. */
  session(change: Partial<Session> = {}): Session {
    const id = this.randomness.id();
    const session: Session = {
      id,
      tokenHash: `token of ${id}`,
      accountId: 'mc',
      tenantId: TENANT,
      state: 'OPEN',
      strength: this.account.totpSecret === null ? 'PASSWORD' : 'PASSWORD_AND_TOTP',
      platformRoles: [],
      createdAt: this.clock.now(),
      lastSeenAt: this.clock.now(),
      expiresAt: new Date(this.clock.now().getTime() + 43_200_000),
      factorAt: this.clock.now(),
      factor: 'TOTP' satisfies Factor,
      device: '',
      ...change,
    };
    this.open.push(session);
    return session;
  }

  /** Everything that a use case of accounts takes. */
  get ports() {
    return {
      accounts: this.accounts,
      sessions: this.sessions,
      viewers: this.viewers,
      passwords: this.passwords,
      throttle: this.throttle,
      devices: this.known,
      access: this.access,
      unawaited: (work: Promise<void>) => void work,
      totp: { step: async (_secret: string, code: string) => (code === '123456' ? 100 : undefined) },
      list: { isCommon: (word: string) => ['motdepasse', 'azerty'].includes(word) },
      clock: this.clock,
      randomness: this.randomness,
      hasher: sha256,
    };
  }

  get triesOfAll(): Tries {
    return new Tries(this.ports);
  }

  get factors(): ProveFactor {
    return new ProveFactor(this.ports);
  }

  get opening(): OpenSession {
    return new OpenSession(this.ports);
  }

  get signIn(): SignIn {
    return new SignIn(this.ports, { tries: this.triesOfAll, factors: this.factors, opening: this.opening });
  }

  private credentials() {
    const { email, passwordHash, totpSecret } = this.account;
    return { accountId: 'mc', email, passwordHash, secondFactor: totpSecret !== null };
  }

  private note(event: Omit<AccountEvent, 'id'>): void {
    this.events.push({ ...event, id: this.randomness.id() });
  }

  private keep(entry: AccessEntry | undefined): void {
    if (!entry) return;
    const { accountId, at, facts = {} } = entry;
    this.note({ accountId, name: entry.name as AccountEventName, at, facts });
  }

  private end(which: (session: NewSession) => boolean): boolean {
    const before = this.open.length;
    this.ended.push(...this.open.filter(which).map(({ id }) => id));
    this.open = this.open.filter((session) => !which(session));
    return this.open.length < before;
  }

  private addLink(link: Pick<AccountLink, 'id' | 'purpose' | 'email' | 'expiresAt'>): void {
    const fresh = { createdAt: this.clock.now(), usedAt: null, replacedAt: null, tokenHash: null };
    this.links.push({ ...link, ...fresh, accountId: 'mc' });
  }

  private change(): AccountChange {
    return {
      accountId: 'mc',
      setPassword: async (hash) => void (this.account.passwordHash = hash),
      setEmail: async (email) => {
        if (this.taken.includes(email)) return false;
        this.account.email = email;
        return true;
      },
      setTotp: async ({ secret, step, mayReplace }) => {
        if (this.account.totpSecret !== null && !mayReplace) return false;
        this.account = { ...this.account, totpSecret: secret, pendingTotp: undefined, lastTotpStep: step };
        return true;
      },
      replaceRecoveryCodes: async (hashes) => {
        this.account.codes = hashes.map((hash) => ({ hash, used: false }));
      },
      useRecoveryCode: async (hash) => {
        const code = this.account.codes.find((each) => each.hash === hash && !each.used);
        if (!code) return undefined;
        code.used = true;
        return this.account.codes.filter(({ used }) => !used).length;
      },
      useLink: async (id) => {
        const link = this.links.find((each) => each.id === id);
        if (!link || link.usedAt !== null || link.replacedAt !== null) throw conflict();
        Object.assign(link, { usedAt: this.clock.now() });
      },
      insertLink: async (link) => this.addLink(link),
      dropLinks: async (undoneAt) => {
        for (const link of this.links) {
          const drop = link.purpose !== 'EMAIL_UNDO' || (undoneAt !== undefined && link.createdAt > undoneAt);
          if (drop && link.usedAt === null) Object.assign(link, { replacedAt: this.clock.now() });
        }
      },
      endSessions: async (except) => void this.end(({ id }) => id !== except),
      renewSession: async (session, proved) => this.sessions.renew(session, proved),
      forgetDevices: async () => void (this.devices = []),
      record: async (name, facts = {}) => this.note({ accountId: 'mc', name, at: this.clock.now(), facts }),
    };
  }
}
