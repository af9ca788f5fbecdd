/** A demo login, as the seed printed it. */
export interface DemoLogin {
  readonly role: string;
  readonly company?: string;
  readonly email: string;
  readonly password: string;
  readonly totpSecret?: string;
}

/** What `.data/run.json` holds: everything a client of the running system needs to know. */
export interface Run {
  readonly urls: {
    readonly console: string;
    readonly graphql: string;
    readonly status: string;
    readonly worker: string;
    readonly mailbox?: string;
  };
  readonly smtp: string;
  readonly mailboxApi?: string;
  readonly logins: readonly DemoLogin[];
  readonly databases: Readonly<
    Record<'owner' | 'app' | 'worker' | 'status' | 'emergency' | 'queue' | 'archive', string>
  >;
  readonly pids: Readonly<Record<string, number>>;
  readonly clockOffsetFile: string;
  readonly dataDir: string;
  readonly startedAt: string;
}

export type ProcessName = 'mailbox' | 'status' | 'worker' | 'api';
export type PortName = 'API_PORT' | 'STATUS_PORT' | 'WORKER_PORT' | 'MAILBOX_PORT' | 'SMTP_PORT';

export interface SystemOptions {
  readonly dataDir: string;
  /** 0 asks for a free port; a name left out takes the environment's value, else the default. */
  readonly ports?: Partial<Record<PortName, number>>;
  /** No fsync: for data that nobody will miss. */
  readonly fast?: boolean;
  /** The queue's store; PostgreSQL when absent. */
  readonly redisUrl?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** Receives the progress lines. */
  readonly log?: (text: string) => void;
}

export interface RunningSystem {
  readonly run: Run;
  /** Rejects when a process ends by itself. */
  readonly died: Promise<never>;
  /** Ends one process at once, as a crash would (SIGKILL by default). */
  kill(name: ProcessName, signal?: NodeJS.Signals): Promise<void>;
  /** Starts a killed process again, on its port, and waits until it is healthy. */
  restart(name: ProcessName): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the whole product (already built) and resolves when every process is healthy. */
export function startSystem(options: SystemOptions): Promise<RunningSystem>;
