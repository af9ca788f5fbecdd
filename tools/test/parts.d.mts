/** A command of the system, and what to do where it is missing. */
export interface Part {
  /** Of the Debian package. */
  readonly name: string;
  readonly commands: readonly string[];
  readonly cure: string;
}

export const PARTS: readonly Part[];
export const BENCH_PARTS: readonly Part[];

export function findCommand(commands: readonly string[], searchPath?: string): string | null;

/** Installs the missing ones as root on Debian, after saying so; elsewhere tells which are missing. */
export function ensureParts(
  progress: { readonly say: (line: string) => void },
  signal?: AbortSignal,
  parts?: readonly Part[],
): Promise<{ readonly missing: readonly Part[] }>;
