/** One step of a journey as it was seen. */
export interface Step {
  readonly name: string;
  readonly ms: number;
  readonly ok: boolean;
  readonly error?: string;
}

/** Runs steps in order, prints each with its duration, and stops at the first that fails. */
export class Steps {
  readonly done: Step[] = [];

  constructor(private readonly print: (line: string) => void) {}

  /** @throws what the step threw, after printing it. */
  async run<T>(name: string, act: () => Promise<T>): Promise<T> {
    const start = performance.now();
    const end = (error?: unknown) => {
      const ms = Math.round(performance.now() - start);
      const message =
        error === undefined ? undefined : error instanceof Error ? error.message : String(error);
      this.done.push({
        name,
        ms,
        ok: error === undefined,
        ...(message === undefined ? {} : { error: message }),
      });
      this.print(`${error === undefined ? '✓' : '✗'} ${name} (${ms} ms)${message ? `\n  ${message}` : ''}`);
    };
    try {
      const result = await act();
      end();
      return result;
    } catch (error) {
      end(error);
      throw error;
    }
  }
}
