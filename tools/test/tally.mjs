import { seconds } from '../lib/progress.mjs';

/** Counts what passed, failed and was skipped, prints one line per step, and ends with the two lines that callers read. */
export function createTally({
  write = (text) => process.stdout.write(text),
  strict = process.env.CI === 'true',
} = {}) {
  const count = { passed: 0, failed: 0 };
  const skips = [];

  /** One finished step: brief when it passed, with its whole output when it didn't. */
  function record(title, { passed, failed, milliseconds, output = '' }) {
    count.passed += passed;
    count.failed += failed;
    const tests = passed + failed > 1 ? `  ${passed} réussis${failed ? `, ${failed} échoués` : ''}` : '';
    write(`${failed ? '✖' : '✔'} ${title}${tests}  ${seconds(milliseconds)}\n`);
    if (failed && output) write(`${output.trimEnd()}\n\n`);
  }

  /** `number` tests that could not run for want of `part`, and how to get it. */
  function skip(number, part, cure) {
    if (number > 0) skips.push({ number, part, cure });
  }

  /** Prints the end and returns the exit code. */
  function finish(milliseconds) {
    const skipped = skips.reduce((sum, { number }) => sum + number, 0);
    write(`\nDurée : ${seconds(milliseconds)}\n`);
    if (skipped > 0) {
      write(`skipped: ${skipped} (${skips.map(({ part, cure }) => `${part}, ${cure}`).join('; ')})\n`);
      if (strict) count.failed += skipped;
    }
    write(`${count.passed} passed, ${count.failed} failed\n`);
    return count.failed === 0 ? 0 : 1;
  }

  return { record, skip, finish };
}
