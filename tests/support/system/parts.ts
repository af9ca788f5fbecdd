import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** The full path of a system command, or null: a test that needs it skips itself and says so. */
export function availablePart(command: string): string | null {
  for (const directory of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(directory, command);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not here: look further along the PATH.
    }
  }
  return null;
}

/** The browser that the runner found. */
export function chromiumPath(): string {
  const file = process.env.CHROMIUM_PATH || availablePart('chromium');
  if (!file) throw new Error('No Chromium: run the console tests through `npm test`.');
  return file;
}

/** The Redis of this test run; undefined when redis-server is missing (then the Redis half skips itself). */
export const redisUrl = (): string | undefined => process.env.TEST_REDIS_URL || undefined;
