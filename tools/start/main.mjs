/** `npm start`: everything from a fresh clone to a running, seeded product, then waits until it is told to stop. */
import path from 'node:path';
import { Failure, printError } from '../lib/failure.mjs';
import { ensureInstalled } from '../lib/install.mjs';
import { requireNode } from '../lib/node-version.mjs';
import { createProgress, seconds } from '../lib/progress.mjs';
import { inRoot } from '../lib/root.mjs';
import { buildAll } from './build.mjs';
import { refuseWhileRunning } from './registry.mjs';
import { startSystem } from './system.mjs';
import { readyTable } from './table.mjs';

const stopRequest = new AbortController();
const stopRequested = new Promise((resolve) =>
  stopRequest.signal.addEventListener('abort', resolve, { once: true }),
);
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(name, () => stopRequest.abort(new Failure('Arrêt demandé.')));
}

async function main() {
  requireNode();
  const dataDir = path.resolve(process.env.DATA_DIR || inRoot('.data'));
  refuseWhileRunning(dataDir, 'ce démarrage');
  const progress = createProgress();
  const { signal } = stopRequest;
  await ensureInstalled(progress, { signal });
  await progress.run('Construction', () => buildAll({ signal }));
  const system = await startSystem({
    dataDir,
    progress,
    signal,
    fast: process.argv.includes('--fast'),
    revive: true,
  });
  progress.say(readyTable(system.run));
  progress.say(
    `Prêt en ${seconds(performance.now())}. Ctrl-C arrête tout ; journaux : ${path.join(dataDir, 'log')}`,
  );
  try {
    await Promise.race([stopRequested, system.died]);
  } finally {
    progress.say('Arrêt…');
    await system.stop();
  }
}

try {
  await main();
  process.exit(0);
} catch (error) {
  if (stopRequest.signal.aborted) process.exit(130);
  printError(error);
  process.exit(1);
}
