import pg from 'pg';
import type { RevocationFeed, RevocationFollower } from '@mandataire/application/certificate';

/** Questions within the promised delay: one may come late, or be lost, before answers are no longer trusted. */
const QUESTIONS_PER_DELAY = 4;
const CONNECT_TIMEOUT_MS = 2_000;

/**
 * LISTEN revoked_serial on a connection of its own, asked for a sign of life several times within the promised delay: a
 * connection that PostgreSQL or the network has silently dropped would tell nothing for hours. PostgreSQL tells what was
 * committed before it answers the question that followed, on the same connection and in this order. A lost connection is
 * opened again for ever; what was revoked meanwhile was announced to nobody, hence `lost` before the first `heardUntil`.
 */
export class SqlRevocationFeed implements RevocationFeed {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  /** The address must be of the server that revocations are written to: a standby announces nothing. */
  constructor(
    private readonly url: string,
    private readonly visibleMs: number,
  ) {}

  follow(follower: RevocationFollower): void {
    void this.open(follower);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private async open(follower: RevocationFollower): Promise<void> {
    if (this.closed) return;
    const client = new pg.Client({
      connectionString: this.url,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    });
    this.client = client;
    const failed = () => this.reopen(client, follower);
    client.on('error', failed).on('end', failed);
    client.on('notification', ({ payload = '' }) => {
      const [issuerId = '', serial = ''] = payload.split(':');
      follower.revoked(issuerId, serial);
    });
    try {
      await client.connect();
      const asked = performance.now();
      await this.inTime(client, 'LISTEN revoked_serial');
      follower.lost();
      follower.heardUntil(asked);
      this.askLater(client, follower);
    } catch {
      failed();
    }
  }

  private askLater(client: pg.Client, follower: RevocationFollower): void {
    if (this.closed || this.client !== client) return;
    this.timer = setTimeout(() => void this.ask(client, follower), this.visibleMs / QUESTIONS_PER_DELAY);
    this.timer.unref();
  }

  private async ask(client: pg.Client, follower: RevocationFollower): Promise<void> {
    const asked = performance.now();
    try {
      await this.inTime(client, 'SELECT 1');
    } catch {
      this.reopen(client, follower);
      return;
    }
    if (this.client !== client) return;
    follower.heardUntil(asked);
    this.askLater(client, follower);
  }

  /** @throws when the answer takes longer than the promised delay. */
  private async inTime(client: pg.Client, text: string): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('PostgreSQL is silent')), this.visibleMs);
    });
    try {
      await Promise.race([client.query(text), silence]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** A broken client reports its error, its end and its unanswered question: one new start for all. */
  private reopen(client: pg.Client, follower: RevocationFollower): void {
    if (this.client !== client) return;
    this.client = undefined;
    follower.lost();
    void client.end().catch(() => undefined);
    if (this.closed) return;
    this.timer = setTimeout(() => void this.open(follower), this.visibleMs / QUESTIONS_PER_DELAY);
    this.timer.unref();
  }
}
