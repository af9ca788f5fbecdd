import type { RememberedHeaders } from '@mandataire/domain/staff-list';
import type { TenantId } from '@mandataire/domain/tenant';
import type {
  CheckedLine,
  EarlierLine,
  LineToRun,
  RunLine,
  StagedLine,
  StaffListRepository,
} from '@mandataire/application/unit-of-work';
import { named, TenantTable, type OpenConnection } from '../database/index.js';
import { staffListTable } from './staff-list.table.js';

const KEEP_FILE = `INSERT INTO staff_list_file (tenant_id, list_id, octets) VALUES ($1, $2, $3)`;
const FILE = `SELECT octets FROM staff_list_file WHERE tenant_id = $1 AND list_id = $2`;
const FORGET_FILE = `DELETE FROM staff_list_file WHERE tenant_id = $1 AND list_id = $2`;
const FORGET_LINES = `DELETE FROM staff_list_line WHERE tenant_id = $1 AND list_id = $2`;

/** Lists of values travel as one JSON text: arrays inside of rows stay what they are. */
const STAGE = `
  INSERT INTO staff_list_line (tenant_id, list_id, position, cells)
  SELECT $1, $2, position, cells FROM jsonb_to_recordset($3::jsonb) AS line (position integer, cells text[])
  ON CONFLICT DO NOTHING`;

const LINES = `
  SELECT position, cells FROM staff_list_line
  WHERE tenant_id = $1 AND list_id = $2 AND position > $3 ORDER BY position LIMIT $4`;
const TO_RUN = `
  SELECT position, cells, verdict, holder_id AS "holderId", certificate_ids AS "certificateIds" FROM staff_list_line
  WHERE tenant_id = $1 AND list_id = $2 AND position > $3 AND verdict IN ('CREATE', 'UPDATE', 'REVOKE')
  ORDER BY position LIMIT $4`;

const earlierBy = (column: string, list: string) => `
  SELECT position, email, employee_key AS "employeeKey", holder_id AS "holderId" FROM staff_list_line
  WHERE tenant_id = $1 AND list_id = $2 AND ${column} = ANY (${list}) AND position <= $3 AND verdict <> 'REFUSED'`;
const EARLIER = [
  earlierBy('email', '$4::text[]'),
  earlierBy('employee_key', '$5::text[]'),
  earlierBy('holder_id', '$6::uuid[]'),
].join(' UNION ');

const WRITE_CHECKED = `
  UPDATE staff_list_line l SET email = c.email, employee_key = c.key, holder_id = c.holder, verdict = c.verdict,
    fault = c.fault, changes = c.changes, certificate_ids = c.certificates, outcome = NULL
  FROM jsonb_to_recordset($3::jsonb) AS c (position integer, email text, key text, holder uuid, verdict text, fault jsonb,
    changes jsonb, certificates uuid[])
  WHERE l.tenant_id = $1 AND l.list_id = $2 AND l.position = c.position`;
const WRITE_RUN = `
  UPDATE staff_list_line l SET outcome = r.outcome, holder_id = coalesce(r.holder, l.holder_id), fault = r.fault
  FROM jsonb_to_recordset($3::jsonb) AS r (position integer, outcome text, holder uuid, fault jsonb)
  WHERE l.tenant_id = $1 AND l.list_id = $2 AND l.position = r.position`;

const CHANGES_IDENTITIES = `
  SELECT EXISTS (SELECT 1 FROM staff_list_line l, jsonb_array_elements(l.changes) AS change
    WHERE l.tenant_id = $1 AND l.list_id = $2 AND l.verdict IN ('UPDATE', 'REVOKE')
      AND change ->> 'attribute' NOT IN ('phone', 'establishment', 'employeeKey')) AS found`;

const REMEMBERED = 'SELECT headers FROM staff_list_mapping WHERE tenant_id = $1';
const REMEMBER = `
  INSERT INTO staff_list_mapping (tenant_id, headers) VALUES ($1, $2)
  ON CONFLICT (tenant_id) DO UPDATE SET headers = EXCLUDED.headers`;

const checkedRow = (line: CheckedLine) => ({
  position: line.position,
  email: line.email,
  key: line.employeeKey,
  holder: line.holderId,
  verdict: line.verdict,
  fault: line.fault,
  changes: line.changes,
  certificates: line.certificateIds,
});

const runRow = ({ position, outcome, holderId, fault }: RunLine) => ({
  position,
  outcome,
  holder: holderId,
  fault,
});

/** A JSON null in a record would be the document `null`, not the absence of one. */
const rows = (list: readonly object[]): string =>
  JSON.stringify(list, (_, value: unknown) => (value === null ? undefined : value));

export function sqlStaffLists(connection: OpenConnection, tenantId: TenantId): StaffListRepository {
  const table = new TenantTable(connection, staffListTable, tenantId);
  const ask = async <R extends object>(text: string, values: readonly unknown[]): Promise<R[]> =>
    (await connection.ask<R & Record<string, unknown>>(named(text, [tenantId, ...values]))).rows;
  const write = async (name: string, text: string, values: readonly unknown[]): Promise<void> =>
    void (await connection.write({ table: name, text, values: [tenantId, ...values] }));
  return {
    find: (id) => table.find(id),
    async lockFree(id) {
      const [held] = await table.lockFree([id], ['id']);
      return held ? table.find(id) : undefined;
    },
    insert: (list) => table.insert(list),
    save: (list) => table.save(list),
    keepFile: (id, octets) => write('staff_list_file', KEEP_FILE, [id, Buffer.from(octets)]),
    async file(id) {
      return (await ask<{ octets: Uint8Array }>(FILE, [id]))[0]?.octets;
    },
    forgetFile: (id) => write('staff_list_file', FORGET_FILE, [id]),
    stage: (id, lines) => write('staff_list_line', STAGE, [id, JSON.stringify(lines)]),
    forgetLines: (id) => write('staff_list_line', FORGET_LINES, [id]),
    lines: (id, after, limit) => ask<StagedLine>(LINES, [id, after, limit]),
    linesToRun: (id, after, limit) => ask<LineToRun>(TO_RUN, [id, after, limit]),
    earlier: (id, before, { emails, employeeKeys, holderIds }) =>
      ask<EarlierLine>(EARLIER, [id, before, emails, employeeKeys, holderIds]),
    writeChecked: (id, lines) => write('staff_list_line', WRITE_CHECKED, [id, rows(lines.map(checkedRow))]),
    writeRun: (id, lines) => write('staff_list_line', WRITE_RUN, [id, rows(lines.map(runRow))]),
    async changesIdentities(id) {
      return (await ask<{ found: boolean }>(CHANGES_IDENTITIES, [id]))[0]?.found === true;
    },
    async remembered() {
      return (await ask<{ headers: RememberedHeaders }>(REMEMBERED, []))[0]?.headers ?? {};
    },
    remember: (headers) => write('staff_list_mapping', REMEMBER, [JSON.stringify(headers)]),
  };
}
