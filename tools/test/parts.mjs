import { existsSync, accessSync, constants } from 'node:fs';
import path from 'node:path';
import { run } from '../lib/run.mjs';

/** What the full tests need from the system beside Node, and the commands that prove it. */
export const PARTS = [
  {
    name: 'chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
    cure: 'apt-get install chromium / brew install --cask chromium',
  },
  {
    name: 'redis-server',
    commands: ['redis-server'],
    cure: 'apt-get install redis-server / brew install redis',
  },
  {
    name: 'softhsm2',
    commands: ['softhsm2-util'],
    cure: 'apt-get install softhsm2 / brew install softhsm',
  },
  {
    name: 'poppler-utils',
    commands: ['pdfsig'],
    cure: 'apt-get install poppler-utils / brew install poppler',
  },
  { name: 'openssl', commands: ['openssl'], cure: 'apt-get install openssl / brew install openssl' },
];

/** What benchmarks measure against, or with. */
export const BENCH_PARTS = [
  { name: 'wrk', commands: ['wrk'], cure: 'apt-get install wrk / brew install wrk' },
  { name: 'golang-cfssl', commands: ['cfssl'], cure: 'apt-get install golang-cfssl / brew install cfssl' },
];

/** The full path of the first of these commands on the PATH, or null. */
export function findCommand(commands, searchPath = process.env.PATH ?? '') {
  for (const command of commands) {
    for (const directory of searchPath.split(path.delimiter)) {
      const file = path.join(directory, command);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here: look further along the PATH.
      }
    }
  }
  return null;
}

const missingParts = (parts) => parts.filter(({ commands }) => findCommand(commands) === null);

/** Root on Debian may install packages; nobody else is asked to. */
const mayInstall = () =>
  process.getuid?.() === 0 && existsSync('/etc/debian_version') && findCommand(['apt-get']) !== null;

/**
 * Makes sure of the system's parts: installs them as root on Debian, after saying so; elsewhere reports what is missing.
 * @returns {Promise<{missing: typeof PARTS}>}
 */
export async function ensureParts(progress, signal, parts = PARTS) {
  const wanted = missingParts(parts);
  if (wanted.length === 0 || !mayInstall()) return { missing: wanted };
  const names = wanted.map(({ name }) => name);
  progress.say(`Paquets Debian à installer : ${names.join(', ')} (apt-get, une à trois minutes).`);
  // RUNLEVEL=1 keeps the packages from starting services: the tests start their own on free ports.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args) => run('apt-get', ['-q', ...args], { env, signal, timeoutMs: 10 * 60_000 });
  const steps = [['update'], ['install', '-y', '--no-install-recommends', ...names]];
  for (const step of steps) {
    const { code, output } = await apt(...step);
    if (code !== 0) {
      progress.say(`« apt-get ${step[0]} » a échoué :\n${output.trimEnd().split('\n').slice(-5).join('\n')}`);
      break;
    }
  }
  return { missing: missingParts(parts) };
}
