import type { TenantId } from '@mandataire/domain/tenant';
import { conflict } from '@mandataire/application/refusal';
import { isUuid, named, type OpenConnection } from '../database/index.js';

const OPEN = `state NOT IN ('COMPLETED', 'CANCELLED', 'REJECTED')`;

const IN_CHARGE = `
  SELECT coalesce(in_charge, placed_by) AS id FROM certificate_order WHERE tenant_id = $1 AND id = $2`;
const IDS = `
  SELECT id FROM certificate_order WHERE tenant_id = $1 AND coalesce(in_charge, placed_by) = $2 AND ${OPEN}`;
/** A new version: whoever has the order open sees that it changed hands. */
const TRANSFER = `
  UPDATE certificate_order SET in_charge = $3, version = version + 1
  WHERE tenant_id = $1 AND id = ANY ($2::uuid[]) AND ${OPEN}`;

/** Whose work an order is: who placed it, or whoever took it over. */
export async function inChargeOf(
  connection: OpenConnection,
  tenantId: TenantId,
  id: string,
): Promise<string | undefined> {
  if (!isUuid(id)) return undefined;
  return (await connection.ask<{ id: string }>(named(IN_CHARGE, [tenantId, id]))).rows[0]?.id;
}

/** Open orders in this person's care. */
export async function idsInChargeOf(
  connection: OpenConnection,
  tenantId: TenantId,
  accountId: string,
): Promise<readonly string[]> {
  if (!isUuid(accountId)) return [];
  const { rows } = await connection.ask<{ id: string }>(named(IDS, [tenantId, accountId]));
  return rows.map(({ id }) => id);
}

/** @throws CONFLICT when one of them is not open any more. */
export async function transferOrders(
  connection: OpenConnection,
  tenantId: TenantId,
  to: { readonly ids: readonly string[]; readonly accountId: string },
): Promise<void> {
  const { rowCount } = await connection.ask(named(TRANSFER, [tenantId, to.ids, to.accountId]));
  if (rowCount !== to.ids.length) throw conflict();
}
