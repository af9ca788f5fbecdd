import { isOpenMeeting } from '@mandataire/domain/identity-verification';
import type { OneTimeLink } from '@mandataire/domain/link';
import { orderMachine } from '@mandataire/domain/order';
import type { Reminder } from '@mandataire/domain/reminder';
import { revocationMachine } from '@mandataire/domain/revocation';
import { reachesEstablishment, type Siret } from '@mandataire/domain/tenant';
import type { Clock } from '../clock/index.js';
import type { JournalActor } from '../journal/index.js';
import { evidenceRepositories } from '../evidence/evidence.fake.js';
import { canonicalJson } from '../evidence/index.js';
import { conflict } from '../refusal/index.js';
import { FakeState } from './fake-state.fake.js';
import { storedFiles } from './stored-files.fake.js';
import { mandateLife } from './mandate-life.fake.js';
import { memberships } from './memberships.fake.js';
import { orderToRetrieve } from './order-to-retrieve.fake.js';
import { FakeTable, type Row } from './table.fake.js';
import { verifications } from './verifications.fake.js';
import type { Caller, Transaction, UnitOfWork } from './unit-of-work.port.js';

export { FakeState };

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
    onboarding: {
      registrations: table(state.registrations),
      papers: table(state.papers),
      followUps: table(state.followUps),
      establishments: Object.assign(table(state.establishments), {
        all: async () => table(state.establishments).visible,
      }),
      reminders: table(state.mandateReminders),
      lastStepAt: async (mandateId) => state.stepsAt[mandateId],
    },
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
      namedLike: async () =>
        table(state.identities).visible.filter((row) =>
          state.holders.some((holder) => holder.id === row.holderId && holder.identityNumber === row.number),
        ),
    }),
    verificationDays: table(state.verificationDays),
    dayPeople: table(state.dayPeople),
    agreements: table(state.agreements),
    identities: Object.assign(table(state.identities), {
      version: async (holderId: string, number: number) =>
        table(state.identities).visible.find((row) => row.holderId === holderId && row.number === number),
    }),
    verifications: Object.assign(
      table(state.verifications),
      verifications(() => table(state.verifications).visible),
    ),
    meetings: Object.assign(table(state.meetings), {
      openFor: async (holderId: string) =>
        table(state.meetings).visible.find((row) => row.holderId === holderId && isOpenMeeting(row)),
    }),
    departures: Object.assign(table(state.departures), {
      openFor: async (holderId: string) =>
        table(state.departures).visible.find(
          (row) => row.holderId === holderId && (row.state === 'PLANNED' || row.state === 'OPEN'),
        ),
    }),
    revocationTasks: Object.assign(table(state.revocationTasks), {
      ofOrigin: async (originId: string) =>
        table(state.revocationTasks).visible.filter((row) => row.originId === originId),
    }),
    orders: Object.assign(orders, {
      ofHolder: async (holderId: string) => orders.visible.filter((row) => row.holderId === holderId),
      inChargeOf: async (id: string) => {
        const order = orders.visible.find((row) => row.id === id);
        return order && (state.inCharge[id] ?? order.placedBy);
      },
      transfer: async (ids: readonly string[], accountId: string) => {
        for (const id of ids) state.inCharge[id] = accountId;
      },
      unsubmittedOf: async (accountId: string) =>
        orders.visible.filter(
          (row) =>
            (state.inCharge[row.id] ?? row.placedBy) === accountId &&
            ['DRAFT', 'AWAITING_CONSENT'].includes(row.state),
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
    storedFiles: storedFiles(state, table(state.storedFiles)),
    orderActs: table(state.orderActs),
    mandateActs: table(state.mandateActs),
    evidence: evidenceRepositories(state, caller.tenantId),
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
      hasFactor: async (email) =>
        state.activated.some(
          ({ id, totp }) =>
            totp !== null && state.accounts.some((row) => row.id === id && row.email === email),
        ),
      isActivated: async (id) => state.activated.some((row) => row.id === id),
      activate: async (id, credentials) => void state.activated.push({ id, ...credentials }),
      staffWith: async (role) => state.accounts.filter(({ id }) => state.staff[id] === role),
      endSessions: async (id) => void state.sessionsEnded.push(id),
    },
    ...mandateLife(state, table),
    secondPersonRequests: Object.assign(table(state.secondPersonRequests), {
      openFor: async (act: string, objectId: string) =>
        table(state.secondPersonRequests).visible.find(
          (row) => row.act === act && row.objectId === objectId && row.state === 'REQUESTED',
        ),
    }),
    actCodes: Object.assign(table(state.actCodes), {
      latest: async (linkId: string) =>
        table(state.actCodes).visible.findLast((row) => row.linkId === linkId),
      since: async (linkId: string, after: Date) =>
        table(state.actCodes).visible.filter((row) => row.linkId === linkId && row.requestedAt > after),
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
