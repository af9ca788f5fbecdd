import { nxEnvironment, runTarget } from '../start/build.mjs';
import { binary, inRoot } from '../lib/root.mjs';
import { runNode } from '../lib/run.mjs';
import { checkLock } from './lock.mjs';

const SOURCES = ['apps', 'libs', 'migrations', 'tests', 'tools', 'bench'];
const node =
  (...args) =>
  ({ signal }) =>
    runNode(args, { signal });

/**
 * One process for everything: a process for each project would read the rules, the compiler and the project graph anew.
 * The boundary rule takes the graph that Nx has kept, so Nx makes it first, from the sources as they are now.
 */
async function lint({ signal }) {
  const graph = [binary('nx', 'dist', 'bin', 'nx.js'), 'graph', `--file=${inRoot('.nx', 'graph.json')}`];
  const drawn = await runNode(graph, { signal, env: nxEnvironment() });
  if (drawn.code !== 0) return drawn;
  const linted = await runNode([binary('eslint', 'bin', 'eslint.js'), '--max-warnings', '0', '.'], {
    signal,
  });
  return /rule will be skipped/.test(linted.output) ? { ...linted, code: 1 } : linted;
}

function lock() {
  const missing = checkLock(inRoot('package-lock.json'));
  return { code: missing.length, output: missing.join('\n') };
}

const typescript = binary('typescript', 'bin', 'tsc');

/** The checks that read the sources only, in the order of their start; each counts as one test. */
export const CHECKS = [
  {
    title: 'format',
    run: node(binary('prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'),
  },
  { title: 'lint and boundaries between projects', run: lint },
  { title: 'types', run: node(typescript, '-p', 'tsconfig.json') },
  { title: 'types of what drives a browser', run: node(typescript, '-p', 'tsconfig.browser.json') },
  { title: 'types of the console', run: node(typescript, '-p', 'apps/console/tsconfig.json', '--noEmit') },
  {
    title: 'boundaries inside projects',
    run: node(
      binary('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.mjs',
      ...SOURCES,
    ),
  },
  { title: 'lock file', run: lock },
];

/** Takes as long as all the others together, so only the full tests run it. */
export const TYPED_LINT = {
  title: 'promises that nobody awaits',
  run: node(
    binary('eslint', 'bin', 'eslint.js'),
    '-c',
    'eslint.typed.config.mjs',
    '--max-warnings',
    '0',
    'libs',
    'migrations',
    'apps',
    'tools',
  ),
};

/** The build that the running system needs; one test too. */
export const BUILD = { title: 'build', run: ({ signal }) => runTarget('build', { signal }) };

/** Runs one check and records it. */
export async function runCheck({ title, run }, tally, signal) {
  const startedAt = performance.now();
  const { code, output } = await run({ signal });
  const failed = code === 0 ? 0 : 1;
  tally.record(title, { passed: 1 - failed, failed, milliseconds: performance.now() - startedAt, output });
  return failed === 0;
}

/** Runs checks two at a time: one per core of a small machine. */
export async function runChecks(checks, tally, signal) {
  const waiting = [...checks];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await runCheck(next, tally, signal);
  };
  await Promise.all([lane(), lane()]);
}
