import { EntitySchema } from 'typeorm';
import type { Mandate } from '@mandataire/domain/mandate';
import { date, instant, nullable, tenantKey, text, textList, uuid, version } from '../database/index.js';

export const mandateTable = new EntitySchema<Mandate>({
  name: 'Mandate',
  tableName: 'mandate',
  columns: {
    ...tenantKey,
    version,
    state: text('state'),
    agentAccountId: nullable(uuid('agent_account_id')),
    representativeAccountId: nullable(uuid('representative_account_id')),
    acts: textList('acts'),
    productCodes: textList('product_codes'),
    startsOn: nullable(date('starts_on')),
    endsOn: nullable(date('ends_on')),
    endedAt: nullable(instant('ended_at')),
  },
});
