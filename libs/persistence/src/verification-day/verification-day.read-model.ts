import type { ReadScope } from '@mandataire/application/reading';
import type {
  CandidateRow,
  DayPersonRow,
  DayRow,
  VerificationDayReader,
} from '@mandataire/application/verification-day';
import { isUuid, settingsOf, type ReadDatabase } from '../database/index.js';

const MOST_DAYS = 50;
const MOST_CANDIDATES = 500;
/** D5: how long a verification carries a first issuance. */
const FRESH = `interval '90 days'`;

/** Verified on that day, as he is now: told by the verification itself, so that one act is written once (F65). */
const IS_VERIFIED = `EXISTS (SELECT 1 FROM identity_verification v
  WHERE v.tenant_id = p.tenant_id AND v.holder_id = p.holder_id AND v.state = 'VERIFIED'
    AND v.identity_number = h.identity_number
    AND (v.verified_at AT TIME ZONE 'Europe/Paris')::date = d.held_on)`;
const STATE = `CASE WHEN ${IS_VERIFIED} THEN 'VERIFIED' ELSE coalesce(p.outcome, 'WAITING') END`;

const PEOPLE = `FROM verification_day_person p
  JOIN verification_day d ON d.tenant_id = p.tenant_id AND d.id = p.day_id
  JOIN holder h ON h.tenant_id = p.tenant_id AND h.id = p.holder_id`;

const DAYS = (condition: string) => `
  SELECT d.tenant_id AS "tenantId", d.id, d.version, d.held_on AS "heldOn", d.place, d.opened_by AS "openedBy",
    d.opened_at AS "openedAt", count(each.state)::integer AS people,
    count(*) FILTER (WHERE each.state = 'VERIFIED')::integer AS verified,
    count(*) FILTER (WHERE each.state = 'ABSENT')::integer AS absent,
    count(*) FILTER (WHERE each.state = 'FAILED')::integer AS failed
  FROM (SELECT * FROM verification_day d WHERE ${condition} ORDER BY d.held_on DESC, d.id DESC LIMIT ${MOST_DAYS}) d
  LEFT JOIN LATERAL (
    SELECT ${STATE} AS state FROM verification_day_person p
    JOIN holder h ON h.tenant_id = p.tenant_id AND h.id = p.holder_id
    WHERE p.tenant_id = d.tenant_id AND p.day_id = d.id
  ) each ON true
  GROUP BY d.tenant_id, d.id, d.version, d.held_on, d.place, d.opened_by, d.opened_at
  ORDER BY d.held_on DESC, d.id DESC`;

const LIST = DAYS('d.tenant_id = $1');
const ONE = DAYS('d.tenant_id = $1 AND d.id = $2');

const PERSONS = `
  SELECT p.id, p.version, p.holder_id AS "holderId", i.surname, i.given_names AS "givenNames",
    i.job_title AS "jobTitle", ${STATE} AS state, p.reason, o.awaited AS "consentAwaited",
    greatest(o.consented_at, a.at) AS "agreedAt"
  ${PEOPLE}
  JOIN holder_identity i ON i.tenant_id = h.tenant_id AND i.holder_id = h.id AND i.number = h.identity_number
  CROSS JOIN LATERAL (
    SELECT coalesce(bool_or(o.state = 'AWAITING_CONSENT' AND o.consented_at IS NULL), false) AS awaited,
      max(o.consented_at) FILTER (WHERE o.consented_at >= d.opened_at) AS consented_at
    FROM certificate_order o WHERE o.tenant_id = p.tenant_id AND o.holder_id = p.holder_id
  ) o
  CROSS JOIN LATERAL (
    SELECT max(a.at) AS at FROM identity_agreement a
    WHERE a.tenant_id = p.tenant_id AND a.day_person_id = p.id AND a.identity_number = h.identity_number
  ) a
  WHERE p.tenant_id = $1 AND p.day_id = $2
  ORDER BY p.position`;

const CANDIDATES = `
  SELECT h.id, i.surname, i.given_names AS "givenNames", i.job_title AS "jobTitle"
  FROM holder h
  JOIN holder_identity i ON i.tenant_id = h.tenant_id AND i.holder_id = h.id AND i.number = h.identity_number
  WHERE h.tenant_id = $1 AND h.state = 'ACTIVE' AND h.account_id IS DISTINCT FROM $2
    AND NOT EXISTS (SELECT 1 FROM identity_verification v
      WHERE v.tenant_id = h.tenant_id AND v.holder_id = h.id AND v.state = 'VERIFIED'
        AND v.identity_number = h.identity_number AND v.verified_at > $3::timestamptz - ${FRESH})
  ORDER BY i.surname, i.given_names, h.id LIMIT ${MOST_CANDIDATES}`;

const companyOf = (scope: ReadScope): string | null =>
  scope.kind === 'COMPANY' || scope.kind === 'OWN' ? scope.tenantId : null;

/** Days of meetings, within what the reader's mandate reaches (D12). */
export class VerificationDayReadModel implements VerificationDayReader {
  constructor(private readonly database: ReadDatabase) {}

  days(scope: ReadScope): Promise<readonly DayRow[]> {
    return this.database.rows(settingsOf(scope), { text: LIST, values: [companyOf(scope)] });
  }

  async day(scope: ReadScope, id: string): Promise<DayRow | undefined> {
    if (!isUuid(id)) return undefined;
    return this.database.first(settingsOf(scope), { text: ONE, values: [companyOf(scope), id] });
  }

  people(scope: ReadScope, dayId: string): Promise<readonly DayPersonRow[]> {
    return this.database.rows(settingsOf(scope), { text: PERSONS, values: [companyOf(scope), dayId] });
  }

  candidates(scope: ReadScope, accountId: string, now: Date): Promise<readonly CandidateRow[]> {
    const values = [companyOf(scope), accountId, now];
    return this.database.rows(settingsOf(scope), { text: CANDIDATES, values });
  }
}
