import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { QueryRunner } from 'typeorm';
import type { Randomness } from '@mandataire/application/clock';
import type { Happening, JournalActor } from '@mandataire/application/journal';
import { canonicalJson } from '@mandataire/application/evidence';
import type { Siret } from '@mandataire/domain/tenant';
import { conflict } from '@mandataire/application/refusal';
import type { Caller, KeyedInput, Registers, Transaction } from '@mandataire/application/unit-of-work';
import { transactionAccounts, type SealedSecrets } from '../account/index.js';
import { SqlRegisters } from '../certificate/index.js';
import { recordHappenings } from '../journal/index.js';
import { openRepositories, type Repositories } from './repositories.js';

export interface Opening {
  /** The runner's own connection. */
  readonly client: pg.ClientBase;
  readonly caller: Caller;
  readonly now: Date;
  readonly randomness: Randomness;
  /** Absent in the worker: it activates no account. */
  readonly secrets?: SealedSecrets | undefined;
}

/** One open transaction of one company, of one instant. */
export class OpenTransaction implements Transaction {
  readonly now: Date;
  readonly caller: Caller;
  readonly companies: Repositories['companies'];
  readonly memberships: Repositories['memberships'];
  readonly mandates: Repositories['mandates'];
  readonly mandateActs: Repositories['mandateActs'];
  readonly holders: Repositories['holders'];
  readonly identities: Repositories['identities'];
  readonly verifications: Repositories['verifications'];
  readonly orders: Repositories['orders'];
  readonly orderActs: Repositories['orderActs'];
  readonly certificates: Repositories['certificates'];
  readonly revocations: Repositories['revocations'];
  readonly links: Repositories['links'];
  readonly actCodes: Repositories['actCodes'];
  readonly identityChanges: Repositories['identityChanges'];
  readonly reminders: Repositories['reminders'];
  readonly accessGrants: Repositories['accessGrants'];
  readonly secondPersonRequests: Repositories['secondPersonRequests'];
  readonly accounts: Transaction['accounts'];
  readonly registers: Registers;
  /** Whoever has not been recognised yet is nobody. */
  private actor: JournalActor['kind'] = 'ANONYMOUS';
  private establishments: readonly Siret[] = [];
  private readonly recorded: Promise<void>[] = [];

  constructor(
    private readonly runner: QueryRunner,
    private readonly opening: Opening,
  ) {
    this.now = opening.now;
    this.caller = opening.caller;
    const repositories = openRepositories(runner.manager, opening.client, opening.caller.tenantId);
    this.companies = repositories.companies;
    this.memberships = repositories.memberships;
    this.mandates = repositories.mandates;
    this.mandateActs = repositories.mandateActs;
    const { withEmail } = repositories.holders;
    this.holders = {
      ...repositories.holders,
      withEmail: (email) => this.overCompany(() => withEmail(email)),
    };
    this.identities = repositories.identities;
    this.verifications = repositories.verifications;
    this.orders = repositories.orders;
    this.orderActs = repositories.orderActs;
    this.certificates = repositories.certificates;
    this.revocations = repositories.revocations;
    this.links = repositories.links;
    this.actCodes = repositories.actCodes;
    this.identityChanges = repositories.identityChanges;
    this.reminders = repositories.reminders;
    this.accessGrants = repositories.accessGrants;
    this.secondPersonRequests = repositories.secondPersonRequests;
    this.accounts = transactionAccounts(runner.manager, opening.secrets, {
      tenantId: opening.caller.tenantId,
      now: opening.now,
    });
    this.registers = new SqlRegisters(opening.client, {
      tenantId: opening.caller.tenantId,
      now: opening.now,
    });
  }

  async restrictTo(establishments: readonly Siret[]): Promise<void> {
    if (establishments.join() === this.establishments.join()) return;
    this.establishments = establishments;
    await this.runner.query(`SELECT set_config('app.establishments', $1, true)`, [establishments.join(',')]);
  }

  /** For what must be one in the company, whoever asks. */
  private async overCompany<T>(read: () => Promise<T>): Promise<T> {
    const { establishments } = this;
    await this.restrictTo([]);
    const found = await read();
    await this.restrictTo(establishments);
    return found;
  }

  actAs(kind: JournalActor['kind']): void {
    this.actor = kind;
  }

  /** Sent at once, and waited for before the transaction may commit: nobody needs its answer earlier. */
  async record(...happenings: readonly Happening[]): Promise<void> {
    const { caller, now, actor } = this;
    const { client, randomness } = this.opening;
    const recorded = recordHappenings(client, randomness, { caller, actor, now }, happenings);
    recorded.catch(() => {});
    this.recorded.push(recorded);
  }

  /** Everything that was recorded, or its first failure. */
  async settled(): Promise<void> {
    await Promise.all(this.recorded);
  }

  /**
   * The insert waits for another transaction that is about to commit the same key; then it is there, and its object is
   * the answer (READ COMMITTED: the next statement sees it). Keys of before inputs were kept stand for any input.
   * @throws without an account: nobody's clicks have no key.
   */
  async once(act: string, input: KeyedInput, objectId: string): Promise<string | undefined> {
    const { tenantId, accountId } = this.caller;
    if (accountId === null) throw new Error('once() needs the account that acts');
    const key = input.idempotencyKey;
    const hash = createHash('sha256').update(canonicalJson(input)).digest('hex');
    const made = await this.write(
      `INSERT INTO idempotency (tenant_id, account_id, act, key, input_hash, object_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
      [tenantId, accountId, act, key, hash, objectId, this.now],
    );
    if (made) return undefined;
    const [before] = (await this.runner.query(
      `SELECT object_id AS "objectId", coalesce(input_hash, $5) = $5 AS same FROM idempotency
       WHERE tenant_id = $1 AND account_id = $2 AND act = $3 AND key = $4`,
      [tenantId, accountId, act, key, hash],
    )) as { objectId: string; same: boolean }[];
    if (before?.same === false) throw conflict('KEY_OF_ANOTHER_REQUEST');
    return before?.objectId;
  }

  handle(eventId: string, processor: string): Promise<boolean> {
    return this.write(
      `INSERT INTO handled_event (tenant_id, event_id, processor, handled_at)
       VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [this.caller.tenantId, eventId, processor, this.now],
    );
  }

  async isHandled(eventId: string, processor: string): Promise<boolean> {
    const found = (await this.runner.query(
      'SELECT 1 FROM handled_event WHERE tenant_id = $1 AND event_id = $2 AND processor = $3',
      [this.caller.tenantId, eventId, processor],
    )) as unknown[];
    return found.length > 0;
  }

  /** The row is locked first, so that the second of two processors that end at once sees what the first has written. */
  async settle(eventId: string, processors: readonly string[]): Promise<void> {
    const { tenantId } = this.caller;
    await this.runner.query('SELECT 1 FROM outbox WHERE tenant_id = $1 AND id = $2 FOR UPDATE', [
      tenantId,
      eventId,
    ]);
    await this.write(
      `UPDATE outbox SET settled_at = $4 WHERE tenant_id = $1 AND id = $2 AND settled_at IS NULL
         AND $3::text[] <@ ARRAY(SELECT processor FROM handled_event WHERE tenant_id = $1 AND event_id = $2)`,
      [tenantId, eventId, processors, this.now],
    );
  }

  private async write(sql: string, values: unknown[]): Promise<boolean> {
    return (await this.runner.query(sql, values, true)).affected === 1;
  }
}
