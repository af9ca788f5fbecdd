import { In, IsNull, Not, type EntityManager, type EntitySchema } from 'typeorm';
import { revocationMachine } from '@mandataire/domain/revocation';
import { levelsReaching, OPEN_MEETING_STATES } from '@mandataire/domain/identity-verification';
import type { TenantId } from '@mandataire/domain/tenant';
import type { Transaction } from '@mandataire/application/unit-of-work';
import { accessGrantTable } from '../access/index.js';
import { accountTable, membershipTable } from '../account/index.js';
import { certificateTable } from '../certificate/index.js';
import { TenantTable, type OpenConnection, type TenantRow } from '../database/index.js';
import { departureTable } from '../departure/index.js';
import { holderIdentityTable, holderTable, identitiesNamedLike } from '../holder/index.js';
import { identityMeetingTable, identityVerificationTable } from '../identity-verification/index.js';
import { identityChangeTable } from '../identity-change/index.js';
import { actCodeTable, linkTable } from '../link/index.js';
import { onboardingRepositories } from '../onboarding/index.js';
import { agentDepartureRepository } from '../agent-departure/index.js';
import { confirmationTable, delegationTable, mandateActTable, mandateTable } from '../mandate/index.js';
import { reminderRepository } from '../reminder/index.js';
import { correlationsOf, revocationTable, revocationTaskTable } from '../revocation/index.js';
import { secondPersonTable } from '../second-person/index.js';
import { storedFileRepository } from '../stored-file/index.js';
import { companyTable } from '../tenant/index.js';
import { dayPersonTable, identityAgreementTable, verificationDayTable } from '../verification-day/index.js';
import { codesSince, evidenceRepositories } from './evidence-repositories.js';
import { orders } from './order-repositories.js';
import { repository, setRepository, type Open } from './repository.js';

/** Repositories that are made where a unit of work first asks for one of theirs: most ask for few. */
export interface Repositories {
  people(): Pick<
    Transaction,
    'companies' | 'memberships' | 'mandates' | 'mandateActs' | 'holders' | 'identities' | 'identityChanges'
  >;
  files(): Pick<Transaction, 'verifications' | 'certificates' | 'revocations' | 'links' | 'actCodes'>;
  orders(): Pick<Transaction, 'orders' | 'orderActs'>;
  departures(): Pick<Transaction, 'meetings' | 'departures' | 'revocationTasks'>;
  verificationDays(): Pick<Transaction, 'verificationDays' | 'dayPeople' | 'agreements'>;
  evidence(): Transaction['evidence'];
  mandateLife(): Pick<Transaction, 'confirmations' | 'delegations' | 'agentDepartures'>;
  secondPersonRequests(): Transaction['secondPersonRequests'];
  reminders(): Transaction['reminders'];
  onboarding(): Transaction['onboarding'];
  accessGrants(): Transaction['accessGrants'];
  storedFiles(): Transaction['storedFiles'];
}

/** A company's repositories over one transaction: the mapper's manager and the connection that it holds. */
export function openRepositories(
  manager: EntityManager,
  connection: OpenConnection,
  tenantId: TenantId,
): Repositories {
  const open = <T extends TenantRow>(schema: EntitySchema<T>) =>
    new TenantTable(connection, schema, tenantId);
  let madePeople: ReturnType<typeof people> | undefined;
  let madeFiles: ReturnType<typeof files> | undefined;
  let madeLife: ReturnType<typeof mandateLife> | undefined;
  let madeOrders: ReturnType<typeof orders> | undefined;
  return {
    people: () => (madePeople ??= people(open, { manager, connection, tenantId })),
    files: () => (madeFiles ??= files(open, { connection, tenantId })),
    orders: () => (madeOrders ??= orders(open, { manager, connection, tenantId })),
    departures: () => departures(open),
    verificationDays: () => ({
      verificationDays: repository(open(verificationDayTable)),
      dayPeople: repository(open(dayPersonTable)),
      agreements: { insert: (row) => open(identityAgreementTable).insert(row) },
    }),
    evidence: () => evidenceRepositories(open),
    mandateLife: () => (madeLife ??= mandateLife(open, { connection, tenantId })),
    secondPersonRequests: () => secondPersons(open),
    reminders: () => reminderRepository(connection, tenantId),
    onboarding: () => onboardingRepositories(connection, tenantId),
    accessGrants: () => repository(open(accessGrantTable)),
    storedFiles: () => storedFileRepository(connection, tenantId),
  };
}

function people(
  open: Open,
  {
    manager,
    connection,
    tenantId,
  }: { readonly manager: EntityManager; readonly connection: OpenConnection; readonly tenantId: TenantId },
): ReturnType<Repositories['people']> {
  const companies = open(companyTable);
  const memberships = open(membershipTable);
  const mandates = open(mandateTable);
  const mandateActs = open(mandateActTable);
  const holders = open(holderTable);
  const identities = open(holderIdentityTable);
  const identityChanges = open(identityChangeTable);
  return {
    companies: {
      ...repository(companies),
      async own() {
        const own = await companies.find(tenantId);
        if (!own) throw new Error('the company of this transaction has no profile');
        return own;
      },
    },
    memberships: {
      insert: (row) => memberships.insert(row),
      of: (accountId) =>
        memberships.all({ accountId, endedAt: IsNull(), acceptedAt: Not(IsNull()) }, { id: 'ASC' }),
      invited: (accountId) =>
        memberships.all({ accountId, endedAt: IsNull(), acceptedAt: IsNull() }, { id: 'ASC' }),
      accept: (id, acceptedAt) => memberships.change(id, { acceptedAt }),
      find: (id) => memberships.find(id),
      end: (id, endedAt) => memberships.change(id, { endedAt }),
      async accountsWith(role) {
        const held = await memberships.all(
          { role, endedAt: IsNull(), acceptedAt: Not(IsNull()) },
          { id: 'ASC' },
        );
        const ids = [...new Set(held.map(({ accountId }) => accountId))];
        return manager.find(accountTable, { where: { id: In(ids) }, order: { id: 'ASC' } });
      },
    },
    mandates: {
      ...repository(mandates),
      all: () => mandates.all({}, { id: 'DESC' }),
      activeOf: (agentAccountId) => mandates.allShared({ agentAccountId, state: 'ACTIVE' }, { id: 'ASC' }),
      lockActive: () => mandates.allLocked({ state: 'ACTIVE' }, { id: 'ASC' }),
    },
    mandateActs: { insert: (row) => mandateActs.insert(row) },
    holders: {
      ...repository(holders),
      ofAccount: (accountId) => holders.first({ accountId }),
      async withEmail(email) {
        for (const { holderId, number } of await identities.all({ email }, { number: 'DESC' })) {
          const holder = await holders.first({ id: holderId, identityNumber: number });
          if (holder) return holder.id;
        }
        return undefined;
      },
      namedLike: (surname) => identitiesNamedLike(connection, tenantId, surname),
    },
    identities: {
      insert: (row) => identities.insert(row),
      version: (holderId, number) => identities.first({ holderId, number }),
    },
    identityChanges: {
      ...repository(identityChanges),
      openFor: (holderId) => identityChanges.first({ holderId, state: In(['PLANNED', 'APPLYING']) }),
    },
  };
}

/** What becomes of mandates after they were signed: confirmed, delegated, left behind. */
function mandateLife(
  open: Open,
  { connection, tenantId }: { readonly connection: OpenConnection; readonly tenantId: TenantId },
): ReturnType<Repositories['mandateLife']> {
  const confirmations = open(confirmationTable);
  const delegations = open(delegationTable);
  return {
    confirmations: {
      ...repository(confirmations),
      openFor: (mandateId) => confirmations.first({ mandateId, confirmedAt: IsNull() }),
      allOpen: () => confirmations.all({ confirmedAt: IsNull() }, { id: 'ASC' }),
    },
    delegations: {
      ...repository(delegations),
      openOf: (delegatedBy) => delegations.all({ delegatedBy, endedAt: IsNull() }, { id: 'ASC' }),
    },
    agentDepartures: agentDepartureRepository(connection, tenantId),
  };
}

function secondPersons(open: Open): Transaction['secondPersonRequests'] {
  const table = open(secondPersonTable);
  return {
    ...repository(table),
    openFor: (act, objectId) => table.first({ act, objectId, state: 'REQUESTED' }),
  };
}

function departures(open: Open): ReturnType<Repositories['departures']> {
  const meetings = open(identityMeetingTable);
  const departing = open(departureTable);
  const tasks = open(revocationTaskTable);
  return {
    meetings: {
      ...repository(meetings),
      openFor: (holderId) => meetings.first({ holderId, state: In([...OPEN_MEETING_STATES]) }),
    },
    departures: {
      ...repository(departing),
      openFor: (holderId) => departing.first({ holderId, state: In(['PLANNED', 'OPEN']) }),
    },
    revocationTasks: {
      insert: (row) => tasks.insert(row),
      ofOrigin: (originId) => tasks.all({ originId }, { id: 'ASC' }),
    },
  };
}

function files(
  open: Open,
  { connection, tenantId }: { readonly connection: OpenConnection; readonly tenantId: TenantId },
): ReturnType<Repositories['files']> {
  const verifications = open(identityVerificationTable);
  const certificates = open(certificateTable);
  const revocations = open(revocationTable);
  const links = open(linkTable);
  const actCodes = open(actCodeTable);
  return {
    verifications: {
      ...repository(verifications),
      latestVerified: async (holderId, identityNumber, level) => {
        const newest = { verifiedAt: 'DESC', id: 'DESC' } as const;
        const ofVersion = { holderId, identityNumber, state: 'VERIFIED' } as const;
        const reaching = { ...ofVersion, level: In(levelsReaching(level)) };
        return (
          (await verifications.first(reaching, newest)) ??
          (await verifications.first(ofVersion, newest)) ??
          verifications.first({ holderId, state: 'VERIFIED' }, newest)
        );
      },
      ofVerifier: (verifierAccountId, holderId) =>
        verifications.all({ verifierAccountId, holderId, state: 'VERIFIED' }, { id: 'ASC' }),
    },
    certificates: {
      ...setRepository(certificates),
      ofOrder: (orderId) =>
        certificates.first({ orderId, state: Not('ABANDONED') }, { notBefore: 'DESC', id: 'DESC' }),
      ofHolder: (holderId) => certificates.all({ holderId }, { notBefore: 'ASC', id: 'ASC' }),
    },
    revocations: {
      ...setRepository(revocations),
      correlations: (ids) => correlationsOf(connection, tenantId, ids),
      openFor: (certificateId) =>
        revocations.first({ certificateId, state: Not(In([...revocationMachine.terminal])) }),
    },
    links: {
      ...repository(links),
      byTokenHash: (tokenHash) => links.first({ tokenHash }),
      all: (purpose, objectId) => links.all({ purpose, objectId }, { createdAt: 'DESC', id: 'DESC' }),
      latest: (purpose, objectId) => links.first({ purpose, objectId }, { createdAt: 'DESC', id: 'DESC' }),
    },
    actCodes: {
      ...repository(actCodes),
      latest: (linkId) => actCodes.first({ linkId }, { requestedAt: 'DESC', id: 'DESC' }),
      since: (linkId, after) => codesSince(actCodes, linkId, after),
    },
  };
}
