import type { CompanyNames } from '@mandataire/application/mandate';
import type { ReadDatabase } from '../database/index.js';

const SAME = `
  SELECT 1 FROM company_profile
  WHERE tenant_id <> $2::uuid AND lower(unaccent(name)) = lower(unaccent($1)) LIMIT 1`;

/**
 * Reason to look over companies: sales are warned when they open a second company of one name. Only whether there is one
 * comes out.
 */
export class SqlCompanyNames implements CompanyNames {
  constructor(private readonly database: ReadDatabase) {}

  async isTakenBeside(name: string, tenantId: string): Promise<boolean> {
    const found = await this.database.first(
      { platformScope: 'sales' },
      { text: SAME, values: [name, tenantId] },
    );
    return found !== undefined;
  }
}
