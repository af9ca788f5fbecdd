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
import { OpenConnection } from '../database/index.js';
import { recordHappenings } from '../journal/index.js';
import { sqlColleagues, sqlStaffLists } from '../staff-list/index.js';
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
  readonly registers: Registers;
  /** Whoever has not been recognised yet is nobody. */
  private actor: JournalActor['kind'] = 'ANONYMOUS';
  private establishments: readonly Siret[] = [];
  private readonly recorded: Promise<void>[] = [];
  private readonly connection: OpenConnection;
  private readonly repositories: Repositories;
  private openAccounts: Transaction['accounts'] | undefined;

  constructor(
    private readonly runner: QueryRunner,
    private readonly opening: Opening,
  ) {
    this.now = opening.now;
    this.caller = opening.caller;
    this.connection = new OpenConnection(opening.client);
    this.repositories = openRepositories(runner.manager, this.connection, opening.caller.tenantId);
    this.registers = new SqlRegisters(this.connection, {
      tenantId: opening.caller.tenantId,
      now: opening.now,
    });
  }

  get companies(): Transaction['companies'] {
    return this.repositories.people().companies;
  }

  get memberships(): Transaction['memberships'] {
    return this.repositories.people().memberships;
  }

  get mandates(): Transaction['mandates'] {
    return this.repositories.people().mandates;
  }

  get mandateActs(): Transaction['mandateActs'] {
    return this.repositories.people().mandateActs;
  }

  get holders(): Transaction['holders'] {
    const { holders } = this.repositories.people();
    return { ...holders, withEmail: (email) => this.overCompany(() => holders.withEmail(email)) };
  }

  get identities(): Transaction['identities'] {
    return this.repositories.people().identities;
  }

  get identityChanges(): Transaction['identityChanges'] {
    return this.repositories.people().identityChanges;
  }

  get verifications(): Transaction['verifications'] {
    return this.repositories.files().verifications;
  }

  get certificates(): Transaction['certificates'] {
    return this.repositories.files().certificates;
  }

  get revocations(): Transaction['revocations'] {
    return this.repositories.files().revocations;
  }

  get links(): Transaction['links'] {
    return this.repositories.files().links;
  }

  get actCodes(): Transaction['actCodes'] {
    return this.repositories.files().actCodes;
  }

  get orders(): Transaction['orders'] {
    return this.repositories.orders().orders;
  }

  get orderActs(): Transaction['orderActs'] {
    return this.repositories.orders().orderActs;
  }

  get secondPersonRequests(): Transaction['secondPersonRequests'] {
    return this.repositories.secondPersonRequests();
  }

  get reminders(): Transaction['reminders'] {
    return this.repositories.reminders();
  }

  get accessGrants(): Transaction['accessGrants'] {
    return this.repositories.accessGrants();
  }

  get staffLists(): Transaction['staffLists'] {
    return sqlStaffLists(this.connection, this.caller.tenantId);
  }

  get colleagues(): Transaction['colleagues'] {
    return sqlColleagues(this.connection, { tenantId: this.caller.tenantId, now: this.now });
  }

  get accounts(): Transaction['accounts'] {
    const { secrets, caller, now } = this.opening;
    const at = { tenantId: caller.tenantId, now };
    return (this.openAccounts ??= transactionAccounts(this.runner.manager, secrets, at));
  }

  endWithWrites(): void {
    this.connection.gather();
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
    const { randomness } = this.opening;
    this.unanswered(recordHappenings(this.connection, randomness, { caller, actor, now }, happenings));
  }

  private unanswered(sent: Promise<void>): void {
    sent.catch(() => {});
    this.recorded.push(sent);
  }

  /** Sends at once what was gathered; then everything that nobody waited for, or its first failure. */
  async settled(): Promise<void> {
    this.unanswered(this.connection.flushed());
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
