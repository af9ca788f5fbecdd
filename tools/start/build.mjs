import { Failure } from '../lib/failure.mjs';
import { binary } from '../lib/root.mjs';
import { runNode } from '../lib/run.mjs';

/** The environment in which Nx neither starts a daemon nor draws a screen. */
export const nxEnvironment = (env = process.env) => ({
  ...env,
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  FORCE_COLOR: '0',
  NX_NO_CLOUD: 'true',
  // Nx runs the packages' scripts through npm, which would ask the registry for its own updates.
  npm_config_update_notifier: 'false',
});

/** Runs one target of every project; Nx skips what hasn't changed. */
export function runTarget(target, { args = [], signal, env } = {}) {
  return runNode(
    [binary('nx', 'dist', 'bin', 'nx.js'), 'run-many', '-t', target, '--output-style=static', ...args],
    {
      env: nxEnvironment(env),
      signal,
    },
  );
}

/** Builds everything, or shows the compiler's output. */
export async function buildAll({ signal } = {}) {
  const { code, output } = await runTarget('build', { signal });
  if (code !== 0) throw new Failure('La construction a échoué : voyez ci-dessus.', { details: output });
}
