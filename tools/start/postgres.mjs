import { spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../lib/failure.mjs';
import { freePort } from '../lib/ports.mjs';
import { endProcess, identityOf } from '../lib/processes.mjs';
import {
  claimDirectory,
  othersMayEnter,
  outsideDirectory,
  serverAccount,
  serverBinaries,
} from './binaries.mjs';

const SUPERUSER = 'postgres';
const environment = () => ({ ...process.env, LC_ALL: 'C', TZ: 'UTC' });
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/** Where the cluster of a data directory lives: inside it, or outside when root's `nobody` can't get in. */
export function clusterHome(dataDir, account = serverAccount()) {
  if (account.uid === undefined || othersMayEnter(dataDir)) return path.join(dataDir, 'pg');
  return path.join(outsideDirectory('cluster', dataDir), 'pg');
}

/**
 * Makes the cluster beside its final place and renames it, so that a killed `initdb` leaves nothing that looks finished.
 * Passwords only (scram-sha-256), never trust; the same sort order on every system (builtin C.UTF-8).
 */
function initialise(bin, home, account, { password, fast }) {
  const fresh = `${home}.new`;
  const secret = `${home}.password`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(secret, password, { mode: 0o600 });
  if (account.uid !== undefined) {
    for (const owned of [fresh, secret]) chownSync(owned, account.uid, account.gid);
  }
  const args = [
    '-D',
    fresh,
    '-U',
    SUPERUSER,
    '--auth=scram-sha-256',
    `--pwfile=${secret}`,
    '-E',
    'UTF8',
    '--no-locale',
  ];
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', ...(fast ? ['--no-sync'] : []));
  const made = spawnSync(path.join(bin, 'initdb'), args, {
    ...account,
    cwd: '/',
    env: environment(),
    encoding: 'utf8',
  });
  rmSync(secret, { force: true });
  if (made.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Failure('PostgreSQL n’a pas pu créer sa base : voyez ci-dessus (espace disque ?).', {
      details: made.stdout + made.stderr,
    });
  }
  renameSync(fresh, home);
}

/** The server that a killed run left on this cluster, only if that process really is our postgres. */
function runningServer(home) {
  const file = path.join(home, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const [pidLine, , , portLine] = readFileSync(file, 'utf8').split('\n');
  const pid = Number(pidLine);
  const identity = identityOf(pid);
  if (identity === null) return null;
  if (!identity.includes('postgres') || !identity.includes(home)) {
    rmSync(file);
    return null;
  }
  return { pid, port: Number(portLine), identity };
}

function launch(bin, home, account, { port, fast, logFile, settings: own = [] }) {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    ...(fast ? FAST : []),
    ...own,
  ];
  const log = openSync(logFile, 'w', 0o600);
  const args = ['-D', home, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(path.join(bin, 'postgres'), args, {
    ...account,
    cwd: '/',
    env: environment(),
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  return child;
}

async function waitReady(child, home, logFile) {
  const ended = new Promise((resolve) => child.once('exit', () => resolve('ended')));
  const status = () => {
    const file = path.join(home, 'postmaster.pid');
    return existsSync(file) ? (readFileSync(file, 'utf8').split('\n')[7] ?? '').trim() : '';
  };
  while (status() !== 'ready') {
    if ((await Promise.race([ended, pause(20)])) === 'ended') {
      throw new Failure('PostgreSQL s’est arrêté en démarrant : voyez ci-dessus.', {
        details: readFileSync(logFile, 'utf8'),
      });
    }
  }
}

/**
 * Starts (or adopts) the embedded server of a data directory, detached so that Ctrl-C reaches its clients first.
 * `settings` come after the usual ones, each as `name=value`.
 * @returns {Promise<{port: number, pid: number, identity: string, superuserUrl: string, adopted: boolean, stop: () => Promise<void>}>}
 */
export async function startPostgres({
  dataDir,
  password,
  logFile,
  port = 0,
  fast = false,
  settings = [],
  say = () => {},
}) {
  const account = serverAccount();
  const bin = serverBinaries(account, say);
  const home = clusterHome(dataDir, account);
  if (path.dirname(home) !== path.resolve(dataDir)) claimDirectory(path.dirname(home));
  const found = existsSync(home) ? runningServer(home) : null;
  if (found) return describe(found, password, true);
  if (!existsSync(path.join(home, 'PG_VERSION'))) {
    initialise(bin, home, account, { password, fast });
  }
  const chosen = port || (await freePort());
  const child = launch(bin, home, account, { port: chosen, fast, logFile, settings });
  await waitReady(child, home, logFile);
  return describe({ pid: child.pid, port: chosen, identity: identityOf(child.pid) }, password, false);
}

function describe({ pid, port, identity }, password, adopted) {
  const superuserUrl = `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
  const stop = () => endProcess({ pid, identity }, { signal: 'SIGINT', graceMs: 20_000 });
  return { pid, port, identity, superuserUrl, adopted, stop };
}
