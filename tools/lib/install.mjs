import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { Failure } from './failure.mjs';
import { inRoot } from './root.mjs';
import { run } from './run.mjs';

/**
 * Why the dependencies must be installed, or null when they match the lock.
 * Compares contents, not dates: a fresh checkout may be younger than the modules it came with.
 */
export function installReason(root = inRoot()) {
  const wanted = JSON.parse(readFileSync(`${root}/package-lock.json`, 'utf8')).packages;
  // A linked folder belongs to another checkout: installing through the link would empty it.
  if (lstatSync(`${root}/node_modules`, { throwIfNoEntry: false })?.isSymbolicLink()) return null;
  const hidden = `${root}/node_modules/.package-lock.json`;
  if (!existsSync(hidden)) return 'node_modules manque';
  const present = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  const stale = Object.entries(wanted).find(
    ([name, entry]) =>
      name.startsWith('node_modules/') &&
      !entry.link &&
      !entry.optional &&
      !entry.devOptional &&
      !entry.peer &&
      present[name]?.version !== entry.version,
  );
  return stale
    ? `${stale[0].replace(/^.*node_modules\//, '')} n’est pas dans la version du fichier de verrouillage`
    : null;
}

/** The npm that started this tool, else the one on the PATH. */
function npmCommand() {
  const script = process.env.npm_execpath;
  return script && existsSync(script) && /npm-cli\.c?js$/.test(script)
    ? [process.execPath, [script]]
    : ['npm', []];
}

/** Installs the locked dependencies when they are missing or not those of the lock; says so first. */
export async function ensureInstalled(progress, { signal } = {}) {
  const reason = installReason();
  if (reason === null) return false;
  progress.say(`Dépendances à installer (${reason}) : « npm ci », une minute environ.`);
  await progress.run('Dépendances', async () => {
    const [command, prefix] = npmCommand();
    const { code, output } = await run(command, [...prefix, 'ci', '--no-audit', '--no-fund'], { signal });
    if (code !== 0) {
      throw new Failure(
        '« npm ci » a échoué : vérifiez l’accès au registre npm et l’espace disque, puis relancez.',
        {
          details: output,
        },
      );
    }
  });
  return true;
}
