import pg from 'pg';
import { columnTypes } from './values.js';

export interface PoolSettings {
  readonly url: string;
  readonly max: number;
  /** Told of connections that broke while nobody used them; the pool opens new ones by itself. */
  readonly onError?: (error: Error) => void;
}

const STATEMENT_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 5_000;

/** Settings of every connection, of the mapper's pool and of ours alike. */
export const connectionSettings = {
  types: columnTypes,
  keepAlive: true,
  statement_timeout: STATEMENT_TIMEOUT_MS,
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  /** What is sent together travels together; each connection answers in order. */
  pipeline: true,
} as const;

/**
 * A pool that outlives restarts of PostgreSQL: each client has an error listener from its first moment, so that a
 * connection cut while it is checked out fails its query instead of ending the process.
 */
export function openPool({ url, max, onError = () => {} }: PoolSettings): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    ...connectionSettings,
  } as pg.PoolConfig);
  pool.on('error', onError);
  pool.on('connect', (client) => void client.on('error', onError));
  return pool;
}
