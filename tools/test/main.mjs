/** `npm test` (everything) and `npm run test:fast` (what needs no server): the last line is `N passed, N failed`. */
import { Failure, printError } from '../lib/failure.mjs';
import { ensureInstalled } from '../lib/install.mjs';
import { requireNode } from '../lib/node-version.mjs';
import { createProgress } from '../lib/progress.mjs';
import { BUILD, CHECKS, runCheck, runChecks, TYPED_LINT } from './checks.mjs';
import { GROUPS, runGroup } from './groups.mjs';
import { ensureParts, findCommand, PARTS } from './parts.mjs';
import { createResources, sweepOldRuns } from './resources.mjs';
import { createTally } from './tally.mjs';

const fast = process.argv.includes('--fast');
const interruption = new AbortController();
const { signal } = interruption;
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(name, () => interruption.abort(new Failure('Tests interrompus.')));

const progress = createProgress({ live: false });
const tally = createTally();

/** Starts a resource and returns its environment; when it can't start, the reason fails the groups that need it. */
async function attempt(start) {
  try {
    return { env: await start() };
  } catch (error) {
    signal.throwIfAborted();
    let text = '';
    printError(error, (part) => (text += part));
    return { error: text };
  }
}

/** Runs a group on its resources, or fails it once with the reason why they are missing. */
async function runOn(name, resources, outputDir) {
  const broken = resources.find(({ error }) => error);
  if (broken) {
    tally.record(GROUPS[name].title, { passed: 0, failed: 1, milliseconds: 0, output: broken.error });
    return;
  }
  await runGroup(name, tally, {
    signal,
    outputDir,
    env: Object.assign({}, ...resources.map(({ env }) => env)),
  });
}

async function runFull(resources, missing) {
  const built = await runCheck(BUILD, tally, signal);
  // The servers start while the tests that need none run.
  const starting = Promise.all([
    attempt(resources.redis),
    attempt(() => (built ? resources.database() : Promise.reject(new Error('The build failed.')))),
    attempt(() => (built ? resources.system() : Promise.reject(new Error('The build failed.')))),
  ]);
  starting.catch(() => {});
  await runGroup('unit', tally, { signal, outputDir: resources.folder });
  await runGroup('architecture', tally, { signal, outputDir: resources.folder });
  const [redis, database, system] = await starting;
  const has = (part) => !missing.some(({ name }) => name === part);
  const tools = { env: { CHROMIUM_PATH: findCommand(PARTS[0].commands) ?? '' } };
  if (!has('chromium')) tally.skip(1, 'chromium', PARTS[0].cure);
  await runOn('e2e', [redis, database, system], resources.folder);
  // Browsers wait most of their time; integration tests have databases of their own, on another server.
  await Promise.all([
    runOn('integration', [redis, database], resources.folder),
    has('chromium') && runOn('console', [redis, database, system, tools], resources.folder),
  ]);
}

async function main() {
  requireNode();
  await ensureInstalled(progress, { signal });
  const { missing } = fast ? { missing: [] } : await ensureParts(progress, signal);
  await sweepOldRuns();
  const resources = createResources(signal);
  try {
    await runChecks(fast ? CHECKS : [...CHECKS, TYPED_LINT], tally, signal);
    if (fast) {
      await runGroup('unit', tally, { signal, outputDir: resources.folder });
      await runGroup('architecture', tally, { signal, outputDir: resources.folder });
    } else {
      await runFull(resources, missing);
    }
  } finally {
    await resources.close();
  }
  for (const { name, cure } of missing.filter((part) => part.name !== 'chromium')) tally.skip(1, name, cure);
  return tally.finish(performance.now());
}

try {
  process.exit(await main());
} catch (error) {
  printError(error);
  if (!signal.aborted) process.stdout.write('0 passed, 1 failed\n');
  process.exit(signal.aborted ? 130 : 1);
}
