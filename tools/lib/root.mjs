import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: every tool may be called from any directory. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A path inside the checkout. */
export const inRoot = (...parts) => path.join(ROOT, ...parts);

/** The script behind a command of an installed package (`nx`, `jest`…), so that no shell and no PATH is needed. */
export const binary = (...parts) => inRoot('node_modules', ...parts);
