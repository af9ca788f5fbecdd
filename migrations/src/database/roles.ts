import type pg from 'pg';
import { inSession } from './session.js';

/** The login roles beside the owner; each has one purpose and one address (docs/operations.md). */
export const LOGIN_ROLES = [
  'app',
  'worker',
  'status_reader',
  'emergency_intake',
  'queue',
  'registration_archive',
] as const;
export type LoginRole = (typeof LOGIN_ROLES)[number];

/** Attributes that would open what row-level security closes; only a superuser may even say NO to them. */
const POWERLESS = 'NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION';

/** A role's password, from its address. @throws when the address names another role: grants go by these names. */
export function passwordOf(role: LoginRole, url: string): string {
  const { username, password } = new URL(url);
  if (decodeURIComponent(username) !== role) {
    throw new Error(`The address of role ${role} names another role: grants are made for ${role}`);
  }
  return decodeURIComponent(password);
}

/**
 * Makes the login roles, or gives them their present password and takes every power from them. Hands the schema to the
 * owner and lets only these roles connect. Needs a superuser, or an owner that may create roles. Safe to run again.
 */
export async function prepareRoles(
  administratorUrl: string,
  ownerUrl: string,
  passwords: Readonly<Record<LoginRole, string>>,
): Promise<void> {
  const owner = new URL(ownerUrl);
  await inSession(administratorUrl, async (client) => {
    const superuser = await isSuperuser(client);
    for (const role of LOGIN_ROLES) await prepareRole(client, role, passwords[role], superuser);
    await refusePower(client);
    const database = client.escapeIdentifier(owner.pathname.slice(1));
    const ownerRole = client.escapeIdentifier(decodeURIComponent(owner.username));
    if (superuser) await client.query(`ALTER SCHEMA public OWNER TO ${ownerRole}`);
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${LOGIN_ROLES.join(', ')}`);
  });
}

async function isSuperuser(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ rolsuper: boolean }>(
    'SELECT rolsuper FROM pg_roles WHERE rolname = current_user',
  );
  return rows[0]?.rolsuper === true;
}

async function prepareRole(
  client: pg.Client,
  role: LoginRole,
  password: string,
  superuser: boolean,
): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (rowCount === 0) await client.query(`CREATE ROLE ${role} LOGIN`);
  const powers = superuser ? POWERLESS : '';
  await client.query(`ALTER ROLE ${role} LOGIN ${powers} PASSWORD ${client.escapeLiteral(password)}`);
}

/** A role of these names that somebody made mightier would make row-level security a decoration. */
async function refusePower(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>(
    'SELECT rolname FROM pg_roles WHERE rolname = ANY ($1) AND (rolsuper OR rolbypassrls)',
    [LOGIN_ROLES],
  );
  if (rows.length > 0) {
    throw new Error(`Roles with SUPERUSER or BYPASSRLS: ${rows.map(({ rolname }) => rolname).join(', ')}`);
  }
}
