import { ACCESS_FEATURES } from '@mandataire/application/journal';
import type { JournalFilter, JournalRow } from '@mandataire/application/fleet';
import type { Page, PageRequest, ReadScope } from '@mandataire/application/reading';
import {
  isUuid,
  pageOf,
  readCursor,
  settingsOf,
  Values,
  where,
  type ReadDatabase,
} from '../database/index.js';

const ENTRIES = `
  SELECT tenant_id, id, position, at, name, actor_kind, actor_account_id, object_type, object_id, previous_state,
    next_state, reason, false AS of_platform
  FROM journal_entry`;

/** The auditor's journal: what happened in the companies, and who came in and opened what; both count in one sequence. */
const ALL_ENTRIES = `${ENTRIES}
  UNION ALL
  SELECT company_id, id, position, at, name, 'AUTHORISED_PERSON', account_id, object_type, object_id,
    CASE name WHEN 'account.role-revoked' THEN facts ->> 'role' END,
    CASE WHEN name IN ('account.invited', 'account.role-granted') THEN facts ->> 'role' END, facts ->> 'reason', true
  FROM access_journal`;

/** Over companies the auditor reads what happened, and whom of the staff; who did what and why in a company, once he has entered it. */
const ENTERED = `((j.of_platform AND EXISTS (SELECT 1 FROM platform_role r WHERE r.account_id = j.actor_account_id)) OR EXISTS (
    SELECT 1 FROM access_grant g WHERE g.tenant_id = j.tenant_id AND g.object_type = 'COMPANY'
      AND g.ended_at IS NULL AND g.expires_at > nullif(current_setting('app.now', true), '')::timestamptz))`;

const columns = (actorName: string, reason: string) => `
  SELECT j.id, j.position, j.at, j.name, j.actor_kind AS "actorKind", ${actorName} AS "actorName",
    j.object_type AS "objectType", j.object_id AS "objectId", j.previous_state AS "previousState",
    j.next_state AS "nextState", ${reason} AS reason, p.name AS "companyName"`;

const OF_COMPANY = `${columns('actor.display_name', 'j.reason')} FROM (${ENTRIES}) j`;
const OF_ALL = `${columns(
  `CASE WHEN ${ENTERED} THEN actor.display_name END`,
  `CASE WHEN ${ENTERED} THEN j.reason END`,
)} FROM (${ALL_ENTRIES}) j`;

const select = ({ kind }: ReadScope): string => `
  ${kind === 'AUDIT' ? OF_ALL : OF_COMPANY}
  LEFT JOIN account actor ON actor.id = j.actor_account_id
  LEFT JOIN company_profile p ON p.tenant_id = j.tenant_id`;

const isInstant = (part: unknown) => typeof part === 'string' && !Number.isNaN(Date.parse(part));

type Flat = JournalRow & { readonly position: number };

/** The journal, newest first (I-27); several entries of one transaction share an instant and keep their order. */
export class JournalReadModel {
  constructor(private readonly database: ReadDatabase) {}

  async page(scope: ReadScope, page: PageRequest, filter: JournalFilter): Promise<Page<JournalRow>> {
    const values = new Values();
    const conditions =
      scope.kind === 'COMPANY' || scope.kind === 'OWN' ? [`j.tenant_id = ${values.add(scope.tenantId)}`] : [];
    if (filter.objectId !== undefined) {
      conditions.push(`j.object_id = ANY (${values.add([filter.objectId].filter(isUuid))}::uuid[])`);
    }
    if (filter.topic === 'ACCESS') {
      conditions.push(`split_part(j.name, '.', 1) = ANY (${values.add(ACCESS_FEATURES)}::text[])`);
    }
    if (page.after !== null) {
      const [at, position] = readCursor(page.after, [isInstant, Number.isSafeInteger]).map((part) =>
        values.add(part),
      );
      conditions.push(`(j.at, j.position) < (${at}::timestamptz, ${position}::bigint)`);
    }
    const text = `${select(scope)} ${where(conditions)}
      ORDER BY j.at DESC, j.position DESC LIMIT ${values.add(page.first + 1)}`;
    const rows = await this.database.rows<Flat>(settingsOf(scope), values.statement(text));
    return pageOf(
      rows,
      page,
      (row) => [row.at.toISOString(), row.position],
      ({ position: _, ...row }) => row,
    );
  }
}
