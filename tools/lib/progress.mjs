/** Seconds in French form: `23,4 s`. */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1).replace('.', ',')} s`;
}

/**
 * One line per step, written when the step ends with its duration; on a terminal the running step is shown too.
 * `run` returns what the step returns, and lets its error through after marking the line.
 */
export function createProgress({
  write = (text) => process.stdout.write(text),
  live = process.stdout.isTTY,
} = {}) {
  async function run(title, work) {
    const startedAt = performance.now();
    if (live) write(`… ${title}`);
    const mark = (sign) =>
      write(`${live ? '\r\u001b[K' : ''}${sign} ${title}  ${seconds(performance.now() - startedAt)}\n`);
    try {
      const result = await work();
      mark('✔');
      return result;
    } catch (error) {
      mark('✖');
      throw error;
    }
  }
  return { run, say: (text) => write(`${live ? '\r\u001b[K' : ''}${text}\n`) };
}
