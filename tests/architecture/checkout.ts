import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout under test. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The files under a folder of the checkout that satisfy a pattern, as paths from the root; builds and modules left out. */
export function filesUnder(folder: string, pattern: RegExp): string[] {
  const skipped = new Set(['node_modules', 'dist', '.nx', '.data', '.git']);
  const walk = (relative: string): string[] =>
    readdirSync(path.join(ROOT, relative), { withFileTypes: true }).flatMap((entry) => {
      const child = path.join(relative, entry.name);
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : walk(child);
      return pattern.test(child) ? [child] : [];
    });
  return walk(folder);
}

/** A folder outside the checkout, so that a killed test leaves the tree clean. */
export function makeScratch(): string {
  return mkdtempSync(path.join(os.tmpdir(), 'mandataire-scratch-'));
}

export function removeScratch(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Gives a scratch folder the installed packages, but its own workspace packages instead of the checkout's. */
export function linkModules(folder: string, workspaces: readonly string[]): void {
  const modules = path.join(folder, 'node_modules');
  mkdirSync(path.join(modules, '@mandataire'), { recursive: true });
  for (const name of readdirSync(path.join(ROOT, 'node_modules'))) {
    if (name === '@mandataire' || name === '.cache') continue;
    symlinkSync(path.join(ROOT, 'node_modules', name), path.join(modules, name));
  }
  for (const workspace of workspaces) {
    symlinkSync(path.join(folder, workspace), path.join(modules, '@mandataire', path.basename(workspace)));
  }
}

/** Runs a Node script in a scratch folder and returns its output, whatever its exit code. */
export function runScript(
  folder: string,
  script: string,
  args: readonly string[],
): { code: number | null; stdout: string; stderr: string } {
  const result = spawnSync(process.execPath, [path.join(ROOT, 'node_modules', script), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: {
      ...process.env,
      NX_DAEMON: 'false',
      NX_TUI: 'false',
      NODE_OPTIONS: '',
      NX_WORKSPACE_ROOT_PATH: folder,
    },
  });
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}
