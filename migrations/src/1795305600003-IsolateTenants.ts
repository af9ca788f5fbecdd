import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `nullif(current_setting('app.tenant_id', true), '')::uuid`;
const ACCOUNT = `nullif(current_setting('app.account_id', true), '')::uuid`;
const scope = (name: string) => `current_setting('app.platform_scope', true) = '${name}'`;

/** Rows with a version: read, added and changed inside their company. */
const VERSIONED = [
  'company_profile',
  'mandate',
  'holder',
  'identity_verification',
  'certificate_order',
  'one_time_link',
  'certificate',
  'revocation_request',
];
/** Rows that are only ever added; the outbox is marked by the relay through its own policy. */
const ADDED_ONLY = [
  'membership',
  'holder_identity',
  'order_act',
  'journal_entry',
  'outbox',
  'handled_event',
  'idempotency',
];

/** Named second policies: which platform scope may read which table over all companies, and why. */
const PLATFORM_READS: readonly (readonly [policy: string, table: string, scope: string])[] = [
  // The registration officer's queue and the file that he opens (F24, D6).
  ['registration_read', 'certificate_order', 'registration'],
  ['registration_read', 'certificate', 'registration'],
  ['registration_read', 'holder', 'registration'],
  ['registration_read', 'holder_identity', 'registration'],
  ['registration_read', 'identity_verification', 'registration'],
  ['registration_read', 'revocation_request', 'registration'],
  ['registration_read', 'company_profile', 'registration'],
  // The list of companies of sales (R31).
  ['sales_read', 'company_profile', 'sales'],
  ['sales_read', 'mandate', 'sales'],
  // The auditor's journal (I-27), with the name of the company.
  ['audit_read', 'journal_entry', 'audit'],
  ['audit_read', 'company_profile', 'audit'],
];

/** What the worker sees over all companies to find its work; it then enters the company like everybody. */
const WORKER_READS: readonly (readonly [table: string, condition: string])[] = [
  ['certificate', `state IN ('ACTIVE', 'ISSUED')`],
  ['certificate_order', `state = 'LINK_SENT'`],
  ['one_time_link', `purpose = 'RETRIEVAL'`],
  ['revocation_request', `state IN ('AUTHENTICATED', 'SENT_TO_CA', 'CONFIRMED')`],
];

/**
 * Third belt of house.md: row-level security, enabled and forced (the owner is bound too). Without `app.tenant_id` in
 * the transaction every tenant table is empty and refuses writes.
 */
export class IsolateTenants1795305600003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of [...VERSIONED, ...ADDED_ONLY]) {
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY tenant_read ON ${table} FOR SELECT USING (tenant_id = ${TENANT});
        CREATE POLICY tenant_insert ON ${table} FOR INSERT WITH CHECK (tenant_id = ${TENANT});
      `);
    }
    for (const table of VERSIONED) {
      await runner.query(`
        CREATE POLICY tenant_update ON ${table} FOR UPDATE USING (tenant_id = ${TENANT})
          WITH CHECK (tenant_id = ${TENANT});
      `);
    }
    // At sign-in no company is active yet: a person sees which companies are his, and their names.
    await runner.query(`
      CREATE POLICY account_read ON membership FOR SELECT TO app USING (account_id = ${ACCOUNT});
      CREATE POLICY account_read ON company_profile FOR SELECT TO app
        USING (tenant_id IN (SELECT m.tenant_id FROM membership m WHERE m.account_id = ${ACCOUNT}));
    `);
    for (const [policy, table, name] of PLATFORM_READS) {
      await runner.query(`CREATE POLICY ${policy} ON ${table} FOR SELECT TO app USING (${scope(name)})`);
    }
    for (const [table, condition] of WORKER_READS) {
      await runner.query(
        `CREATE POLICY worker_sweep ON ${table} FOR SELECT TO worker USING (${scope('sweep')} AND ${condition})`,
      );
    }
    await runner.query(`
      CREATE POLICY worker_relay_read ON outbox FOR SELECT TO worker USING (${scope('relay')});
      CREATE POLICY worker_relay_mark ON outbox FOR UPDATE TO worker USING (${scope('relay')})
        WITH CHECK (${scope('relay')});
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    const policies = (await runner.query(
      `SELECT policyname AS policy, tablename AS "table" FROM pg_policies WHERE schemaname = 'public'`,
    )) as { policy: string; table: string }[];
    for (const { policy, table } of policies) await runner.query(`DROP POLICY ${policy} ON ${table}`);
    for (const table of [...VERSIONED, ...ADDED_ONLY]) {
      await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY`);
    }
  }
}
