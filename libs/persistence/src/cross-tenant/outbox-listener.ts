import pg from 'pg';

const RETRY_MS = 1_000;

/**
 * LISTEN outbox on a connection of its own. It comes back by itself when PostgreSQL does, and wakes once then, because
 * what was added meanwhile was announced to nobody.
 */
export class OutboxListener {
  private client: pg.Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly wake: () => void,
  ) {}

  /** Resolves when listening, or when the first try has failed and others will follow. */
  async start(): Promise<void> {
    if (this.closed) return;
    const client = new pg.Client({ connectionString: this.url, keepAlive: true });
    this.client = client;
    client.on('error', () => this.startLater(client));
    client.on('end', () => this.startLater(client));
    client.on('notification', () => this.wake());
    try {
      await client.connect();
      await client.query('LISTEN outbox');
      this.wake();
    } catch {
      this.startLater(client);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  /** A broken client reports its error and its end: one new start for both. */
  private startLater(client: pg.Client): void {
    if (this.closed || this.client !== client) return;
    this.client = undefined;
    void client.end().catch(() => undefined);
    this.retry = setTimeout(() => void this.start(), RETRY_MS).unref();
  }
}
