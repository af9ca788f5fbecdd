import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { endProcess, identityOf } from '../lib/processes.mjs';
import { freePort } from '../lib/ports.mjs';
import { createDatabase, migrate } from '../start/database.mjs';
import { clusterHome, startPostgres } from '../start/postgres.mjs';
import { createRegistry, currentHolder, endLeftovers } from '../start/registry.mjs';
import { loadSecrets } from '../start/secrets.mjs';
import { embeddedAddresses, processEnvironment, superuserAddress } from '../start/settings.mjs';
import { startSystem } from '../start/system.mjs';
import { findCommand } from './parts.mjs';

const PREFIX = 'mandataire-test-';
const ANY_PORT = { API_PORT: 0, STATUS_PORT: 0, WORKER_PORT: 0, MAILBOX_PORT: 0, SMTP_PORT: 0 };

/** The caller's environment without what would point the tests at somebody's real servers. */
export function cleanEnvironment(env = process.env) {
  const pointing =
    /(_DATABASE_URL|^REDIS_URL|^SMTP_URL|^PUBLIC_URL|^PKI_BASE_URL|^STATUS_URL|_PORT|_SECRET|^DATA_DIR|^CLOCK_OFFSET_FILE|^NODE_ENV)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !pointing.test(name)));
}

/** Removes what killed test runs left: their processes first, then their folders. */
export async function sweepOldRuns(directory = os.tmpdir()) {
  const old = readdirSync(directory).filter((name) => name.startsWith(PREFIX));
  for (const name of old) {
    const folder = path.join(directory, name);
    const found = statSync(folder, { throwIfNoEntry: false });
    if (!found?.isDirectory() || found.uid !== process.getuid?.()) continue;
    // A run that has just made its folder has not signed it yet.
    if (currentHolder(folder) || Date.now() - found.mtimeMs < 60_000) continue;
    for (const part of ['', 'system']) await endLeftovers(path.join(folder, part));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder of this run that PostgreSQL's account can walk through. */
function makeFolder() {
  const folder = mkdtempSync(path.join(os.tmpdir(), PREFIX));
  chmodSync(folder, 0o711);
  return folder;
}

async function startDatabase(folder, registry, signal) {
  const dataDir = path.join(folder, 'database');
  mkdirSync(dataDir, { mode: 0o711 });
  const secrets = loadSecrets(dataDir);
  const server = await startPostgres({
    dataDir,
    password: secrets.superuserPassword,
    logFile: path.join(folder, 'postgres.log'),
    fast: true,
  });
  registry.add('postgres', server);
  const onBase = (url) => Object.assign(new URL(url), { pathname: '/base' }).href;
  const addresses = Object.fromEntries(
    Object.entries(embeddedAddresses(server.port, secrets)).map(([name, url]) => [name, onBase(url)]),
  );
  const superuser = onBase(superuserAddress(server.superuserUrl));
  try {
    await createDatabase(server.superuserUrl, addresses.OWNER_DATABASE_URL);
    const ports = { API_PORT: 1, STATUS_PORT: 1, WORKER_PORT: 1, SMTP_PORT: 1 };
    const env = processEnvironment({ env: cleanEnvironment(), dataDir, ports, secrets, addresses });
    await migrate('roles', { ...env, SUPERUSER_DATABASE_URL: superuser }, signal);
    await migrate('up', env, signal);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const tested = Object.entries({ ...addresses, SUPERUSER_DATABASE_URL: superuser });
  return { env: Object.fromEntries(tested.map(([name, url]) => [`TEST_${name}`, url])), stop: server.stop };
}

function ping(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', (answer) => (socket.destroy(), resolve(String(answer).startsWith('+PONG'))));
    socket.once('error', () => resolve(false));
  });
}

async function startRedis(folder, registry) {
  const command = findCommand(['redis-server']);
  if (command === null) return { env: {}, stop: async () => {} };
  const port = await freePort();
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
  ];
  const child = spawn(command, args, { detached: true, stdio: 'ignore' });
  const record = { pid: child.pid, identity: undefined };
  while (!(await ping(port))) {
    if (child.exitCode !== null) throw new Error(`redis-server ended with ${child.exitCode}`);
    await pause(20);
  }
  // Redis writes its own title over its command line, so its identity is read once it answers.
  record.identity = identityOf(child.pid);
  registry.add('redis', record);
  return { env: { TEST_REDIS_URL: `redis://127.0.0.1:${port}` }, stop: () => endProcess(record) };
}

/** What the tests on real parts need, started on demand and ended together, newest first. */
export function createResources(signal) {
  const folder = makeFolder();
  const registry = createRegistry(folder);
  const starts = [];
  const keep = (starting) => {
    starts.push(starting);
    return starting;
  };
  return {
    folder,
    database: async () => (await keep(startDatabase(folder, registry, signal))).env,
    redis: async () => (await keep(startRedis(folder, registry))).env,
    async system() {
      const dataDir = path.join(folder, 'system');
      const env = cleanEnvironment();
      await keep(startSystem({ dataDir, ports: ANY_PORT, fast: true, env, signal }));
      return { MANDATAIRE_RUN_FILE: path.join(dataDir, 'run.json') };
    },
    async close() {
      // An interruption may come while something still starts: wait for it, then end it.
      const settled = await Promise.allSettled(starts);
      for (const { value } of settled.reverse()) await value?.stop();
      for (const part of ['database', 'system']) removeOutside(path.join(folder, part));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Below a closed temporary directory the cluster lives elsewhere: remove it too. */
function removeOutside(dataDir) {
  const home = path.dirname(clusterHome(dataDir));
  if (home !== dataDir) rmSync(home, { recursive: true, force: true });
}
