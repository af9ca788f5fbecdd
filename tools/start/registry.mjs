import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../lib/failure.mjs';
import { endProcess, identityOf, isAlive } from '../lib/processes.mjs';
import { writePrivate } from './secrets.mjs';

const fileOf = (dataDir) => path.join(dataDir, 'processes.json');

function read(dataDir) {
  const file = fileOf(dataDir);
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** The tool that holds this data directory now, or null. */
export function currentHolder(dataDir) {
  const holder = read(dataDir)?.supervisor;
  return holder && isAlive(holder) ? holder : null;
}

/** Refuses when another live tool holds the directory. */
export function refuseWhileRunning(dataDir, wish) {
  const holder = currentHolder(dataDir);
  if (!holder || holder.pid === process.pid) return;
  throw new Failure(
    `Mandataire tourne déjà (processus ${holder.pid}), ${wish} attendra : arrêtez-le par Ctrl-C dans son terminal, ou « kill ${holder.pid} ».`,
  );
}

/**
 * Ends what a killed run left behind: only processes whose number, start and command line are those it recorded.
 * A start keeps the database server, which it adopts; a reset ends it too.
 */
export async function endLeftovers(dataDir, { keep = [] } = {}) {
  const left = Object.entries(read(dataDir)?.children ?? {}).filter(
    ([name, record]) => !keep.includes(name) && isAlive(record),
  );
  for (const [name, record] of left) {
    await endProcess(record, { signal: name === 'postgres' ? 'SIGINT' : 'SIGTERM', graceMs: 5_000 });
  }
  return left.map(([name]) => name);
}

/** The record of this run's processes, written at each change so that a later run can end what a kill leaves. */
export function createRegistry(dataDir) {
  const children = {};
  const supervisor = { pid: process.pid, identity: identityOf(process.pid) };
  const save = () => writePrivate(fileOf(dataDir), `${JSON.stringify({ supervisor, children }, null, 2)}\n`);
  save();
  return {
    add: (name, record) => {
      children[name] = { pid: record.pid, identity: record.identity };
      save();
    },
    remove: (name) => {
      delete children[name];
      save();
    },
    close: () => rmSync(fileOf(dataDir), { force: true }),
  };
}
