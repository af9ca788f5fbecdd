/**
 * `node migrations/dist/cli.js <command>`: roles | up | down | authority | seed. Every command may run again.
 * Errors go to standard error with exit code 1; the seed's last line on standard output is its logins as JSON.
 */
import { argv, exit, stderr } from 'node:process';
import { initialiseAuthority } from './authority.js';
import { publishCatalogue } from './database/catalogue.js';
import { migrateQueue } from './database/queue.js';
import { passwordOf, prepareRoles } from './database/roles.js';
import { migrateDown, migrateUp } from './database/schema.js';
import { optional, required } from './environment.js';
import { seedDemo } from './seed/index.js';

const COMMANDS: Readonly<Record<string, () => Promise<void>>> = {
  async roles() {
    const ownerUrl = required('OWNER_DATABASE_URL');
    await prepareRoles(optional('SUPERUSER_DATABASE_URL') ?? ownerUrl, ownerUrl, {
      app: passwordOf('app', required('APP_DATABASE_URL')),
      worker: passwordOf('worker', required('WORKER_DATABASE_URL')),
      status_reader: passwordOf('status_reader', required('STATUS_DATABASE_URL')),
      emergency_intake: passwordOf('emergency_intake', required('EMERGENCY_DATABASE_URL')),
      queue: passwordOf('queue', required('QUEUE_DATABASE_URL')),
    });
  },

  async up() {
    const ownerUrl = required('OWNER_DATABASE_URL');
    const applied = await migrateUp(ownerUrl);
    await publishCatalogue(ownerUrl);
    if (optional('REDIS_URL') === undefined) await migrateQueue(ownerUrl);
    console.log(applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'The schema is up to date.');
  },

  down: () => migrateDown(required('OWNER_DATABASE_URL')),

  authority: initialiseAuthority,

  seed: seedDemo,
};

const command = COMMANDS[argv[2] ?? ''];
try {
  if (!command) throw new Error(`usage: cli.js ${Object.keys(COMMANDS).join(' | ')}`);
  await command();
  exit(0);
} catch (error) {
  stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  exit(1);
}
