import {
  PIPELINE_CAP,
  type PipelineColumn,
  type PipelineFilter,
  type PipelineRow,
} from '@mandataire/application/onboarding';
import type { ReadScope } from '@mandataire/application/reading';
import {
  ONBOARDING_STEPS,
  steppedAt,
  type OnboardingStep,
  type StepMarks,
} from '@mandataire/domain/onboarding';
import { contains, settingsOf, Values, where, type ReadDatabase } from '../database/index.js';

const marked = (column: string, pick: 'min' | 'max', ...names: readonly string[]) =>
  `${pick}(j.at) FILTER (WHERE j.name IN (${names.map((name) => `'mandate.${name}'`).join(', ')})) AS "${column}"`;

/** Each company with its mandate, the steps that the journal has of it, and who follows it. */
export const COMPANIES = `
  SELECT p.tenant_id AS id, p.siren, p.name, p.city, m.id AS "mandateId", m.state AS "mandateState",
    m.representative_name AS "representativeName", m.representative_email AS "representativeEmail",
    m.representative_signed_at AS "representativeSignedAt", m.agent_name AS "agentName", f.owner_id AS "ownerId",
    o.display_name AS "ownerName", f.next_action AS "nextAction", f.next_action_on AS "nextActionOn",
    r.reminded_at AS "remindedAt", marks.*,
    CASE
      WHEN m.id IS NULL OR m.state = 'DRAFT' THEN 'PROSPECT'
      WHEN m.state = 'ACTIVE' THEN 'ACTIVE'
      WHEN m.state IN ('SIGNED', 'UNDER_RA_REVIEW') THEN 'UNDER_REVIEW'
      WHEN m.state <> 'AWAITING_SIGNATURES' THEN 'STOPPED'
      WHEN m.representative_signed_at IS NOT NULL THEN 'SIGNED'
      WHEN m.agent_email IS NOT NULL THEN 'IDENTIFIED'
      ELSE 'INVITED'
    END AS step
  FROM company_profile p
  LEFT JOIN company_follow_up f ON f.tenant_id = p.tenant_id
  LEFT JOIN account o ON o.id = f.owner_id
  LEFT JOIN LATERAL (
    SELECT m.* FROM mandate m WHERE m.tenant_id = p.tenant_id ORDER BY (m.state = 'ACTIVE') DESC, m.id DESC LIMIT 1
  ) m ON true
  LEFT JOIN onboarding_reminder r ON r.tenant_id = m.tenant_id AND r.id = m.id
  LEFT JOIN LATERAL (
    SELECT ${[
      marked('openedAt', 'max', 'opened'),
      marked('invitedAt', 'min', 'invited'),
      marked('namedAt', 'min', 'agent-named'),
      marked('signedAt', 'max', 'signed'),
      marked('submittedAt', 'max', 'submitted'),
      marked('approvedAt', 'max', 'approved'),
      marked('returnedAt', 'max', 'returned'),
      marked('endedAt', 'max', 'rejected', 'lapsed', 'cancelled', 'revoked', 'ended', 'expired'),
    ].join(', ')}
    FROM journal_entry j WHERE j.object_id = m.id AND j.object_type = 'Mandate' AND j.name LIKE 'mandate.%'
  ) marks ON true`;

export interface CompanyWithMarks extends Omit<PipelineRow, 'since'>, StepMarks {}

/** The instant of the step beside it, so that the oldest of each come first. */
const SINCE = `coalesce(CASE step WHEN 'PROSPECT' THEN "openedAt" WHEN 'INVITED' THEN greatest("invitedAt", "returnedAt")
  WHEN 'IDENTIFIED' THEN greatest("namedAt", "returnedAt") WHEN 'SIGNED' THEN "signedAt"
  WHEN 'UNDER_REVIEW' THEN "submittedAt" WHEN 'ACTIVE' THEN "approvedAt" ELSE "endedAt" END, '-infinity')`;

const rowOf = (row: CompanyWithMarks): PipelineRow => {
  const { openedAt, invitedAt, namedAt, signedAt, submittedAt, approvedAt, returnedAt, endedAt, ...shown } =
    row;
  const marks = { openedAt, invitedAt, namedAt, signedAt, submittedAt, approvedAt, returnedAt, endedAt };
  return { ...shown, since: steppedAt(row.step, marks) };
};

export const ownedBy = (ownerId: string | undefined, values: Values): string[] =>
  ownerId === undefined ? [] : [`f.owner_id = ${values.add(ownerId)}::uuid`];

/** The pipeline of sales: companies by step, those that have stood there longest first. */
export class PipelineReadModel {
  constructor(private readonly database: ReadDatabase) {}

  async columns(scope: ReadScope, { ownerId, search }: PipelineFilter): Promise<readonly PipelineColumn[]> {
    const values = new Values();
    const conditions = ownedBy(ownerId, values);
    if (search?.trim()) conditions.push(searched(search.trim(), values));
    const text = `
      WITH companies AS (${COMPANIES} ${where(conditions)}), placed AS (
        SELECT companies.*, count(*) OVER (PARTITION BY step)::integer AS total,
          row_number() OVER (PARTITION BY step ORDER BY ${SINCE}, name, id) AS place
        FROM companies)
      SELECT * FROM placed WHERE place <= ${values.add(PIPELINE_CAP)} ORDER BY step, place`;
    const rows = await this.database.rows<CompanyWithMarks & { total: number; place: string }>(
      settingsOf(scope),
      values.statement(text),
    );
    return ONBOARDING_STEPS.map((step: OnboardingStep) => {
      const here = rows.filter((row) => row.step === step);
      return {
        step,
        count: here[0]?.total ?? 0,
        rows: here.map(({ total: _, place: __, ...row }) => rowOf(row)),
      };
    });
  }
}

/** In a name, or as the beginning of the SIREN, which people write in groups of three. */
function searched(search: string, values: Values): string {
  const digits = search.replace(/\s/gu, '');
  const named = contains('p.name', search, values);
  return /^\d{1,9}$/.test(digits) ? `(p.siren LIKE ${values.add(`${digits}%`)} OR ${named})` : named;
}
