import { Failure } from '../lib/failure.mjs';
import { inRoot } from '../lib/root.mjs';
import { runNode } from '../lib/run.mjs';

/**
 * Makes the owner's role and the product's database, once: the one thing that only the superuser can do.
 * The driver is loaded late, because this tool starts before the dependencies are installed.
 */
export async function createDatabase(superuserUrl, ownerUrl) {
  const { default: pg } = await import('pg');
  const owner = new URL(ownerUrl);
  const client = new pg.Client({ connectionString: superuserUrl });
  await connect(client);
  try {
    const role = client.escapeIdentifier(owner.username);
    const database = client.escapeIdentifier(owner.pathname.slice(1));
    const has = async (sql, value) => (await client.query(sql, [value])).rowCount > 0;
    if (!(await has('SELECT 1 FROM pg_roles WHERE rolname = $1', owner.username)))
      await client.query(`CREATE ROLE ${role} LOGIN`);
    await client.query(
      `ALTER ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD ${client.escapeLiteral(owner.password)}`,
    );
    if (!(await has('SELECT 1 FROM pg_database WHERE datname = $1', owner.pathname.slice(1)))) {
      await client.query(`CREATE DATABASE ${database} OWNER ${role}`);
    }
  } finally {
    await client.end();
  }
}

async function connect(client) {
  try {
    await client.connect();
  } catch (error) {
    if (error.code !== '28P01') throw error;
    throw new Failure(
      'Le mot de passe du PostgreSQL embarqué ne convient plus (secrets.json remplacé ?) : « npm run reset » repart de zéro.',
    );
  }
}

/** Runs one sub-command of the migrations' command line and returns what it printed. */
export async function migrate(command, env, signal) {
  const { code, output, stdout } = await runNode([inRoot('migrations', 'dist', 'cli.js'), command], {
    env,
    signal,
  });
  if (code !== 0)
    throw new Failure(`L’étape « ${command} » de la base a échoué : voyez ci-dessus.`, { details: output });
  return stdout;
}

/** The demo logins: the last line that the seed prints. */
export function parseLogins(stdout) {
  const last = stdout.trim().split('\n').at(-1) ?? '';
  try {
    return JSON.parse(last).logins ?? [];
  } catch {
    throw new Failure(
      'Le jeu de démonstration n’a pas annoncé ses identifiants (dernière ligne illisible).',
      { details: stdout },
    );
  }
}
