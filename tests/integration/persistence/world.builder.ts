import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { NodeRandomness } from '@mandataire/adapters/clock';
import type { Requester } from '@mandataire/application/permission';
import { FixedClock } from '@mandataire/application/testing';
import type { Caller, Transaction } from '@mandataire/application/unit-of-work';
import { INITIAL_CATALOGUE, type ProductVersion } from '@mandataire/domain/catalogue';
import type { Certificate } from '@mandataire/domain/certificate';
import type { Order } from '@mandataire/domain/order';
import type { RevocationRequest } from '@mandataire/domain/revocation';
import { FIRST_MANDATE } from '@mandataire/domain/mandate';
import { asTenantId, isSiren, type TenantId } from '@mandataire/domain/tenant';
import { addMonthsUtc } from '@mandataire/domain/time';
import { createPersistence, createWorkerPersistence, SealedSecrets } from '@mandataire/persistence';
import { testDatabase, type TestDatabase } from '../../support/system/index.js';

export const NOW = new Date('2026-11-22T10:00:00.000Z');
export const DATA_KEY = 'a data key of the persistence tests, long enough';
export const ISSUER = 'a'.repeat(64);
const INITIO = INITIAL_CATALOGUE[0] as ProductVersion;
const hash = (): string => randomBytes(32).toString('hex');

export interface TestCompany {
  readonly tenantId: TenantId;
  readonly siren: string;
  /** The MC's account, with a mandate in force. */
  readonly agentId: string;
  readonly caller: Caller;
  readonly agent: Requester;
}

/** A migrated database of its own, both sides of the product over it, and rows as the use cases make them. */
export class World {
  readonly clock = new FixedClock(NOW);
  readonly randomness = new NodeRandomness();
  readonly owner: pg.Client;
  readonly app;
  readonly worker;
  private sirens = 10_000_000;

  private constructor(
    readonly database: TestDatabase,
    poolSize?: number,
  ) {
    const common = { clock: this.clock, randomness: this.randomness, poolSize };
    this.owner = new pg.Client({ connectionString: database.urls.owner });
    this.app = createPersistence({ ...common, appUrl: database.urls.app, dataKeySecret: DATA_KEY });
    this.worker = createWorkerPersistence({ ...common, workerUrl: database.urls.worker });
  }

  static async open(poolSize?: number): Promise<World> {
    const world = new World(await testDatabase(), poolSize);
    await world.owner.connect();
    return world;
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.worker.close();
    await this.owner.end();
    await this.database.drop();
  }

  /** A plain connection as one of the login roles: what a hand-written statement could do. */
  async as<T>(role: keyof TestDatabase['urls'], work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.database.urls[role] });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async account(name: string, totpSecret?: string): Promise<string> {
    const id = this.randomness.id();
    const sealed = totpSecret ? new SealedSecrets(DATA_KEY).seal(id, totpSecret) : null;
    await this.owner.query(
      `INSERT INTO account (id, email, display_name, password_hash, totp_secret_sealed)
       VALUES ($1, $2, $3, '$argon2id$v=19$test', $4)`,
      [id, `${randomUUID()}@person.example`, name, sealed],
    );
    return id;
  }

  private nextSiren(): string {
    this.sirens += 1;
    const digit = [...'0123456789'].find((key) => isSiren(`${this.sirens}${key}`));
    return `${this.sirens}${digit}`;
  }

  async company(name: string): Promise<TestCompany> {
    const tenantId = asTenantId(this.randomness.id());
    const siren = this.nextSiren();
    const agentId = await this.account(`Agent of ${name}`);
    const caller: Caller = { tenantId, accountId: agentId, correlationId: 'test' };
    await this.app.unitOfWork.run(caller, async (tx) => {
      await tx.registers.claimSiren(siren);
      await tx.companies.insert({ tenantId, id: tenantId, version: 1, siren, name, city: 'Lyon' });
      await tx.memberships.insert({
        ...{ tenantId, id: this.randomness.id() },
        ...{ accountId: agentId, role: 'CERTIFICATION_AGENT' },
        ...{ invitedAs: null, acceptedAt: tx.now, endedAt: null },
      });
      await tx.mandates.insert(this.mandate(tenantId, agentId));
    });
    const agent: Requester = {
      ...{ accountId: agentId, tenantId, platformRoles: [], correlationId: 'test' },
      strength: 'PASSWORD_AND_TOTP',
      factorAt: this.clock.now(),
    };
    return { tenantId, siren, agentId, caller, agent };
  }

  mandate(tenantId: TenantId, agentAccountId: string) {
    return {
      tenantId,
      id: this.randomness.id(),
      version: 1,
      ...FIRST_MANDATE,
      state: 'ACTIVE' as const,
      agentAccountId,
      representativeAccountId: null,
      ...{ representativeName: 'Paul Dupré', representativeEmail: 'paul@company.example' },
      ...{ agentName: 'Claire Martin', agentEmail: 'claire@company.example' },
      ...{ representativeSignedAt: NOW, agentSignedAt: NOW },
      acts: ['VERIFY', 'ORDER', 'REVOKE'] as const,
      productCodes: ['INITIO'],
      establishments: [],
      startsOn: '2026-01-01',
      endsOn: '2028-12-31',
      endedAt: null,
    };
  }

  /** An active holder with a verification of ten days ago. */
  async holder(
    company: TestCompany,
    person: { surname?: string; givenNames?: string[]; accountId?: string } = {},
  ): Promise<string> {
    const { tenantId } = company;
    const holderId = this.randomness.id();
    const { surname = 'Lefèvre', givenNames = ['Hélène'], accountId = null } = person;
    await this.in(company, async (tx) => {
      await tx.holders.insert({
        ...{
          tenantId,
          id: holderId,
          version: 1,
          accountId,
          state: 'ACTIVE',
          phone: null,
          establishment: null,
        },
        ...{ identityNumber: 1, subjectSerialNumber: hash().slice(0, 20) },
      });
      await tx.identities.insert({
        ...{ tenantId, id: this.randomness.id(), holderId, number: 1 },
        ...{ surname, givenNames, email: `holder.${holderId}@company.example`, jobTitle: 'Comptable' },
      });
      await tx.verifications.insert({
        ...{ tenantId, id: this.randomness.id(), version: 1, holderId, identityNumber: 1, state: 'VERIFIED' },
        ...{ method: 'FACE_TO_FACE', documentType: 'CNI', documentNumber: 'X4RTBPFW4' },
        ...{ documentCountry: 'FRA', documentIssuedOn: null, documentPrintedUntil: null },
        ...{ level: 'THREE_STARS', evidence: null, mutual: false },
        ...{ documentExpiresOn: '2031-05-06', place: 'Lyon', verifierAccountId: company.agentId },
        verifiedAt: new Date(NOW.getTime() - 10 * 86_400_000),
      });
    });
    return holderId;
  }

  async order(company: TestCompany, holderId: string, changes: Partial<Order> = {}): Promise<Order> {
    const order: Order = {
      ...{ tenantId: company.tenantId, id: this.randomness.id(), version: 1, kind: 'NEW' },
      state: 'AWAITING_CONSENT',
      ...{ holderId, identityNumber: 1, productCode: INITIO.code, productVersion: INITIO.version },
      profile: INITIO.profile,
      certifiedData: {
        ...{ surname: 'Lefèvre', givenNames: ['Hélène'], email: 'holder@company.example' },
        ...{ jobTitle: 'Comptable', companyName: 'A', siren: company.siren, subjectSerialNumber: 'S1' },
      },
      registrationOffice: 'CCI Paris Île-de-France',
      ...{ verificationId: null, replacesCertificateId: null },
      ...{ placedBy: company.agentId, placedAt: NOW, consentedAt: null, coSignedAt: null },
      ...{ decidedBy: null, decidedAt: null, decisionReason: null },
      ...changes,
    };
    await this.in(company, (tx) => tx.orders.insert(order));
    return order;
  }

  /** An issued certificate with its completed order, serial and key in the registers. */
  async certificate(
    company: TestCompany,
    holderId: string,
    changes: Partial<Certificate> = {},
  ): Promise<Certificate> {
    const order = await this.order(company, holderId, { state: 'COMPLETED', consentedAt: NOW });
    const notBefore = changes.notBefore ?? NOW;
    const certificate: Certificate = {
      ...{ tenantId: company.tenantId, id: this.randomness.id(), version: 1, orderId: order.id, holderId },
      ...{ productCode: order.productCode, renewalIndex: 0, state: 'ACTIVE', issuerId: ISSUER },
      serial: randomBytes(16).toString('hex'),
      publicKeyHash: hash(),
      ...{ certifiedData: order.certifiedData, profile: order.profile, notBefore },
      notAfter: addMonthsUtc(notBefore, 36),
      der: Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x05),
      ...{ issuedAt: NOW, acceptedAt: NOW, revokedAt: null },
      ...changes,
    };
    await this.in(company, async (tx) => {
      await tx.registers.reserveSerial({ ...certificate, certificateId: certificate.id });
      await tx.registers.claimPublicKey(certificate.publicKeyHash);
      await tx.certificates.insert(certificate);
    });
    return certificate;
  }

  revocation(certificate: Certificate, changes: Partial<RevocationRequest> = {}): RevocationRequest {
    return {
      ...{ tenantId: certificate.tenantId, id: this.randomness.id(), version: 1 },
      ...{ certificateId: certificate.id, state: 'AUTHENTICATED', reason: 'KEY_LOST', comment: null },
      ...{ requestedBy: null, requesterRole: 'SYSTEM', receivedAt: NOW, authenticatedAt: NOW },
      dueAt: new Date(NOW.getTime() + 86_400_000),
      ...{ sentToCaAt: null, confirmedAt: null, ocspSeenAt: null, crlSeenAt: null, closedAt: null },
      ...changes,
    };
  }

  in<T>(company: TestCompany, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.app.unitOfWork.run(company.caller, work);
  }
}
