import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { binary } from '../lib/root.mjs';
import { runNode } from '../lib/run.mjs';

const JEST = binary('jest', 'bin', 'jest.js');
/** Only ends a group that hangs: two of them share the machine. */
const LIMIT_MS = 15 * 60_000;

/** The jest projects by kind of test; `needs` names what must run around them. */
export const GROUPS = {
  unit: { title: 'rules and use cases', workers: 2 },
  architecture: { title: 'architecture', workers: 2 },
  integration: { title: 'integration', workers: 2 },
  e2e: { title: 'end to end', workers: 1 },
  console: { title: 'journey in Chromium', workers: 1 },
};

/** The counts of a finished run; a file that can't even load is a failure, and so is a group without any test. */
export function countResults(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, pending: 0 };
  const result = JSON.parse(readFileSync(file, 'utf8'));
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const empty = result.numTotalTests === 0 && failed === 0;
  return {
    passed: result.numPassedTests,
    failed: failed + (empty ? 1 : 0),
    pending: result.numPendingTests + result.numTodoTests,
  };
}

/** Runs one group and records its tests. */
export async function runGroup(name, tally, { signal, env = {}, outputDir }) {
  const { title, workers } = GROUPS[name];
  const outputFile = path.join(outputDir, `${name}.json`);
  const startedAt = performance.now();
  const args = [
    '--selectProjects',
    name,
    '--json',
    `--outputFile=${outputFile}`,
    `--maxWorkers=${workers}`,
    '--colors=false',
  ];
  const { code, output } = await runNode(['--experimental-vm-modules', '--no-warnings', JEST, ...args], {
    env: { ...process.env, ...env },
    signal,
    timeoutMs: LIMIT_MS,
  });
  const { passed, failed, pending } = countResults(outputFile);
  const broken = code !== 0 && failed === 0 ? 1 : 0;
  tally.record(title, {
    passed,
    failed: failed + broken,
    milliseconds: performance.now() - startedAt,
    output: withoutJson(output),
  });
  tally.skip(pending, `${title}: tests that skip themselves`, 'see the missing part they name');
}

/** With --json jest also prints the result object on standard output: one long line that nobody reads. */
function withoutJson(output) {
  return output
    .split('\n')
    .filter((line) => !line.startsWith('{"numFailedTestSuites"'))
    .join('\n');
}
