import { In, Not, type EntityManager, type EntitySchema } from 'typeorm';
import { revocationMachine } from '@mandataire/domain/revocation';
import { orderMachine } from '@mandataire/domain/order';
import type { TenantId } from '@mandataire/domain/tenant';
import type { Repository, Transaction } from '@mandataire/application/unit-of-work';
import { membershipTable } from '../account/index.js';
import { certificateTable } from '../certificate/index.js';
import { TenantTable, type TenantRow } from '../database/index.js';
import { holderIdentityTable, holderTable } from '../holder/index.js';
import { identityVerificationTable } from '../identity-verification/index.js';
import { linkTable } from '../link/index.js';
import { mandateTable } from '../mandate/index.js';
import { orderActTable, orderTable } from '../order/index.js';
import { revocationTable } from '../revocation/index.js';
import { companyTable } from '../tenant/index.js';

export type Repositories = Pick<
  Transaction,
  | 'companies'
  | 'memberships'
  | 'mandates'
  | 'holders'
  | 'identities'
  | 'verifications'
  | 'orders'
  | 'orderActs'
  | 'certificates'
  | 'revocations'
  | 'links'
>;

const repository = <T extends TenantRow & { readonly version: number }>(
  table: TenantTable<T>,
): Repository<T> => ({
  find: (id) => table.find(id),
  insert: (row) => table.insert(row),
  save: (row) => table.save(row),
});

/** A company's repositories over one transaction. */
export function openRepositories(manager: EntityManager, tenantId: TenantId): Repositories {
  const open = <T extends TenantRow>(schema: EntitySchema<T>) => new TenantTable(manager, schema, tenantId);
  return { ...people(open, tenantId), ...files(open) };
}

type Open = <T extends TenantRow>(schema: EntitySchema<T>) => TenantTable<T>;

function people(
  open: Open,
  tenantId: TenantId,
): Pick<Repositories, 'companies' | 'memberships' | 'mandates' | 'holders' | 'identities'> {
  const companies = open(companyTable);
  const memberships = open(membershipTable);
  const mandates = open(mandateTable);
  const holders = open(holderTable);
  const identities = open(holderIdentityTable);
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
      of: (accountId) => memberships.all({ accountId }, { id: 'ASC' }),
    },
    mandates: {
      ...repository(mandates),
      activeOf: (agentAccountId) => mandates.allShared({ agentAccountId, state: 'ACTIVE' }, { id: 'ASC' }),
    },
    holders: { ...repository(holders), ofAccount: (accountId) => holders.first({ accountId }) },
    identities: {
      insert: (row) => identities.insert(row),
      version: (holderId, number) => identities.first({ holderId, number }),
    },
  };
}

function files(
  open: Open,
): Pick<Repositories, 'verifications' | 'orders' | 'orderActs' | 'certificates' | 'revocations' | 'links'> {
  const verifications = open(identityVerificationTable);
  const orders = open(orderTable);
  const orderActs = open(orderActTable);
  const certificates = open(certificateTable);
  const revocations = open(revocationTable);
  const links = open(linkTable);
  return {
    verifications: {
      ...repository(verifications),
      latestVerified: (holderId) =>
        verifications.first({ holderId, state: 'VERIFIED' }, { verifiedAt: 'DESC', id: 'DESC' }),
    },
    orders: {
      ...repository(orders),
      openFor: (holderId, productCode) =>
        orders.first({ holderId, productCode, state: Not(In([...orderMachine.terminal])) }),
    },
    orderActs: { insert: (row) => orderActs.insert(row) },
    certificates: {
      ...repository(certificates),
      ofOrder: (orderId) =>
        certificates.first({ orderId, state: Not('ABANDONED') }, { notBefore: 'DESC', id: 'DESC' }),
    },
    revocations: {
      ...repository(revocations),
      openFor: (certificateId) =>
        revocations.first({ certificateId, state: Not(In([...revocationMachine.terminal])) }),
    },
    links: {
      ...repository(links),
      byTokenHash: (tokenHash) => links.first({ tokenHash }),
      latest: (purpose, objectId) => links.first({ purpose, objectId }, { createdAt: 'DESC', id: 'DESC' }),
    },
  };
}
