import type { DueRow, DueWork } from '@mandataire/application/queue';
import type { ReadDatabase } from '../database/index.js';

const CARRY_OUT = `
  SELECT tenant_id AS "tenantId", id AS "objectId" FROM revocation_request
  WHERE state IN ('AUTHENTICATED', 'SENT_TO_CA') AND received_at < $1 ORDER BY received_at, id LIMIT $2`;

const OBSERVE = `
  SELECT tenant_id AS "tenantId", id AS "objectId" FROM revocation_request
  WHERE state = 'CONFIRMED' AND confirmed_at < $1 ORDER BY confirmed_at, id LIMIT $2`;

/** From the register: it says when a serial was reserved, and stands outside the companies. */
const RESERVED = `
  SELECT tenant_id AS "tenantId", certificate_id AS "objectId" FROM issued_serial
  WHERE state = 'RESERVED' AND reserved_at < $1 ORDER BY reserved_at, serial LIMIT $2`;

const LINKS = `
  SELECT o.tenant_id AS "tenantId", o.id AS "objectId"
  FROM certificate_order o
  CROSS JOIN LATERAL (
    SELECT l.expires_at FROM one_time_link l
    WHERE l.tenant_id = o.tenant_id AND l.purpose = 'RETRIEVAL' AND l.object_id = o.id
    ORDER BY l.created_at DESC, l.id DESC LIMIT 1
  ) newest
  WHERE o.state = 'LINK_SENT' AND newest.expires_at <= $1
  ORDER BY newest.expires_at, o.id LIMIT $2`;

const EXPIRED = `
  SELECT tenant_id AS "tenantId", id AS "objectId" FROM certificate
  WHERE state IN ('ACTIVE', 'ISSUED') AND not_after <= $1 ORDER BY not_after, id LIMIT $2`;

/**
 * Reason to look over companies: the sweeper finds what the queue has lost, whoever's it is (house.md). Login role
 * `worker`, scope `sweep`: its policies show only rows in the states named here; the work then enters the company.
 */
export class SqlDueWork implements DueWork {
  constructor(private readonly database: ReadDatabase) {}

  revocationsToCarryOut(before: Date, limit: number): Promise<readonly DueRow[]> {
    return this.due(CARRY_OUT, before, limit);
  }

  revocationsToObserve(before: Date, limit: number): Promise<readonly DueRow[]> {
    return this.due(OBSERVE, before, limit);
  }

  reservedBefore(before: Date, limit: number): Promise<readonly DueRow[]> {
    return this.due(RESERVED, before, limit);
  }

  linksExpired(now: Date, limit: number): Promise<readonly DueRow[]> {
    return this.due(LINKS, now, limit);
  }

  certificatesExpired(now: Date, limit: number): Promise<readonly DueRow[]> {
    return this.due(EXPIRED, now, limit);
  }

  /** Of the newest issuing authority: the root's list has its own, much later end. */
  async crlNextUpdate(): Promise<Date | undefined> {
    const { rows } = await this.database.platform<{ nextUpdate: Date }>(
      `SELECT next_update AS "nextUpdate" FROM crl
       WHERE issuer_id = (
         SELECT id FROM authority_certificate WHERE kind = 'ISSUING' ORDER BY not_before DESC, id LIMIT 1)
       ORDER BY number DESC LIMIT 1`,
    );
    return rows[0]?.nextUpdate;
  }

  private due(text: string, instant: Date, limit: number): Promise<DueRow[]> {
    return this.database.rows<DueRow>({ platformScope: 'sweep' }, { text, values: [instant, limit] });
  }
}
