import { createHash } from 'node:crypto';
import { INITIAL_CATALOGUE } from '@mandataire/domain/catalogue';
import { FIRST_MANDATE } from '@mandataire/domain/mandate';
import { asTenantId } from '@mandataire/domain/tenant';
import type { Catalogue } from '../catalogue/index.js';
import { FixedClock, SequentialRandomness } from '../clock/clock.fake.js';
import type { Hasher } from '../clock/index.js';
import type { OutboxEvent } from '../journal/index.js';
import type { Requester } from '../permission/index.js';
import { FakeUnitOfWork } from './unit-of-work.fake.js';

export const NOW = new Date('2026-11-22T10:00:00.000Z');
export const TENANT = asTenantId('11111111-1111-7111-8111-111111111111');
export const OTHER_TENANT = asTenantId('22222222-2222-7222-8222-222222222222');

const JOINED = { invitedAs: null, acceptedAt: NOW, endedAt: null };

export const sha256: Hasher = { sha256: (value) => createHash('sha256').update(value).digest('hex') };

export const catalogue: Catalogue = {
  current: async () => INITIAL_CATALOGUE,
  find: async (code) => INITIAL_CATALOGUE.find((product) => product.code === code),
  version: async (code, version) =>
    INITIAL_CATALOGUE.find((product) => product.code === code && product.version === version),
};

export const requester = (accountId: string, change: Partial<Requester> = {}): Requester => ({
  accountId,
  tenantId: TENANT,
  platformRoles: [],
  strength: 'PASSWORD_AND_TOTP',
  factorAt: NOW,
  correlationId: 'test',
  ...change,
});

export const mc = requester('mc');
export const officer = requester('officer', { tenantId: null, platformRoles: ['REGISTRATION_OFFICER'] });

export const event = (name: OutboxEvent['name'], objectId: string, id = `event-${name}`): OutboxEvent => ({
  id,
  name,
  version: 1,
  tenantId: TENANT,
  objectId,
  occurredAt: NOW.toISOString(),
  correlationId: 'test',
});

/** A company with an MC under an active mandate and one verified holder. */
export function fleet() {
  const clock = new FixedClock(NOW);
  const randomness = new SequentialRandomness();
  const unitOfWork = new FakeUnitOfWork(clock);
  const { state } = unitOfWork;
  const tenantId = TENANT;
  state.companies.push(
    { tenantId, id: tenantId, version: 1, siren: '552008443', name: 'Menuiserie Dupré', city: 'Lyon' },
    {
      tenantId: OTHER_TENANT,
      id: OTHER_TENANT,
      version: 1,
      siren: '732829320',
      name: 'Autre',
      city: 'Lille',
    },
  );
  state.accounts.push(
    { id: 'officer', email: 'officer@cci.example', displayName: 'Officer' },
    { id: 'mc', email: 'mc@dupre.example', displayName: 'Claire Martin' },
    { id: 'holder-account', email: 'zoe@dupre.example', displayName: 'Zoé Lefèvre' },
  );
  state.memberships.push(
    { tenantId, id: 'm1', accountId: 'mc', role: 'CERTIFICATION_AGENT', ...JOINED },
    { tenantId, id: 'm2', accountId: 'representative', role: 'LEGAL_REPRESENTATIVE', ...JOINED },
    { tenantId, id: 'm3', accountId: 'holder-account', role: 'HOLDER', ...JOINED },
    { tenantId, id: 'm4', accountId: 'hr', role: 'HR_READER', ...JOINED },
    { tenantId: OTHER_TENANT, id: 'm5', accountId: 'other-mc', role: 'CERTIFICATION_AGENT', ...JOINED },
  );
  const mandate = {
    tenantId,
    id: 'mandate',
    version: 1,
    ...FIRST_MANDATE,
    state: 'ACTIVE' as const,
    agentAccountId: 'mc',
    representativeAccountId: 'representative',
    representativeName: 'Paul Dupré',
    representativeEmail: 'paul@dupre.example',
    agentName: 'Claire Martin',
    agentEmail: 'mc@dupre.example',
    representativeSignedAt: NOW,
    agentSignedAt: NOW,
    acts: ['VERIFY', 'ORDER', 'RENEW', 'REVOKE'] as const,
    productCodes: ['INITIO'],
    establishments: [],
    startsOn: '2026-01-01',
    endsOn: '2027-12-31',
    endedAt: null,
  };
  state.mandates.push(mandate, {
    ...mandate,
    tenantId: OTHER_TENANT,
    id: 'other',
    agentAccountId: 'other-mc',
  });
  state.holders.push({
    tenantId,
    id: 'holder',
    version: 1,
    accountId: 'holder-account',
    state: 'ACTIVE',
    phone: null,
    establishment: null,
    identityNumber: 1,
    subjectSerialNumber: 'p7q2w9',
  });
  state.identities.push({
    tenantId,
    id: 'identity',
    holderId: 'holder',
    number: 1,
    surname: 'Lefèvre',
    givenNames: ['Zoé'],
    email: 'zoe@dupre.example',
    jobTitle: 'Comptable',
  });
  state.verifications.push({
    tenantId,
    id: 'verification',
    version: 1,
    holderId: 'holder',
    identityNumber: 1,
    state: 'VERIFIED',
    method: 'FACE_TO_FACE',
    documentType: 'CNI',
    documentNumber: 'X4RTBPFW4',
    documentExpiresOn: '2030-01-01',
    documentCountry: 'FRA',
    documentIssuedOn: null,
    documentPrintedUntil: null,
    level: 'THREE_STARS',
    evidence: null,
    mutual: false,
    place: 'Lyon',
    verifiedAt: new Date('2026-11-01T10:00:00Z'),
    verifierAccountId: 'mc',
  });
  return { clock, randomness, unitOfWork, hasher: sha256, catalogue };
}
