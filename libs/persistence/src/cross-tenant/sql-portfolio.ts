import type { ReadScope } from '@mandataire/application/reading';
import {
  funnel,
  INACTIVE_DAYS,
  MANDATE_ENDING_DAYS,
  quartersFrom,
  spread,
  type ExpiryCount,
  type Portfolio,
  type PortfolioLine,
} from '@mandataire/domain/onboarding';
import { addDuration, dateInParis } from '@mandataire/domain/time';
import { settingsOf, Values, where, type ReadDatabase } from '../database/index.js';
import { COMPANIES, ownedBy, type CompanyWithMarks } from '../onboarding/index.js';

/** The newest version of a product says how often it may be renewed (R14, R15). */
const EXPIRIES = `
  SELECT c.tenant_id AS "companyId", to_char(c.not_after AT TIME ZONE 'Europe/Paris', 'YYYY"-T"Q') AS quarter,
    count(*) FILTER (WHERE c.renewal_index < p.renewals)::integer AS renewable,
    count(*) FILTER (WHERE c.renewal_index >= p.renewals)::integer AS "newOrder"
  FROM certificate c
  JOIN (SELECT DISTINCT ON (code) code, (facts ->> 'maxRenewals')::integer AS renewals FROM product_version
    ORDER BY code, version DESC) p ON p.code = c.product_code
  WHERE c.state = 'ACTIVE' AND c.not_after > $1
  GROUP BY 1, 2`;

/** An MC in force who has not been in the console for so long; one who never came counts from the start of his mandate. */
const MANDATES = `
  SELECT m.tenant_id AS "companyId", count(*) FILTER (WHERE m.ends_on < $2::date)::integer AS ending,
    count(DISTINCT m.agent_account_id) FILTER (WHERE coalesce(
      (SELECT max(s.last_seen_at) FROM session s WHERE s.account_id = m.agent_account_id), m.starts_on) < $3)::integer
      AS inactive
  FROM mandate m
  WHERE m.state = 'ACTIVE' AND m.starts_on <= $1::date AND m.ends_on >= $1::date
  GROUP BY 1`;

interface MandateCount {
  readonly companyId: string;
  readonly ending: number;
  readonly inactive: number;
}

const grouped = <Row extends { readonly companyId: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, Row[]> => {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.companyId, [...(groups.get(row.companyId) ?? []), row]);
  return groups;
};

/**
 * Reason to look over companies: sales see how much ends when (I-1 keeps them out of each). Certificates and sign-ins are
 * counted inside PostgreSQL under a scope of this reader's own; only counts come out.
 */
export class SqlPortfolio {
  constructor(private readonly database: ReadDatabase) {}

  async portfolio(scope: ReadScope, filter: { readonly ownerId?: string }, now: Date): Promise<Portfolio> {
    const values = new Values();
    const text = `${COMPANIES} ${where(ownedBy(filter.ownerId, values))} ORDER BY p.name, p.tenant_id`;
    const today = dateInParis(now);
    const ending = dateInParis(addDuration(now, { days: MANDATE_ENDING_DAYS }));
    const inactive = addDuration(now, { days: -INACTIVE_DAYS });
    const counting = { platformScope: 'portfolio' } as const;
    const [companies, expiries, mandates] = await Promise.all([
      this.database.rows<CompanyWithMarks>(settingsOf(scope), values.statement(text)),
      this.database.rows<ExpiryCount>(counting, { text: EXPIRIES, values: [now] }),
      this.database.rows<MandateCount>(counting, { text: MANDATES, values: [today, ending, inactive] }),
    ]);
    const quarters = quartersFrom(today);
    const expiriesOf = grouped(expiries);
    const mandatesOf = grouped(mandates);
    const lines = companies.map((company): PortfolioLine => {
      const counts = expiriesOf.get(company.id) ?? [];
      const [held] = mandatesOf.get(company.id) ?? [];
      return {
        companyId: company.id,
        siren: company.siren,
        name: company.name,
        step: company.step,
        ownerName: company.ownerName,
        activeCertificates: counts.reduce((sum, each) => sum + each.renewable + each.newOrder, 0),
        expiries: spread(counts, quarters),
        mandatesEnding: held?.ending ?? 0,
        inactiveAgents: held?.inactive ?? 0,
      };
    });
    return {
      quarters: spread(
        lines.flatMap((line) => line.expiries),
        quarters,
      ),
      funnel: funnel(companies.map((company) => ({ step: company.step, marks: company }))),
      lines,
    };
  }
}
