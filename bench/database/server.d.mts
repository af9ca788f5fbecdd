export interface BenchApi {
  readonly url: string;
  readonly pid: number;
}

export interface BenchServer {
  superuserUrl(database: string): string;
  /** One address per login role, by the name of its variable. */
  urlsOf(database: string): Readonly<Record<string, string>>;
  readonly dataKeySecret: string;
  readonly dataDir: string;
  readonly ocspKeySecret: string;
  /** An empty database with roles, schema and catalogue. */
  createMigrated(database: string): Promise<void>;
  /** Drops a database, ending what is connected to it. */
  drop(database: string): Promise<void>;
  /** The product's own api process (already built) over this database, in production's settings. */
  startApi(database: string, options?: { readonly nodeOptions?: readonly string[] }): Promise<BenchApi>;
  /** The product's own status process (already built) over this database, which has a root. */
  startStatus(database: string): Promise<BenchApi>;
  /** Ends the processes, then PostgreSQL. */
  stop(): Promise<void>;
}

/** Starts the benches' own PostgreSQL below `.data/bench`. */
export function startBenchServer(options?: { readonly signal?: AbortSignal }): Promise<BenchServer>;
