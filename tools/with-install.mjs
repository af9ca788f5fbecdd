/** `node tools/with-install.mjs SCRIPT.ts …`: runs a TypeScript tool, after installing the dependencies when they are missing. */
import { spawn } from 'node:child_process';
import { printError } from './lib/failure.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { requireNode } from './lib/node-version.mjs';
import { createProgress } from './lib/progress.mjs';
import { ROOT } from './lib/root.mjs';

try {
  requireNode();
  // The tool's own standard output may be read by a program: progress goes to standard error.
  await ensureInstalled(createProgress({ write: (text) => process.stderr.write(text), live: false }));
  const child = spawn(process.execPath, ['--import', 'tsx', ...process.argv.slice(2)], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => child.kill(name));
  child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
} catch (error) {
  printError(error);
  process.exitCode = 1;
}
