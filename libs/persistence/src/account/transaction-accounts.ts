import { In, type EntityManager } from 'typeorm';
import { conflict } from '@mandataire/application/refusal';
import type { Transaction } from '@mandataire/application/unit-of-work';
import { isUuid } from '../database/index.js';
import { accountTable } from './account.table.js';
import { RESERVED_ADDRESS } from './reserved-address.js';
import type { SealedSecrets } from './sealed-secret.js';

const ENSURE =
  'INSERT INTO account (id, email, display_name) VALUES ($1, $2, $3) ON CONFLICT (email) DO NOTHING';
const ACTIVATE = `
  UPDATE account SET password_hash = $2, totp_secret_sealed = $3, last_totp_step = $4, pending_totp_sealed = NULL
  WHERE id = $1 AND NOT activated`;
const HAS_FACTOR = 'SELECT 1 FROM account WHERE email = $1 AND totp_secret_sealed IS NOT NULL';
const STAFF = 'SELECT account_id AS id FROM platform_role WHERE role = $1 AND ended_at IS NULL';
const END_SESSIONS =
  'UPDATE session SET ended_at = $3 WHERE account_id = $1 AND tenant_id = $2 AND ended_at IS NULL';

/**
 * Accounts as one transaction makes and activates them. An account is one person for the whole platform, so its rows
 * stand outside the companies.
 * @param secrets seals the second factor; the worker has none and never activates.
 */
export function transactionAccounts(
  manager: EntityManager,
  secrets: SealedSecrets | undefined,
  { tenantId, now }: { readonly tenantId: string; readonly now: Date },
): Transaction['accounts'] {
  const find = async (id: string) =>
    isUuid(id) ? ((await manager.findOne(accountTable, { where: { id } })) ?? undefined) : undefined;
  return {
    find,
    async ensure({ id, email, displayName }) {
      await manager.query(ENSURE, [id, email, displayName]);
      const account = await manager.findOne(accountTable, { where: { email } });
      if (!account) throw new Error('the account that was just made is not there');
      const reserved = (await manager.query(RESERVED_ADDRESS, [account.id, email, now])) as unknown[];
      if (reserved.length > 0) throw conflict('EMAIL_NOT_AVAILABLE');
      return account;
    },
    async isActivated(id) {
      const rows = (await manager.query('SELECT activated FROM account WHERE id = $1', [id])) as {
        activated: boolean;
      }[];
      return rows[0]?.activated === true;
    },
    async hasFactor(email) {
      const rows = (await manager.query(HAS_FACTOR, [email])) as unknown[];
      return rows.length > 0;
    },
    async activate(id, { passwordHash, totp }) {
      if (totp && !secrets) throw new Error('this process cannot seal a second factor');
      const factor = [totp ? secrets?.seal(id, totp.secret) : null, totp?.step ?? null];
      const [, changed] = (await manager.query(ACTIVATE, [id, passwordHash, ...factor])) as [unknown, number];
      if (changed === 0) throw conflict();
    },
    async staffWith(role) {
      const rows = (await manager.query(STAFF, [role])) as { id: string }[];
      return manager.find(accountTable, {
        where: { id: In(rows.map(({ id }) => id)) },
        order: { id: 'ASC' },
      });
    },
    async endSessions(id) {
      await manager.query(END_SESSIONS, [id, tenantId, now]);
    },
  };
}
