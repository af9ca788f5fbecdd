/** `npm run reset`: empties the data directory (database, keys, files, logs) of a system that doesn't run. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Failure, printError } from '../lib/failure.mjs';
import { inRoot } from '../lib/root.mjs';
import { clusterHome } from './postgres.mjs';
import { endLeftovers, refuseWhileRunning } from './registry.mjs';

async function main() {
  const dataDir = path.resolve(process.env.DATA_DIR || inRoot('.data'));
  if (!existsSync(dataDir)) {
    process.stdout.write('Rien à effacer.\n');
    return;
  }
  const entries = readdirSync(dataDir);
  if (entries.length > 0 && !entries.includes('secrets.json')) {
    throw new Failure(`${dataDir} n’est pas un dossier de données de Mandataire : rien n’est effacé.`);
  }
  refuseWhileRunning(dataDir, 'l’effacement');
  await endLeftovers(dataDir);
  const cluster = clusterHome(dataDir);
  if (path.dirname(cluster) !== dataDir) rmSync(path.dirname(cluster), { recursive: true, force: true });
  for (const entry of readdirSync(dataDir))
    rmSync(path.join(dataDir, entry), { recursive: true, force: true });
  process.stdout.write(`${dataDir} est vide : « npm start » repart de zéro.\n`);
}

try {
  await main();
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
