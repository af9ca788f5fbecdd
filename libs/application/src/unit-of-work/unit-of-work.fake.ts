import type { AccessGrant } from '@mandataire/domain/access';
import type { Account, Membership } from '@mandataire/domain/account';
import type { Certificate } from '@mandataire/domain/certificate';
import type { Holder, HolderIdentity } from '@mandataire/domain/holder';
import type { IdentityVerification } from '@mandataire/domain/identity-verification';
import type { IdentityChange } from '@mandataire/domain/identity-change';
import type { ActCode, OneTimeLink } from '@mandataire/domain/link';
import type { Mandate, MandateActRecord } from '@mandataire/domain/mandate';
import { orderMachine, type Order, type OrderAct } from '@mandataire/domain/order';
import type { Reminder } from '@mandataire/domain/reminder';
import { revocationMachine, type RevocationRequest } from '@mandataire/domain/revocation';
import type { SecondPersonRequest } from '@mandataire/domain/second-person';
import { reachesEstablishment, type Company, type Siret } from '@mandataire/domain/tenant';
import type { Clock } from '../clock/index.js';
import type { Happening, JournalActor } from '../journal/index.js';
import { canonicalJson } from '../evidence/index.js';
import { conflict } from '../refusal/index.js';
import { memberships } from './memberships.fake.js';
import { orderToRetrieve } from './order-to-retrieve.fake.js';
import { FakeTable, type Row } from './table.fake.js';
import type { Caller, Transaction, UnitOfWork } from './unit-of-work.port.js';

/** Everything the fake remembers; tests read and fill it directly. */
export class FakeState {
  companies: Company[] = [];
  memberships: Membership[] = [];
  mandates: Mandate[] = [];
  holders: Holder[] = [];
  identities: HolderIdentity[] = [];
  verifications: IdentityVerification[] = [];
  orders: Order[] = [];
  orderActs: OrderAct[] = [];
  mandateActs: MandateActRecord[] = [];
  actCodes: ActCode[] = [];
  identityChanges: IdentityChange[] = [];
  reminders: Reminder[] = [];
  accessGrants: AccessGrant[] = [];
  secondPersonRequests: SecondPersonRequest[] = [];
  /** Roles of the platform by account. */
  staff: Record<string, string> = {};
  /** Accounts whose sessions in the company were ended. */
  sessionsEnded: string[] = [];
  activated: { id: string; passwordHash: string; totp: { secret: string; step: number } | null }[] = [];
  certificates: Certificate[] = [];
  revocations: RevocationRequest[] = [];
  links: OneTimeLink[] = [];
  accounts: Account[] = [];
  journal: (Happening & { actor: JournalActor; tenantId: string })[] = [];
  serials: { serial: string; state: 'RESERVED' | 'ISSUED' | 'ABANDONED' }[] = [];
  claims: string[] = [];
  compromisedKeys: string[] = [];
  once: { key: string; content: string; objectId: string }[] = [];
  handled: string[] = [];
  settled: string[] = [];
}

/** The unit of work in memory: tenant-scoped, rolled back whole when the work throws. */
export class FakeUnitOfWork implements UnitOfWork {
  state = new FakeState();
  constructor(private readonly clock: Clock) {}

  async run<T>(caller: Caller, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const draft = structuredClone(this.state);
    Object.setPrototypeOf(draft, FakeState.prototype);
    const result = await work(transaction(draft, caller, this.clock.now()));
    this.state = draft;
    return result;
  }
}

function transaction(state: FakeState, caller: Caller, now: Date): Transaction {
  let kind: JournalActor['kind'] = 'ANONYMOUS';
  let establishments: readonly Siret[] = [];
  const company = <T extends Row>(rows: T[]) => new FakeTable(rows, caller.tenantId);
  /** As the policies have it: only what is about people of the establishments. */
  const table = <T extends Row>(rows: T[]) =>
    new FakeTable(rows, caller.tenantId, (row) => reaches(state, establishments, row));
  const orders = table(state.orders);
  const certificates = table(state.certificates);
  const revocations = table(state.revocations);
  const links = table(state.links);
  const claim = async (name: string, owner?: string): Promise<boolean> => {
    const held = state.claims.find((entry) => entry.startsWith(`${name}=`));
    if (held === undefined) state.claims.push(`${name}=${owner ?? ''}`);
    return held === undefined || (owner !== undefined && held === `${name}=${owner}`);
  };
  return {
    now,
    caller,
    companies: Object.assign(table(state.companies), {
      own: async () => {
        const company = state.companies.find((row) => row.tenantId === caller.tenantId);
        if (!company) throw new Error('no company');
        return company;
      },
    }),
    memberships: Object.assign(
      table(state.memberships),
      memberships(state, () => table(state.memberships).visible),
    ),
    mandates: Object.assign(table(state.mandates), {
      all: async () => table(state.mandates).visible,
      activeOf: async (accountId: string) =>
        table(state.mandates).visible.filter(
          (row) => row.agentAccountId === accountId && row.state === 'ACTIVE',
        ),
      lockActive: async () => table(state.mandates).visible.filter((row) => row.state === 'ACTIVE'),
    }),
    holders: Object.assign(table(state.holders), {
      ofAccount: async (accountId: string) =>
        table(state.holders).visible.find((row) => row.accountId === accountId),
      withEmail: async (email: string) =>
        company(state.holders).visible.find((holder) =>
          state.identities.some(
            (row) =>
              row.holderId === holder.id && row.number === holder.identityNumber && row.email === email,
          ),
        )?.id,
    }),
    identities: Object.assign(table(state.identities), {
      version: async (holderId: string, number: number) =>
        table(state.identities).visible.find((row) => row.holderId === holderId && row.number === number),
    }),
    verifications: Object.assign(table(state.verifications), {
      latestVerified: async (holderId: string, identityNumber: number) => {
        const verified = table(state.verifications).visible.filter(
          (row) => row.holderId === holderId && row.state === 'VERIFIED',
        );
        return verified.findLast((row) => row.identityNumber === identityNumber) ?? verified.at(-1);
      },
    }),
    orders: Object.assign(orders, {
      ofHolder: async (holderId: string) => orders.visible.filter((row) => row.holderId === holderId),
      unsubmittedOf: async (accountId: string) =>
        orders.visible.filter(
          (row) => row.placedBy === accountId && ['DRAFT', 'AWAITING_CONSENT'].includes(row.state),
        ),
      replacing: async (certificateId: string) =>
        orders.visible.find(
          (row) =>
            row.replacesCertificateId === certificateId && !['CANCELLED', 'REJECTED'].includes(row.state),
        ),
      toRetrieve: orderToRetrieve(state, () => links.visible),
      completionDays: async () => [],
      openFor: async (holderId: string, productCode: string) =>
        orders.visible.find(
          (row) =>
            row.holderId === holderId &&
            row.productCode === productCode &&
            !orderMachine.terminal.includes(row.state),
        ),
    }),
    accessGrants: table(state.accessGrants),
    orderActs: table(state.orderActs),
    mandateActs: table(state.mandateActs),
    certificates: Object.assign(certificates, {
      ofHolder: async (holderId: string) => certificates.visible.filter((row) => row.holderId === holderId),
      ofOrder: async (orderId: string) =>
        certificates.visible.findLast((row) => row.orderId === orderId && row.state !== 'ABANDONED'),
    }),
    revocations: Object.assign(revocations, {
      correlations: async () => new Map<string, string>(),
      openFor: async (certificateId: string) =>
        revocations.visible.find(
          (row) => row.certificateId === certificateId && !revocationMachine.terminal.includes(row.state),
        ),
    }),
    links: Object.assign(links, {
      byTokenHash: async (tokenHash: string) => links.visible.find((row) => row.tokenHash === tokenHash),
      all: async (purpose: OneTimeLink['purpose'], objectId: string) =>
        links.visible.filter((row) => row.purpose === purpose && row.objectId === objectId).reverse(),
      latest: async (purpose: OneTimeLink['purpose'], objectId: string) =>
        links.visible.findLast((row) => row.purpose === purpose && row.objectId === objectId),
    }),
    registers: {
      reserveSerial: async ({ serial }) => void state.serials.push({ serial, state: 'RESERVED' }),
      markIssued: async (_issuer, serial) => mark(state, serial, 'ISSUED'),
      markAbandoned: async (_issuer, serial) => mark(state, serial, 'ABANDONED'),
      claimPublicKey: async (hash) => {
        if (state.compromisedKeys.includes(hash)) return 'COMPROMISED';
        return (await claim(`key:${hash}`)) ? 'CLAIMED' : 'CERTIFIED_BEFORE';
      },
      noteCompromisedKeys: async (hashes) => void state.compromisedKeys.push(...hashes),
      claimSubjectName: (hash, holderId) => claim(`name:${hash}`, holderId),
      claimSiren: (siren) => claim(`siren:${siren}`),
    },
    accounts: {
      find: async (id) => state.accounts.find((account) => account.id === id),
      ensure: async (account) => {
        const known = state.accounts.find((row) => row.email === account.email);
        if (!known) state.accounts.push(account);
        return known ?? account;
      },
      isActivated: async (id) => state.activated.some((row) => row.id === id),
      activate: async (id, credentials) => void state.activated.push({ id, ...credentials }),
      staffWith: async (role) => state.accounts.filter(({ id }) => state.staff[id] === role),
      endSessions: async (id) => void state.sessionsEnded.push(id),
    },
    secondPersonRequests: Object.assign(table(state.secondPersonRequests), {
      openFor: async (act: string, objectId: string) =>
        table(state.secondPersonRequests).visible.find(
          (row) => row.act === act && row.objectId === objectId && row.state === 'REQUESTED',
        ),
    }),
    actCodes: Object.assign(table(state.actCodes), {
      latest: async (linkId: string) =>
        table(state.actCodes).visible.findLast((row) => row.linkId === linkId),
    }),
    identityChanges: Object.assign(table(state.identityChanges), {
      openFor: async (holderId: string) =>
        table(state.identityChanges).visible.find(
          (row) => row.holderId === holderId && (row.state === 'PLANNED' || row.state === 'APPLYING'),
        ),
    }),
    reminders: Object.assign(table(state.reminders), {
      plan: async (rows: readonly Reminder[]) => {
        const line = (row: Reminder) => `${row.certificateId} ${row.rung} ${row.recipient} ${row.email}`;
        const added = rows.filter((row) => !state.reminders.some((known) => line(known) === line(row)));
        state.reminders.push(...added);
        return added;
      },
      ofCertificate: async (certificateId: string) =>
        table(state.reminders).visible.filter((row) => row.certificateId === certificateId),
    }),
    get staffLists() {
      return onPostgresAlone();
    },
    get colleagues() {
      return onPostgresAlone();
    },
    restrictTo: async (to) => {
      establishments = to;
    },
    endWithWrites: () => {},
    actAs: (as) => {
      kind = as;
    },
    record: async (...happenings) => {
      const actor = { kind, accountId: caller.accountId };
      for (const happening of happenings)
        state.journal.push({ ...happening, actor, tenantId: caller.tenantId });
    },
    once: async (act, input, objectId) => {
      const key = `${caller.tenantId}:${caller.accountId}:${act}:${input.idempotencyKey}`;
      const content = canonicalJson(input);
      const before = state.once.find((entry) => entry.key === key);
      if (!before) state.once.push({ key, content, objectId });
      else if (before.content !== content) throw conflict('KEY_OF_ANOTHER_REQUEST');
      return before?.objectId;
    },
    handle: async (eventId, processor) => {
      const key = `${eventId}:${processor}`;
      if (state.handled.includes(key)) return false;
      state.handled.push(key);
      return true;
    },
    isHandled: async (eventId, processor) => state.handled.includes(`${eventId}:${processor}`),
    settle: async (eventId, processors) => {
      if (processors.every((processor) => state.handled.includes(`${eventId}:${processor}`)))
        state.settled.push(eventId);
    },
  };
}

/** Work in sets is its statements: it is tested where they run (tests/integration/staff-list). */
function onPostgresAlone(): never {
  throw new Error('staff lists are tested on PostgreSQL');
}

/** Whether the row is a holder of these establishments, or about one. */
function reaches(state: FakeState, establishments: readonly Siret[], row: Row): boolean {
  const { holderId = row.id } = row as Row & { readonly holderId?: string };
  const holder = state.holders.find(({ id }) => id === holderId);
  return holder === undefined || reachesEstablishment(establishments, holder.establishment);
}

function mark(state: FakeState, serial: string, to: 'ISSUED' | 'ABANDONED'): void {
  const row = state.serials.find((entry) => entry.serial === serial);
  if (row) row.state = to;
}
