/**
 * `node migrations/dist/cli.js <command>`: roles | up | down | authority | seed. Every command may run again.
 * Errors go to standard error with exit code 1; the seed's last line on standard output is its logins as JSON.
 */
import { argv, exit, stderr } from 'node:process';
import { optional, required } from './environment.js';

/** Each command loads what it needs: a start runs four of them, and the mapper and the queue are heavy. */
const COMMANDS: Readonly<Record<string, () => Promise<void>>> = {
  async roles() {
    const { passwordOf, prepareRoles } = await import('./database/roles.js');
    const ownerUrl = required('OWNER_DATABASE_URL');
    await prepareRoles(optional('SUPERUSER_DATABASE_URL') ?? ownerUrl, ownerUrl, {
      app: passwordOf('app', required('APP_DATABASE_URL')),
      worker: passwordOf('worker', required('WORKER_DATABASE_URL')),
      status_reader: passwordOf('status_reader', required('STATUS_DATABASE_URL')),
      emergency_intake: passwordOf('emergency_intake', required('EMERGENCY_DATABASE_URL')),
      queue: passwordOf('queue', required('QUEUE_DATABASE_URL')),
      registration_archive: passwordOf('registration_archive', required('ARCHIVE_DATABASE_URL')),
    });
  },

  async up() {
    const { migrateUp, publishCatalogue } = await import('./index.js');
    const ownerUrl = required('OWNER_DATABASE_URL');
    const applied = await migrateUp(ownerUrl);
    await publishCatalogue(ownerUrl);
    if (optional('REDIS_URL') === undefined) {
      const { migrateQueue } = await import('./database/queue.js');
      await migrateQueue(ownerUrl);
    }
    console.log(applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'The schema is up to date.');
  },

  async down() {
    const { migrateDown } = await import('./index.js');
    await migrateDown(required('OWNER_DATABASE_URL'));
  },

  async authority() {
    const { initialiseAuthority } = await import('./authority.js');
    await initialiseAuthority();
  },

  async seed() {
    const { seedDemo } = await import('./seed/index.js');
    await seedDemo();
  },
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
