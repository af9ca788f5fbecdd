import type pg from 'pg';
import type {
  AccountChange,
  AccountChanger,
  AccountEventName,
  AccountFacts,
  NewAccountLink,
  ProvedSession,
  Session,
} from '@mandataire/application/account';
import type { Randomness } from '@mandataire/application/clock';
import { conflict, unauthenticated } from '@mandataire/application/refusal';
import { RECORD_EVENT } from './access-journal.js';
import { RESERVED_ADDRESS } from './reserved-address.js';
import { RENEW_SESSION, renewalValues } from './session.store.js';
import type { SealedSecrets } from './sealed-secret.js';

/** The account's row is locked by the caller. */
export class OpenAccountChange implements AccountChange {
  readonly accountId: string;

  constructor(
    private readonly client: pg.ClientBase,
    private readonly by: AccountChanger,
    private readonly secrets: SealedSecrets,
    private readonly randomness: Randomness,
  ) {
    this.accountId = by.accountId;
  }

  async setPassword(hash: string): Promise<void> {
    await this.write('UPDATE account SET password_hash = $2 WHERE id = $1', hash);
  }

  async setEmail(email: string): Promise<boolean> {
    await this.client.query('SAVEPOINT address');
    const free = await this.write('UPDATE account SET email = $2 WHERE id = $1', email).then(
      async () => (await this.write(RESERVED_ADDRESS, email, this.by.now)) === 0,
      (error: { constraint?: unknown }) => {
        if (error.constraint !== 'account_email_key') throw error;
        return false;
      },
    );
    await this.client.query(`${free ? '' : 'ROLLBACK TO SAVEPOINT address; '}RELEASE SAVEPOINT address`);
    return free;
  }

  async setTotp({ secret, step, mayReplace }: Parameters<AccountChange['setTotp']>[0]): Promise<boolean> {
    const changed = await this.write(
      `UPDATE account SET totp_secret_sealed = $2, pending_totp_sealed = NULL, last_totp_step = $3
       WHERE id = $1 AND ($4 OR totp_secret_sealed IS NULL)`,
      this.secrets.seal(this.accountId, secret),
      step,
      mayReplace,
    );
    return changed === 1;
  }

  async replaceRecoveryCodes(hashes: readonly string[]): Promise<void> {
    await this.write(
      'UPDATE recovery_code SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL',
      this.by.now,
    );
    await this.write(
      'INSERT INTO recovery_code (account_id, code_hash) SELECT $1::uuid, unnest($2::text[])',
      hashes,
    );
  }

  async useRecoveryCode(hash: string): Promise<number | undefined> {
    const used = await this.write(
      'UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL',
      hash,
      this.by.now,
    );
    if (used === 0) return undefined;
    const { rows } = await this.client.query<{ left: number }>(
      'SELECT count(*) AS left FROM recovery_code WHERE account_id = $1 AND used_at IS NULL',
      [this.accountId],
    );
    return rows[0]?.left ?? 0;
  }

  async useLink(id: string): Promise<void> {
    const used = await this.write(
      `UPDATE account_link SET used_at = $3
       WHERE account_id = $1 AND id = $2 AND used_at IS NULL AND replaced_at IS NULL`,
      id,
      this.by.now,
    );
    if (used === 0) throw conflict();
  }

  async insertLink({ id, purpose, email, expiresAt }: NewAccountLink): Promise<void> {
    await this.write(
      `UPDATE account_link SET replaced_at = $3
       WHERE account_id = $1 AND purpose = $2 AND purpose <> 'EMAIL_UNDO' AND used_at IS NULL AND replaced_at IS NULL`,
      purpose,
      this.by.now,
    );
    await this.write(
      `INSERT INTO account_link (account_id, id, purpose, email, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      id,
      purpose,
      email,
      this.by.now,
      expiresAt,
    );
  }

  async dropLinks(undoneAt?: Date): Promise<void> {
    await this.write(
      `UPDATE account_link SET replaced_at = $2 WHERE account_id = $1 AND used_at IS NULL AND replaced_at IS NULL
         AND (purpose <> 'EMAIL_UNDO' OR created_at > $3::timestamptz)`,
      this.by.now,
      undoneAt ?? null,
    );
  }

  async endSessions(except: string | null): Promise<void> {
    await this.write(
      `UPDATE session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $3::uuid`,
      this.by.now,
      except,
    );
  }

  async renewSession(session: Pick<Session, 'tokenHash'>, proved: ProvedSession): Promise<void> {
    const { rowCount } = await this.client.query(RENEW_SESSION, renewalValues(session, proved));
    if (rowCount === 0) throw unauthenticated();
  }

  async forgetDevices(): Promise<void> {
    await this.write(
      'UPDATE known_device SET expires_at = $2 WHERE account_id = $1 AND expires_at > $2',
      this.by.now,
    );
  }

  async record(name: AccountEventName, facts: AccountFacts = {}): Promise<void> {
    const { now, correlationId, actorId } = this.by;
    const line = [this.randomness.id(), name, now, JSON.stringify(facts), correlationId];
    await this.write(RECORD_EVENT, ...line, actorId ?? this.accountId);
  }

  /** The account is always the first value. @returns how many rows. */
  private async write(text: string, ...values: unknown[]): Promise<number> {
    return (await this.client.query(text, [this.accountId, ...values])).rowCount ?? 0;
  }
}
