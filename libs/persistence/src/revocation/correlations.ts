import type { TenantId } from '@mandataire/domain/tenant';
import { named, type OpenConnection } from '../database/index.js';

/** The name stands in the text: the index has only these events. */
const ASKED = `
  SELECT object_id AS "requestId", correlation_id AS "correlationId" FROM outbox
  WHERE tenant_id = $1 AND name = 'revocation.requested' AND object_id = ANY ($2::uuid[])`;

/** Under which correlation each of these revocations was asked for. */
export async function correlationsOf(
  connection: OpenConnection,
  tenantId: TenantId,
  requestIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await connection.ask<{ requestId: string; correlationId: string }>(
    named(ASKED, [tenantId, requestIds]),
  );
  return new Map(rows.map(({ requestId, correlationId }) => [requestId, correlationId]));
}
