import { EntitySchema } from 'typeorm';
import type { Company } from '@mandataire/domain/tenant';
import { fixed, tenantKey, text, version } from '../database/index.js';

export const companyTable = new EntitySchema<Company>({
  name: 'Company',
  tableName: 'company_profile',
  columns: { ...tenantKey, version, siren: fixed(text('siren')), name: text('name'), city: text('city') },
});
