import type pg from 'pg';
import type { QueryRunner } from 'typeorm';
import type { Clock, Randomness } from '@mandataire/application/clock';
import type { Caller, Transaction, UnitOfWork } from '@mandataire/application/unit-of-work';
import type { SealedSecrets } from '../account/index.js';
import { named, send, translateFault, type WriteDatabase } from '../database/index.js';
import { OpenTransaction } from './open-transaction.js';

/**
 * One transaction, one company, one instant. The company is set for the transaction alone (`set_config(…, true)`), so
 * that a pooled connection forgets it at COMMIT and at ROLLBACK alike.
 * @throws the refusals of the work; CONFLICT for a collision with another transaction; RULE_REFUSED where a constraint
 * closed a race (I-17, R1, D12); UPSTREAM_UNAVAILABLE when the database is not there.
 */
export class TypeOrmUnitOfWork implements UnitOfWork {
  constructor(
    private readonly database: WriteDatabase,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly secrets?: SealedSecrets,
  ) {}

  async run<T>(caller: Caller, work: (tx: Transaction) => Promise<T>): Promise<T> {
    try {
      const runner = (await this.database.source()).createQueryRunner();
      try {
        return await this.transact(runner, caller, work);
      } finally {
        await runner.release();
      }
    } catch (error) {
      throw translateFault(error);
    }
  }

  private async transact<T>(
    runner: QueryRunner,
    caller: Caller,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    const client = (await runner.connect()) as pg.ClientBase;
    const begun = begin(client, caller);
    try {
      // Read after the connection was won: a unit of work that waited for it is not dated before it began.
      const now = this.clock.now();
      const { randomness, secrets } = this;
      const tx = new OpenTransaction(runner, { client, caller, now, randomness, secrets });
      const result = await work(tx);
      const settled = tx.settled();
      settled.catch(() => {});
      const committed = send(client, named('COMMIT', []));
      committed.catch(() => {});
      await begun;
      await settled;
      // PostgreSQL answers a COMMIT after a failure with ROLLBACK, and calls that a success.
      if ((await committed).command !== 'COMMIT') throw new Error('the transaction was rolled back');
      return result;
    } catch (error) {
      // A lost connection cannot roll back and needs not: PostgreSQL has done it.
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }
}

/**
 * Sent without waiting: the first statement of the work travels with them. When one fails, so does every later statement
 * of the transaction.
 */
function begin(client: pg.ClientBase, caller: Caller): Promise<unknown> {
  const begun = Promise.all([
    send(client, named('BEGIN', [])),
    send(client, named(`SELECT set_config('app.tenant_id', $1, true)`, [caller.tenantId])),
  ]);
  begun.catch(() => {});
  return begun;
}
