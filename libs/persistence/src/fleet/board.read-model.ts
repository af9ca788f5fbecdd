import { addDuration } from '@mandataire/domain/time';
import type { FleetCounts, WaitingRow } from '@mandataire/application/fleet';
import type { ReadScope } from '@mandataire/application/reading';
import { settingsOf, Values, where, within, type ReadDatabase } from '../database/index.js';

const AT_MOST = 50;
const HORIZON = { days: 90 } as const;

const HOLDER = { tenant: 'h.tenant_id', holderAccount: 'h.account_id' } as const;
const NONE: FleetCounts = {
  ...{ holders: 0, activeCertificates: 0, expiringWithin90Days: 0, revocationsInProgress: 0, openOrders: 0 },
};

const own = (scope: ReadScope, values: Values, table: string): string[] =>
  within(scope, values, { tenant: `${table}.tenant_id`, holderAccount: 'h.account_id' });

/** The way from a row to its holder, walked only where the scope asks for one person. */
function ofHolder(scope: ReadScope, through: string | undefined, table: string): string {
  if (scope.kind !== 'OWN') return '';
  const holder = `JOIN holder h ON h.tenant_id = ${table}.tenant_id AND h.id = ${table}.holder_id`;
  return through === undefined ? holder : `JOIN ${through} ${holder}`;
}

/** What the first page of the console shows: how the fleet stands, and what waits for somebody. */
export class BoardReadModel {
  constructor(private readonly database: ReadDatabase) {}

  /** A company's rows are counted in their own tables; only for a holder is each brought back to him. */
  async counts(scope: ReadScope, now: Date): Promise<FleetCounts> {
    const values = new Values();
    const [at, horizon] = [values.add(now), values.add(addDuration(now, HORIZON))];
    const holders = where([`h.state = 'ACTIVE'`, ...within(scope, values, HOLDER)]);
    const active = [`c.state = 'ACTIVE'`, `c.not_after > ${at}`];
    const text = `
      SELECT (SELECT count(*) FROM holder h ${holders})::integer AS holders,
        active.total::integer AS "activeCertificates", active.expiring::integer AS "expiringWithin90Days",
        (SELECT count(*) FROM revocation_request r
          ${ofHolder(scope, 'certificate c ON c.tenant_id = r.tenant_id AND c.id = r.certificate_id', 'c')}
          ${where([`r.state NOT IN ('CANCELLED', 'REJECTED', 'CLOSED')`, ...own(scope, values, 'r')])})::integer
          AS "revocationsInProgress",
        (SELECT count(*) FROM certificate_order o ${ofHolder(scope, undefined, 'o')}
          ${where([`o.state NOT IN ('REJECTED', 'COMPLETED', 'CANCELLED')`, ...own(scope, values, 'o')])})::integer
          AS "openOrders"
      FROM (
        SELECT count(*) AS total, count(*) FILTER (WHERE c.not_after <= ${horizon}) AS expiring
        FROM certificate c ${ofHolder(scope, undefined, 'c')} ${where([...active, ...own(scope, values, 'c')])}
      ) active`;
    const row = await this.database.first<FleetCounts>(settingsOf(scope), values.statement(text));
    return row ?? NONE;
  }

  /** Oldest first, at most 50. */
  async waiting(scope: ReadScope): Promise<readonly WaitingRow[]> {
    const values = new Values();
    const concerned = within(scope, values, HOLDER).map((condition) => ` AND ${condition}`);
    return this.database.rows<WaitingRow>(
      settingsOf(scope),
      values.statement(waitingSql(concerned.join(''))),
    );
  }
}

const holderName = (data: string) => `concat_ws(' ', ${data} -> 'givenNames' ->> 0, ${data} ->> 'surname')`;

/** An order waits from its last step on; a made certificate waits for its holder's answer in its order's place. */
const waitingSql = (own: string): string => `
  SELECT * FROM (
    SELECT CASE
        WHEN o.state = 'AWAITING_CONSENT' AND o.consented_at IS NULL THEN 'WAIT_FOR_CONSENT'
        WHEN o.state = 'AWAITING_CONSENT' THEN 'CO_SIGN_ORDER'
        WHEN o.state IN ('SUBMITTED', 'UNDER_REVIEW') THEN 'WAIT_FOR_OFFICE'
        WHEN o.state = 'INCOMPLETE' THEN 'ORDER_INCOMPLETE'
        WHEN o.state = 'DOWNLOADED' THEN 'WAIT_FOR_ACCEPTANCE'
        ELSE 'WAIT_FOR_RETRIEVAL'
      END AS kind,
      o.id AS "orderId", c.id AS "certificateId", ${holderName('o.certified_data')} AS "holderName",
      coalesce(c.issued_at, o.decided_at, o.co_signed_at, o.consented_at, o.placed_at) AS since
    FROM certificate_order o
    JOIN holder h ON h.tenant_id = o.tenant_id AND h.id = o.holder_id
    LEFT JOIN certificate c ON c.tenant_id = o.tenant_id AND c.order_id = o.id AND c.state <> 'ABANDONED'
    WHERE o.state IN ('AWAITING_CONSENT', 'SUBMITTED', 'UNDER_REVIEW', 'INCOMPLETE', 'APPROVED', 'LINK_SENT',
      'LINK_EXPIRED', 'DOWNLOADED')${own}
    UNION ALL
    SELECT 'REVOCATION_IN_PROGRESS', NULL, c.id, ${holderName('c.certified_data')}, r.received_at
    FROM revocation_request r
    JOIN certificate c ON c.tenant_id = r.tenant_id AND c.id = r.certificate_id
    JOIN holder h ON h.tenant_id = c.tenant_id AND h.id = c.holder_id
    WHERE r.state NOT IN ('CANCELLED', 'REJECTED', 'CLOSED')${own}
  ) waiting
  ORDER BY since, coalesce("orderId", "certificateId")
  LIMIT ${AT_MOST}`;
