import type { Certificate } from '@mandataire/domain/certificate';
import type { Holder, HolderIdentity } from '@mandataire/domain/holder';
import { orderMachine } from '@mandataire/domain/order';
import type { Colleague } from '@mandataire/domain/staff-list';
import type { TenantId } from '@mandataire/domain/tenant';
import { conflict } from '@mandataire/application/refusal';
import type { ColleagueRepository, Newcomer } from '@mandataire/application/unit-of-work';
import { certificateTable } from '../certificate/index.js';
import { named, statementsOf, type OpenConnection } from '../database/index.js';

const COLUMNS = `
  h.id, h.version, h.account_id AS "accountId", h.state, h.phone, h.establishment, h.identity_number AS "identityNumber",
  h.subject_serial_number AS "subjectSerialNumber", i.id AS "identityId", i.surname, i.given_names AS "givenNames", i.email,
  i.job_title AS "jobTitle", k.employee_key AS "employeeKey",
  EXISTS (SELECT 1 FROM identity_change x WHERE x.tenant_id = h.tenant_id AND x.holder_id = h.id
    AND x.state IN ('PLANNED', 'APPLYING')) AS "hasOpenChange"`;
const JOINS = `
  JOIN holder_identity i ON i.tenant_id = h.tenant_id AND i.holder_id = h.id AND i.number = h.identity_number
  LEFT JOIN holder_employee_key k ON k.tenant_id = h.tenant_id AND k.holder_id = h.id`;

/** By address or key, each over its own index; rows that are locked stay so until the commit. */
const FIND = `
  WITH wanted AS (
    SELECT holder_id FROM holder_identity WHERE tenant_id = $1 AND email = ANY ($2::text[])
    UNION SELECT holder_id FROM holder_employee_key WHERE tenant_id = $1 AND employee_key = ANY ($3::text[])
  )
  SELECT ${COLUMNS} FROM holder h ${JOINS}
  WHERE h.tenant_id = $1 AND h.id IN (SELECT holder_id FROM wanted) ORDER BY h.id`;
const FIND_LOCKED = `${FIND} FOR UPDATE OF h`;

/**
 * The account is somebody's who is nobody in this company, or is tied to another of its holders; or the address is certified
 * for another company's holder, or kept for whoever had it (EMAIL_UNDO). The answer says that, and never whose it is.
 */
const TAKEN = `
  SELECT a.email FROM account a WHERE a.email = ANY ($2::text[]) AND (
    NOT EXISTS (SELECT 1 FROM membership m WHERE m.tenant_id = $1 AND m.account_id = a.id)
    OR EXISTS (SELECT 1 FROM holder h WHERE h.tenant_id = $1 AND h.account_id = a.id))
  UNION
  SELECT l.email FROM account_link l WHERE l.email = ANY ($2::text[]) AND l.purpose = 'EMAIL_UNDO'
    AND l.expires_at > $3 AND l.used_at IS NULL AND l.replaced_at IS NULL
  UNION
  SELECT w.email FROM unnest($2::text[]) AS w (email)
  JOIN holder_email e ON e.email_hash = encode(sha256(convert_to(lower(w.email), 'UTF8')), 'hex') AND e.in_use
  WHERE NOT EXISTS (SELECT 1 FROM holder h WHERE h.tenant_id = $1 AND h.id = e.holder_id)`;

const certificates = statementsOf(certificateTable as never);
const LIVE = `state IN ('ISSUED', 'ACTIVE') AND not_after > $2`;
const CERTIFICATES = `
  SELECT ${certificates.properties.map((property, at) => `${certificates.selectedFrom('c').split(', ')[at]} AS "${property}"`).join(', ')}
  FROM certificate c WHERE c.tenant_id = $1 AND c.holder_id = ANY ($3::uuid[]) AND c.${LIVE}`;
const COUNT_LIVE = `SELECT count(*)::integer AS count FROM certificate WHERE tenant_id = $1 AND ${LIVE}`;
const WITH_ORDER = `
  SELECT DISTINCT holder_id AS id FROM certificate_order
  WHERE tenant_id = $1 AND holder_id = ANY ($2::uuid[]) AND state <> ALL ($3::text[])`;
const LAST_NUMBERS = `
  SELECT holder_id AS id, max(number) AS number FROM holder_identity
  WHERE tenant_id = $1 AND holder_id = ANY ($2::uuid[]) GROUP BY holder_id`;

const ACCOUNTS = `
  INSERT INTO account (id, email, display_name)
  SELECT id, email, name FROM jsonb_to_recordset($1::jsonb) AS n (id uuid, email text, name text)
  ON CONFLICT (email) DO NOTHING`;
const ACCOUNTS_OF = 'SELECT id, email FROM account WHERE email = ANY ($1::text[])';
const MEMBERSHIPS = `
  INSERT INTO membership (tenant_id, id, account_id, role, invited_as)
  SELECT $1, n.id, n.account, 'HOLDER', n.name
  FROM jsonb_to_recordset($2::jsonb) AS n (id uuid, account uuid, name text)
  WHERE NOT EXISTS (SELECT 1 FROM membership m WHERE m.tenant_id = $1 AND m.account_id = n.account
    AND m.role = 'HOLDER' AND m.ended_at IS NULL)`;
const HOLDERS = `
  INSERT INTO holder (tenant_id, id, version, account_id, state, phone, establishment, identity_number, subject_serial_number)
  SELECT $1, id, 1, account, 'ACTIVE', phone, establishment, 1, serial FROM jsonb_to_recordset($2::jsonb)
    AS n (id uuid, account uuid, phone text, establishment text, serial text)`;
const IDENTITIES = `
  INSERT INTO holder_identity (tenant_id, id, holder_id, number, surname, given_names, email, job_title)
  SELECT $1, id, holder, number, surname, given_names, email, title FROM jsonb_to_recordset($2::jsonb)
    AS n (id uuid, holder uuid, number integer, surname text, given_names text[], email text, title text)`;
const KEYS = `
  INSERT INTO holder_employee_key (tenant_id, holder_id, employee_key)
  SELECT $1, holder, key FROM jsonb_to_recordset($2::jsonb) AS n (holder uuid, key text)`;
const CHANGE_HOLDERS = `
  UPDATE holder h SET version = h.version + 1, phone = n.phone, establishment = n.establishment, identity_number = n.number
  FROM jsonb_to_recordset($2::jsonb) AS n (id uuid, version integer, phone text, establishment text, number integer)
  WHERE h.tenant_id = $1 AND h.id = n.id AND h.version = n.version`;
const IDENTITY_CHANGES = `
  INSERT INTO identity_change (tenant_id, id, version, holder_id, identity_number, effective_on, state, requested_by,
    requested_at, done_at)
  SELECT $1, id, 1, holder, number, effective, state, by, at, done FROM jsonb_to_recordset($2::jsonb)
    AS n (id uuid, holder uuid, number integer, effective date, state text, by uuid, at timestamptz, done timestamptz)`;

interface Flat extends Holder {
  readonly identityId: string;
  readonly surname: string;
  readonly givenNames: readonly string[];
  readonly email: string;
  readonly jobTitle: string;
  readonly employeeKey: string | null;
  readonly hasOpenChange: boolean;
}

const colleagueOf =
  (tenantId: TenantId) =>
  (row: Flat): Colleague => {
    const { identityId, surname, givenNames, email, jobTitle, employeeKey, hasOpenChange, ...holder } = row;
    const identity = { id: identityId, holderId: row.id, number: row.identityNumber };
    return {
      holder: { ...holder, tenantId },
      identity: { tenantId, ...identity, surname, givenNames, email, jobTitle },
      employeeKey,
      hasOpenChange,
    };
  };

const nameOf = ({ identity }: Newcomer) => `${identity.givenNames[0]} ${identity.surname}`;

const identityRow = ({ id, holderId, number, surname, givenNames, email, jobTitle }: HolderIdentity) => ({
  ...{ id, holder: holderId, number, surname, given_names: givenNames, email, title: jobTitle },
});

export function sqlColleagues(
  connection: OpenConnection,
  { tenantId, now }: { readonly tenantId: TenantId; readonly now: Date },
): ColleagueRepository {
  const ask = async <R extends object>(text: string, values: readonly unknown[]): Promise<R[]> =>
    (await connection.ask<R & Record<string, unknown>>(named(text, values))).rows;
  const write = (table: string, text: string, rows: readonly object[]): Promise<number> =>
    connection.write({ table, text, values: [tenantId, JSON.stringify(rows)] });
  const addIdentities = (identities: readonly HolderIdentity[]) =>
    write('holder_identity', IDENTITIES, identities.map(identityRow));
  const addKeys = (keys: readonly { readonly holderId: string; readonly employeeKey: string }[]) =>
    write(
      'holder_employee_key',
      KEYS,
      keys.map(({ holderId, employeeKey }) => ({ holder: holderId, key: employeeKey })),
    );
  return {
    async find({ emails, employeeKeys }, lock) {
      const rows = await ask<Flat>(lock ? FIND_LOCKED : FIND, [tenantId, emails, employeeKeys]);
      return rows.map(colleagueOf(tenantId));
    },
    async takenEmails(emails) {
      return (await ask<{ email: string }>(TAKEN, [tenantId, emails, now])).map(({ email }) => email);
    },
    certificatesOf: (holderIds) => ask<Certificate>(CERTIFICATES, [tenantId, now, holderIds]),
    async liveCertificates() {
      return (await ask<{ count: number }>(COUNT_LIVE, [tenantId, now]))[0]?.count ?? 0;
    },
    async withOpenOrder(holderIds) {
      const closed = [...orderMachine.terminal, 'DOWNLOADED'];
      return (await ask<{ id: string }>(WITH_ORDER, [tenantId, holderIds, closed])).map(({ id }) => id);
    },
    async enrol(newcomers) {
      const emails = newcomers.map(({ identity }) => identity.email);
      const known = new Map(
        (await ask<{ id: string; email: string }>(ACCOUNTS_OF, [emails])).map(({ id, email }) => [email, id]),
      );
      const made = newcomers.filter(({ identity }) => !known.has(identity.email));
      const accounts = made.map((each) => ({
        ...{ id: each.accountId, email: each.identity.email, name: nameOf(each) },
      }));
      const count = await connection.write({
        ...{ table: 'account', text: ACCOUNTS, values: [JSON.stringify(accounts)] },
      });
      // Somebody took the address since the line was judged: it is judged once more.
      if (count !== made.length) throw conflict();
      const accountOf = (each: Newcomer) => known.get(each.identity.email) ?? each.accountId;
      await write(
        'membership',
        MEMBERSHIPS,
        newcomers.map((each) => ({ id: each.membershipId, account: accountOf(each), name: nameOf(each) })),
      );
      await write(
        'holder',
        HOLDERS,
        newcomers.map((each) => {
          const { id, phone, establishment, subjectSerialNumber: serial } = each.holder;
          return { id, account: accountOf(each), phone, establishment, serial };
        }),
      );
      await addIdentities(newcomers.map(({ identity }) => identity));
      const keys = newcomers.flatMap(({ holder, employeeKey }) =>
        employeeKey === null ? [] : [{ holderId: holder.id, employeeKey }],
      );
      if (keys.length > 0) await addKeys(keys);
    },
    async changeHolders(holders) {
      const rows = holders.map(({ id, version, phone, establishment, identityNumber: number }) => ({
        ...{ id, version, phone, establishment, number },
      }));
      if ((await write('holder', CHANGE_HOLDERS, rows)) !== holders.length) throw conflict();
    },
    setEmployeeKeys: async (keys) => void (await addKeys(keys)),
    async lastNumbers(holderIds) {
      const rows = await ask<{ id: string; number: number }>(LAST_NUMBERS, [tenantId, holderIds]);
      return new Map(rows.map(({ id, number }) => [id, number]));
    },
    addIdentities: async (identities) => void (await addIdentities(identities)),
    addIdentityChanges: async (changes) =>
      void (await write(
        'identity_change',
        IDENTITY_CHANGES,
        changes.map((each) => ({
          ...{ id: each.id, holder: each.holderId, number: each.identityNumber, effective: each.effectiveOn },
          ...{ state: each.state, by: each.requestedBy, at: each.requestedAt, done: each.doneAt },
        })),
      )),
  };
}
