import { readFileSync } from 'node:fs';

/**
 * Optional packages that the lock names but doesn't hold: `npm ci` would refuse it, or another system would get no binary.
 * `npm install` can write such a lock without a word when a registry lacks a platform's package.
 */
export function missingFromLock(lock) {
  const present = new Set(Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, '')));
  return Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !present.has(name))
      .map(([name, range]) => `${path.replace(/^.*node_modules\//, '')}@${entry.version} → ${name}@${range}`),
  );
}

/** Reads and checks a lock file. */
export const checkLock = (file) => missingFromLock(JSON.parse(readFileSync(file, 'utf8')));
