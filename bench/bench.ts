export interface BenchContext {
  /** Progress for a person; silent with `--json`. */
  readonly print: (line: string) => void;
  readonly flags: readonly string[];
}

/** A published figure: measured in this run on this machine, with the ratio or reference it is read against. */
export interface Bench {
  /** What it measures and against what, one line for the manual. */
  readonly about: string;
  run(context: BenchContext): Promise<Readonly<Record<string, unknown>> & { readonly ok?: boolean }>;
}
