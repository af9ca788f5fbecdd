import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { post } from './client.js';
import type { Asked } from './authority.js';

const PAUSE_MS = 2;
const PATIENCE_MS = 30_000;

/** Revokes as the worker does, and looks as any client does, on connections of its own. */
export class Revocations {
  private readonly agent = new http.Agent({ keepAlive: true });

  private constructor(
    private readonly worker: pg.Client,
    private readonly issuerId: string,
    private readonly url: string,
  ) {}

  static async open(workerUrl: string, issuerId: string, url: string): Promise<Revocations> {
    const worker = new pg.Client({ connectionString: workerUrl });
    await worker.connect();
    return new Revocations(worker, issuerId, url);
  }

  /** Milliseconds from the sending of the statement to the arrival of an answer that says revoked. */
  async revoke({ serial, request }: Asked): Promise<number> {
    const before = request.read((await post(this.url, request.der, this.agent)).body);
    if (before !== 'good') throw new Error(`${serial} is ${before} before it is revoked`);
    const start = performance.now();
    await this.worker.query(
      `UPDATE issued_serial SET state = 'REVOKED', revoked_at = now() WHERE issuer_id = $1 AND serial = $2`,
      [this.issuerId, serial],
    );
    for (;;) {
      const said = request.read((await post(this.url, request.der, this.agent)).body);
      const elapsed = performance.now() - start;
      if (said === 'revoked') return elapsed;
      if (elapsed > PATIENCE_MS) throw new Error(`${serial} is still ${said}`);
      await pause(PAUSE_MS);
    }
  }

  async close(): Promise<void> {
    this.agent.destroy();
    await this.worker.end();
  }
}
