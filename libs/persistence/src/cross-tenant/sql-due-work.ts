import { addDuration, dateInParis, type CalendarDate } from '@mandataire/domain/time';
import { DEFAULT_LADDER } from '@mandataire/domain/reminder';
import type { CrlValidity, DueRow, DueWork } from '@mandataire/application/queue';
import type { ReadDatabase } from '../database/index.js';

const ASKED = `
  SELECT tenant_id AS "tenantId", id AS "objectId" FROM revocation_request
  WHERE state = 'AUTHENTICATED' ORDER BY received_at, id LIMIT $1`;

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
    SELECT l.expires_at, l.replaced_at FROM one_time_link l
    WHERE l.tenant_id = o.tenant_id AND l.purpose = 'RETRIEVAL' AND l.object_id = o.id
    ORDER BY l.created_at DESC, l.id DESC LIMIT 1
  ) newest
  WHERE o.state = 'LINK_SENT' AND newest.replaced_at IS NULL AND newest.expires_at <= $1
  ORDER BY newest.expires_at, o.id LIMIT $2`;

const EXPIRED = `
  SELECT tenant_id AS "tenantId", id AS "objectId" FROM certificate
  WHERE state IN ('ACTIVE', 'ISSUED') AND not_after <= $1 ORDER BY not_after, id LIMIT $2`;

const MAYBE_LAPSED = `
  SELECT tenant_id AS "tenantId", id AS "objectId" FROM mandate
  WHERE state = 'AWAITING_SIGNATURES' AND representative_signed_at < $1 ORDER BY representative_signed_at, id LIMIT $2`;
const MANDATES_EXPIRED = `
  SELECT tenant_id AS "tenantId", id AS "objectId" FROM mandate
  WHERE state = 'ACTIVE' AND ends_on < $1::date ORDER BY ends_on, id LIMIT $2`;
/** To be escalated, or past their end: the first half hour is nobody's business. */
const SECOND_PERSONS_DUE = `
  SELECT tenant_id AS "tenantId", id AS "objectId" FROM second_person_request
  WHERE state = 'REQUESTED' AND requested_at <= $1 AND (escalated_at IS NULL OR expires_at <= $3)
  ORDER BY requested_at, id LIMIT $2`;
const CHANGES_DUE = `
  SELECT tenant_id AS "tenantId", id AS "objectId" FROM identity_change
  WHERE state IN ('PLANNED', 'APPLYING') AND effective_on <= $1::date ORDER BY effective_on, id LIMIT $2`;
/**
 * One range of ends per rung, so that the index on the end finds the certificates and the ledger's key excludes those
 * that have the rung already. Before the end only what is active is reminded; after it, what has expired by itself.
 */
const TO_REMIND = `
  SELECT c.tenant_id AS "tenantId", c.id AS "objectId"
  FROM unnest($3::integer[], $4::timestamptz[], $5::timestamptz[]) AS band (rung, first_end, past_end)
  JOIN certificate c ON c.state IN ('ACTIVE', 'EXPIRED') AND c.not_after >= band.first_end
    AND c.not_after < band.past_end AND c.not_after < $6
  WHERE (band.rung < 0 OR (c.state = 'ACTIVE' AND c.not_after > $1))
    AND NOT EXISTS (SELECT 1 FROM reminder r
      WHERE r.tenant_id = c.tenant_id AND r.certificate_id = c.id AND r.rung = band.rung)
  ORDER BY c.not_after, c.id LIMIT $2`;
const UNSENT = `
  SELECT tenant_id AS "tenantId", id AS "objectId" FROM reminder
  WHERE state = 'PLANNED' AND planned_at < $1 ORDER BY planned_at, id LIMIT $2`;

const LISTS_TO_ADVANCE = `
  SELECT tenant_id AS "tenantId", id AS "objectId" FROM staff_list
  WHERE state IN ('RECEIVED', 'CHECKING', 'RUNNING') ORDER BY uploaded_at, id LIMIT $1`;
const LISTS_TO_FORGET = `
  SELECT tenant_id AS "tenantId", id AS "objectId" FROM staff_list
  WHERE forgotten_at IS NULL AND state NOT IN ('CHECKING', 'RUNNING') AND uploaded_at < $1 ORDER BY uploaded_at, id LIMIT $2`;

/** The last rung is due for a week (domain: `dueRung`). */
const LAST_RUNG_DAYS = 7;

interface Bands {
  readonly rungs: readonly number[];
  readonly firstEnds: readonly Date[];
  readonly pastEnds: readonly Date[];
}

/** Which ends make which rung due now: the same as `dueRung`, turned round. */
function bandsOf(now: Date): Bands {
  const today = dateInParis(now);
  const from = (rung: number, position: number) =>
    position + 1 < DEFAULT_LADDER.length ? (DEFAULT_LADDER[position + 1] ?? 0) + 1 : rung - LAST_RUNG_DAYS;
  return {
    rungs: DEFAULT_LADDER,
    firstEnds: DEFAULT_LADDER.map((rung, position) => startInParis(today, from(rung, position))),
    pastEnds: DEFAULT_LADDER.map((rung) => startInParis(today, rung + 1)),
  };
}

/** The instant at which the day `days` after this one begins in Paris: one of the two offsets of the year fits. */
function startInParis(today: CalendarDate, days: number): Date {
  const day = new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  const summer = new Date(`${day}T00:00:00+02:00`);
  return dateInParis(summer) === day ? summer : new Date(`${day}T00:00:00+01:00`);
}

/**
 * Reason to look over companies: the sweeper finds what the queue has lost, whoever's it is (house.md). Login role
 * `worker`, scope `sweep`: its policies show only rows in the states named here; the work then enters the company.
 */
export class SqlDueWork implements DueWork {
  constructor(private readonly database: ReadDatabase) {}

  revocationsAsked(limit: number): Promise<readonly DueRow[]> {
    return this.database.rows<DueRow>({ platformScope: 'sweep' }, { text: ASKED, values: [limit] });
  }

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

  mandatesMaybeLapsed(before: Date, limit: number): Promise<readonly DueRow[]> {
    return this.due(MAYBE_LAPSED, before, limit);
  }

  mandatesExpired(today: string, limit: number): Promise<readonly DueRow[]> {
    return this.due(MANDATES_EXPIRED, today, limit);
  }

  secondPersonsDue(now: Date, limit: number): Promise<readonly DueRow[]> {
    return this.due(SECOND_PERSONS_DUE, addDuration(now, { minutes: -30 }), limit, [now]);
  }

  identityChangesDue(today: string, limit: number): Promise<readonly DueRow[]> {
    return this.due(CHANGES_DUE, today, limit);
  }

  certificatesToRemind(now: Date, endsBefore: Date, limit: number): Promise<readonly DueRow[]> {
    const { rungs, firstEnds, pastEnds } = bandsOf(now);
    return this.due(TO_REMIND, now, limit, [rungs, firstEnds, pastEnds, endsBefore]);
  }

  remindersUnsent(before: Date, limit: number): Promise<readonly DueRow[]> {
    return this.due(UNSENT, before, limit);
  }

  staffListsToAdvance(limit: number): Promise<readonly DueRow[]> {
    return this.database.rows<DueRow>(
      { platformScope: 'sweep' },
      { text: LISTS_TO_ADVANCE, values: [limit] },
    );
  }

  staffListsToForget(before: Date, limit: number): Promise<readonly DueRow[]> {
    return this.due(LISTS_TO_FORGET, before, limit);
  }

  /** Among the issuing authorities: the root's list has its own, much later end. */
  async crlValidity(): Promise<CrlValidity | undefined> {
    const { rows } = await this.database.platform<CrlValidity>(
      `SELECT max(list.this_update) AS "from", min(list.next_update) AS "until"
       FROM authority_certificate a LEFT JOIN LATERAL (
         SELECT this_update, next_update FROM crl WHERE issuer_id = a.id ORDER BY number DESC LIMIT 1) list ON true
       WHERE a.kind = 'ISSUING' HAVING bool_and(list.next_update IS NOT NULL)`,
    );
    return rows[0];
  }

  private due(
    text: string,
    due: Date | CalendarDate,
    limit: number,
    further: readonly unknown[] = [],
  ): Promise<DueRow[]> {
    const values = [due, limit, ...further];
    return this.database.rows<DueRow>({ platformScope: 'sweep' }, { text, values });
  }
}
