import { In } from 'typeorm';
import type {
  AgentWork,
  HolderPlace,
  WorkOrder,
  WorkRevocation,
  WorkVerification,
} from '@mandataire/domain/agent-departure';
import type { TenantId } from '@mandataire/domain/tenant';
import type { Transaction } from '@mandataire/application/unit-of-work';
import { isUuid, named, TenantTable, type OpenConnection } from '../database/index.js';
import { agentDepartureTable } from './agent-departure.table.js';

const NAMED = `
  JOIN holder h ON h.tenant_id = t.tenant_id AND h.id = HOLDER
  JOIN holder_identity i ON i.tenant_id = h.tenant_id AND i.holder_id = h.id AND i.number = h.identity_number`;
const ofHolder = (holder: string) => NAMED.replace('HOLDER', holder);
const NAME = `concat_ws(' ', array_to_string(i.given_names, ' '), i.surname)`;

const ORDERS = `
  SELECT t.id, t.kind, t.state, t.product_code AS "productCode", ${NAME} AS "holderName", h.establishment
  FROM certificate_order t ${ofHolder('t.holder_id')}
  WHERE t.tenant_id = $1 AND coalesce(t.in_charge, t.placed_by) = $2
    AND t.state NOT IN ('COMPLETED', 'CANCELLED', 'REJECTED')
  ORDER BY t.placed_at, t.id`;

/** Those that are not done, and those on which an order still rests. */
const VERIFICATIONS = `
  SELECT t.id, t.state, ${NAME} AS "holderName"
  FROM identity_verification t ${ofHolder('t.holder_id')}
  WHERE t.tenant_id = $1 AND t.verifier_account_id = $2
    AND (t.state IN ('REQUESTED', 'SCHEDULED', 'IN_PROGRESS') OR (t.state = 'VERIFIED' AND EXISTS (
      SELECT 1 FROM certificate_order o WHERE o.tenant_id = t.tenant_id AND o.verification_id = t.id
        AND o.state NOT IN ('COMPLETED', 'CANCELLED', 'REJECTED'))))
  ORDER BY t.id`;

const REVOCATIONS = `
  SELECT t.id, t.state, ${NAME} AS "holderName"
  FROM revocation_request t
  JOIN certificate c ON c.tenant_id = t.tenant_id AND c.id = t.certificate_id ${ofHolder('c.holder_id')}
  WHERE t.tenant_id = $1 AND t.requested_by = $2 AND t.state NOT IN ('CANCELLED', 'REJECTED', 'CLOSED')
  ORDER BY t.received_at, t.id`;

const PLACES = `
  SELECT t.establishment, count(*)::integer AS holders FROM holder t
  WHERE t.tenant_id = $1 AND t.state = 'ACTIVE'
  GROUP BY t.establishment ORDER BY t.establishment NULLS FIRST`;

const HOLDERS_AT = `
  SELECT ${NAME} AS name FROM holder t ${ofHolder('t.id')}
  WHERE t.tenant_id = $1 AND t.state = 'ACTIVE'
    AND (t.establishment = ANY ($2::text[]) OR ($3::boolean AND t.establishment IS NULL))
  ORDER BY i.surname, i.given_names, t.id LIMIT $4`;

/** AgentDepartures, and what they leave behind: four counts of the company, each one statement. */
export function agentDepartureRepository(
  connection: OpenConnection,
  tenantId: TenantId,
): Transaction['agentDepartures'] {
  const table = new TenantTable(connection, agentDepartureTable, tenantId);
  const rows = async <T extends object>(text: string, values: unknown[]): Promise<readonly T[]> =>
    (await connection.ask(named(text, [tenantId, ...values]))).rows as T[];
  return {
    find: (id) => table.find(id),
    insert: (row) => table.insert(row),
    save: (row) => table.save(row),
    openOf: (leaver, accountId) => table.first({ leaver, accountId, state: In(['ANNOUNCED', 'REPORTED']) }),
    async workOf(accountId): Promise<AgentWork> {
      if (!isUuid(accountId)) return { orders: [], verifications: [], revocations: [], places: [] };
      const [orders, verifications, revocations, places] = await Promise.all([
        rows<WorkOrder>(ORDERS, [accountId]),
        rows<WorkVerification>(VERIFICATIONS, [accountId]),
        rows<WorkRevocation>(REVOCATIONS, [accountId]),
        rows<HolderPlace>(PLACES, []),
      ]);
      return { orders, verifications, revocations, places };
    },
    async holdersAt(establishments, limit) {
      const sirets = establishments.filter((siret) => siret !== null);
      const nowhere = establishments.includes(null);
      return (await rows<{ name: string }>(HOLDERS_AT, [sirets, nowhere, limit])).map(({ name }) => name);
    },
  };
}
