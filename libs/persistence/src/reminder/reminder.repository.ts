import type { TenantId } from '@mandataire/domain/tenant';
import type { Transaction } from '@mandataire/application/unit-of-work';
import { named, TenantTable, type OpenConnection } from '../database/index.js';
import { reminderTable } from './reminder.table.js';

/** Planned twice is planned once: another worker's lines stay, and are not given as added. */
const PLAN = `
  INSERT INTO reminder (tenant_id, id, version, certificate_id, rung, recipient, email, state, planned_at)
  SELECT $1, line.id, 1, line.certificate_id, line.rung, line.recipient, line.email, 'PLANNED', line.planned_at
  FROM jsonb_to_recordset($2::jsonb)
    AS line (id uuid, certificate_id uuid, rung integer, recipient text, email text, planned_at timestamptz)
  ON CONFLICT ON CONSTRAINT reminder_once_key DO NOTHING
  RETURNING id`;

export function reminderRepository(connection: OpenConnection, tenantId: TenantId): Transaction['reminders'] {
  const table = new TenantTable(connection, reminderTable, tenantId);
  return {
    find: (id) => table.find(id),
    insert: (row) => table.insert(row),
    save: (row) => table.save(row),
    ofCertificate: (certificateId) => table.all({ certificateId }, { rung: 'DESC', id: 'ASC' }),
    async plan(reminders) {
      const lines = reminders.map(({ id, certificateId, rung, recipient, email, plannedAt }) => ({
        ...{ id, certificate_id: certificateId, rung, recipient, email, planned_at: plannedAt },
      }));
      const { rows: added } = await connection.ask<{ id: string }>(
        named(PLAN, [tenantId, JSON.stringify(lines)]),
      );
      return reminders.filter((reminder) => added.some(({ id }) => id === reminder.id));
    },
  };
}
