import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../lib/failure.mjs';
import { createProgress } from '../lib/progress.mjs';
import { resolvePorts } from '../lib/ports.mjs';
import { inRoot } from '../lib/root.mjs';
import { startChild, tail, waitHealthy } from './child.mjs';
import { createDatabase, migrate, parseLogins } from './database.mjs';
import { startPostgres } from './postgres.mjs';
import { createRegistry, endLeftovers, refuseWhileRunning } from './registry.mjs';
import { loadSecrets, writePrivate } from './secrets.mjs';
import * as settings from './settings.mjs';

/** A process that dies more often than this is broken: it is not started again. */
const MOST_DEATHS_A_MINUTE = 5;

/** The processes in the order of their start; they end in the reverse order, PostgreSQL last. */
const PROCESSES = [
  { name: 'mailbox', port: 'MAILBOX_PORT', args: ['--import', 'tsx', inRoot('tools', 'mailbox', 'main.ts')] },
  { name: 'status', port: 'STATUS_PORT', args: [inRoot('apps', 'status', 'dist', 'main.js')] },
  { name: 'worker', port: 'WORKER_PORT', args: [inRoot('apps', 'worker', 'dist', 'main.js')] },
  { name: 'api', port: 'API_PORT', args: [inRoot('apps', 'api', 'dist', 'main.js')] },
];

/** Creates the data directory; its secrets are files of mode 0600, the directory itself lets PostgreSQL's account walk through. */
function prepareDirectory(dataDir) {
  if (existsSync(dataDir) && process.getuid && statSync(dataDir).uid !== process.getuid()) {
    throw new Failure(
      `${dataDir} appartient à un autre compte : relancez sous ce compte, ou donnez un autre dossier par DATA_DIR.`,
    );
  }
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, 0o711);
  mkdirSync(path.join(dataDir, 'log'), { recursive: true, mode: 0o700 });
}

/**
 * A whole running product: embedded PostgreSQL (or the given server), database, demo data, mailbox, status, worker and api.
 * Each step is safe to interrupt: `stop()` ends whatever was started so far, in order.
 */
class System {
  constructor(options) {
    this.env = options.env ?? process.env;
    this.dataDir = path.resolve(options.dataDir);
    this.options = options;
    this.progress = options.progress ?? createProgress({ write: options.log ?? (() => {}), live: false });
    this.children = new Map();
    this.startedAt = new Date().toISOString();
  }

  logFile(name) {
    return path.join(this.dataDir, 'log', `${name}.log`);
  }

  async start() {
    refuseWhileRunning(this.dataDir, 'ce démarrage');
    prepareDirectory(this.dataDir);
    const left = await endLeftovers(this.dataDir, { keep: ['postgres'] });
    if (left.length > 0)
      this.progress.say(`Processus d’un démarrage interrompu arrêtés : ${left.join(', ')}`);
    this.ports = await resolvePorts(settings.wishedPorts(this.env, this.options.ports));
    const ownServer = settings.usesOwnServer(this.env);
    const secrets = loadSecrets(this.dataDir);
    this.registry = createRegistry(this.dataDir);
    const addresses = ownServer
      ? {}
      : await this.progress.run('PostgreSQL', () => this.startDatabaseServer(secrets));
    const redisUrl = this.options.redisUrl ?? this.env.REDIS_URL;
    this.childEnv = settings.processEnvironment({ ...this, secrets, addresses, redisUrl });
    this.logins = await this.prepareDatabase(addresses);
    await this.progress.run('Processus', () => this.startProcesses());
    this.writeRun();
    this.ready = true;
  }

  writeRun() {
    this.run = this.describe(this.logins);
    writePrivate(path.join(this.dataDir, 'run.json'), `${JSON.stringify(this.run, null, 2)}\n`);
  }

  async startDatabaseServer(secrets) {
    this.postgres = await startPostgres({
      dataDir: this.dataDir,
      password: secrets.superuserPassword,
      logFile: this.logFile('postgres'),
      fast: this.options.fast,
      say: this.progress.say,
    });
    this.registry.add('postgres', this.postgres);
    const addresses = settings.embeddedAddresses(this.postgres.port, secrets);
    await createDatabase(this.postgres.superuserUrl, addresses.OWNER_DATABASE_URL);
    return addresses;
  }

  /** Roles (as superuser on the embedded server), schema, authority and demo data; every step may run again. */
  async prepareDatabase() {
    const step = (title, command, env = this.childEnv) =>
      this.progress.run(title, () => migrate(command, env, this.options.signal));
    const superuser = this.postgres
      ? settings.superuserAddress(this.postgres.superuserUrl)
      : this.env.SUPERUSER_DATABASE_URL;
    if (superuser) {
      await step('Rôles', 'roles', { ...this.childEnv, SUPERUSER_DATABASE_URL: superuser });
    }
    await step('Schéma', 'up');
    await step('Autorité de certification', 'authority');
    return parseLogins(await step('Jeu de démonstration', 'seed'));
  }

  async startProcesses() {
    const wanted = PROCESSES.filter(({ port }) => this.ports[port] !== undefined);
    for (const { name } of wanted) {
      // What the last run said before it ended is the evidence of how it ended.
      const log = this.logFile(name);
      if (existsSync(log)) renameSync(log, log.replace(/\.log$/, '.previous.log'));
      this.launch(name);
    }
    await Promise.all(wanted.map(({ name }) => this.waitReady(name)));
  }

  launch(name, { append = false } = {}) {
    const { args } = PROCESSES.find((process) => process.name === name);
    const env = settings.environmentOf(name, this.childEnv);
    const child = startChild({ name, args, env, logFile: this.logFile(name), append });
    this.children.set(name, child);
    this.registry.add(name, child);
    void child.ended.then((how) => {
      if (child.expected) return;
      if (this.ready && this.options.revive) void this.revive(child, how);
      else this.fail?.(this.deathOf(child, how));
    });
  }

  /** One dead process must not take the others along: it is started again, unless it keeps dying. */
  async revive(child, how) {
    const now = performance.now();
    this.deaths = [...(this.deaths ?? []).filter((at) => now - at < 60_000), now];
    if (this.deaths.length > MOST_DEATHS_A_MINUTE) {
      this.fail?.(this.deathOf(child, how));
      return;
    }
    this.progress.say(`${child.name} s’est arrêté (${how}), il est relancé ; journal : ${child.logFile}`);
    await pause(this.deaths.length * 500);
    if (this.stopping) return;
    this.launch(child.name, { append: true });
    this.writeRun();
  }

  waitReady(name) {
    const { port } = PROCESSES.find((process) => process.name === name);
    const url = `http://127.0.0.1:${this.ports[port]}/health`;
    return waitHealthy(this.children.get(name), url, { signal: this.options.signal });
  }

  deathOf(child, how) {
    return new Failure(`${child.name} s’est arrêté (${how}) ; journal : ${child.logFile}`, {
      details: tail(child.logFile),
    });
  }

  describe(logins) {
    const { PUBLIC_URL, STATUS_URL, SMTP_URL } = this.childEnv;
    const mailbox = this.ports.MAILBOX_PORT && `http://localhost:${this.ports.MAILBOX_PORT}`;
    const databases = ['OWNER', 'APP', 'WORKER', 'STATUS', 'EMERGENCY', 'QUEUE', 'ARCHIVE'];
    return {
      urls: {
        console: PUBLIC_URL,
        graphql: `${PUBLIC_URL}/graphql`,
        status: STATUS_URL,
        worker: `http://localhost:${this.ports.WORKER_PORT}`,
        ...(mailbox ? { mailbox } : {}),
      },
      smtp: SMTP_URL,
      ...(mailbox ? { mailboxApi: `${mailbox}/api` } : {}),
      logins,
      databases: Object.fromEntries(
        databases.map((role) => [role.toLowerCase(), this.childEnv[`${role}_DATABASE_URL`]]),
      ),
      pids: Object.fromEntries(
        [...(this.postgres ? [['postgres', this.postgres]] : []), ...this.children].map(([name, child]) => [
          name,
          child.pid,
        ]),
      ),
      clockOffsetFile: this.childEnv.CLOCK_OFFSET_FILE,
      dataDir: this.dataDir,
      startedAt: this.startedAt,
    };
  }

  /** Kills one process at once, as a crash would; `restart` brings it back on the same port. */
  async kill(name, signal = 'SIGKILL') {
    await this.children.get(name).kill(signal);
    this.registry.remove(name);
  }

  async restart(name) {
    this.launch(name, { append: true });
    await this.waitReady(name);
  }

  /** Ends everything: api, worker, status, mailbox, then PostgreSQL. Safe to call twice and at any moment. */
  stop() {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  async stopAll() {
    rmSync(path.join(this.dataDir, 'run.json'), { force: true });
    for (const { name } of PROCESSES.toReversed()) await this.children.get(name)?.stop();
    await this.postgres?.stop();
    this.registry?.close();
  }
}

/**
 * Starts the product. On failure everything already started is ended before the error is thrown.
 * `died` rejects when a process ends by itself later.
 */
export async function startSystem(options) {
  const system = new System(options);
  const died = new Promise((_, reject) => (system.fail = reject));
  died.catch(() => {});
  try {
    await system.start();
  } catch (error) {
    await system.stop();
    throw error;
  }
  return {
    run: system.run,
    died,
    stop: () => system.stop(),
    kill: (name, signal) => system.kill(name, signal),
    restart: (name) => system.restart(name),
  };
}
