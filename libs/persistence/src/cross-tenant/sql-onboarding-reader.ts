import type { OnboardingReader, SalesPerson } from '@mandataire/application/onboarding';
import type { ReadDatabase } from '../database/index.js';
import { CompanyFileReadModel, PipelineReadModel } from '../onboarding/index.js';
import { SqlPortfolio } from './sql-portfolio.js';

const SALES = `
  SELECT a.id, a.display_name AS "displayName" FROM account a
  WHERE a.id IN (SELECT r.account_id FROM platform_role r WHERE r.role = 'SALES' AND r.ended_at IS NULL)
  ORDER BY a.display_name, a.id`;

/** The read side of sales' work. */
export function openOnboardingReader(database: ReadDatabase): OnboardingReader {
  const pipeline = new PipelineReadModel(database);
  const files = new CompanyFileReadModel(database);
  const portfolio = new SqlPortfolio(database);
  return {
    pipeline: (scope, filter) => pipeline.columns(scope, filter),
    file: (scope, companyId) => files.file(scope, companyId),
    salesPeople: async () => (await database.platform<SalesPerson & Record<string, unknown>>(SALES)).rows,
    portfolio: (scope, filter, now) => portfolio.portfolio(scope, filter, now),
  };
}
