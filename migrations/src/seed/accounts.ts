import { createHash } from 'node:crypto';
import type pg from 'pg';
import { Argon2PasswordHasher } from '@mandataire/adapters/password';
import { NodeRandomness } from '@mandataire/adapters/clock';
import { SealedSecrets } from '@mandataire/persistence';
import { DEMO_COMPANIES, DEMO_STAFF, type DemoPerson } from './demo.data.js';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** One login as the seed announces it (tools/start/system.d.mts). */
export interface DemoLogin {
  readonly role: string;
  readonly company?: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly totpSecret?: string;
}

/** A constant per address, so that the authenticator made for a demonstration still works after a reset. */
export function demoTotpSecret(email: string): string {
  const digest = createHash('sha256').update(`mandataire demonstration ${email}`).digest();
  return [...digest.subarray(0, 32)].map((byte) => BASE32[byte % 32]).join('');
}

/** Everyone but holders has a second factor. */
export function demoLogins(): DemoLogin[] {
  const login = (role: string, { name, email, password }: DemoPerson, company?: string): DemoLogin => ({
    role,
    ...(company === undefined ? {} : { company }),
    name,
    email,
    password,
    ...(role === 'HOLDER' ? {} : { totpSecret: demoTotpSecret(email) }),
  });
  const members = DEMO_COMPANIES.flatMap(({ name: company, members, holders }) => [
    ...members.map((member) => login(member.role, member, company)),
    ...holders.flatMap(({ givenNames, surname, email, password }) =>
      password === undefined
        ? []
        : [login('HOLDER', { name: `${givenNames[0] ?? ''} ${surname}`, email, password }, company)],
    ),
  ]);
  return [...members, ...DEMO_STAFF.map((staff) => login(staff.role, staff))];
}

/**
 * Makes the missing accounts and platform roles; those that are there keep their password, a role that was taken away
 * stays away. Needs the owner. @returns the account of each address.
 */
export async function makeAccounts(
  owner: pg.Client,
  dataKeySecret: string,
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const hasher = await Argon2PasswordHasher.create();
  const sealed = new SealedSecrets(dataKeySecret);
  const randomness = new NodeRandomness();
  const accounts = new Map<string, string>();
  for (const { email, name, password, totpSecret } of demoLogins()) {
    const known = await accountOf(owner, email);
    const id = known ?? randomness.id();
    if (known === undefined) {
      await owner.query(
        `INSERT INTO account (id, email, display_name, password_hash, totp_secret_sealed) VALUES ($1, $2, $3, $4, $5)`,
        [id, email, name, await hasher.hash(password), totpSecret ? sealed.seal(id, totpSecret) : null],
      );
    }
    accounts.set(email, id);
  }
  for (const { email, role } of DEMO_STAFF) {
    await owner.query(
      `INSERT INTO platform_role (account_id, role, granted_at) SELECT $1::uuid, $2::text, $3
       WHERE NOT EXISTS (SELECT FROM platform_role WHERE account_id = $1 AND role = $2)`,
      [accounts.get(email), role, now],
    );
  }
  return accounts;
}

async function accountOf(owner: pg.Client, email: string): Promise<string | undefined> {
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM account WHERE email = $1', [email]);
  return rows[0]?.id;
}
