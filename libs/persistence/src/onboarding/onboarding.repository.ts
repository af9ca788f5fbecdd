import type { EntitySchema } from 'typeorm';
import type { TenantId } from '@mandataire/domain/tenant';
import type { OnboardingRepositories, Repository } from '@mandataire/application/unit-of-work';
import { named, TenantTable, type OpenConnection, type TenantRow } from '../database/index.js';
import {
  establishmentTable,
  followUpTable,
  mandateReminderTable,
  paperTable,
  registrationTable,
} from './onboarding.table.js';

const LAST_STEP = `
  SELECT max(at) AS at FROM journal_entry
  WHERE tenant_id = $1 AND object_id = $2 AND object_type = 'Mandate' AND name LIKE 'mandate.%'`;

export function onboardingRepositories(
  connection: OpenConnection,
  tenantId: TenantId,
): OnboardingRepositories {
  const open = <T extends TenantRow>(schema: EntitySchema<T>) =>
    new TenantTable(connection, schema, tenantId);
  const repository = <T extends TenantRow & { readonly version: number }>(
    schema: EntitySchema<T>,
  ): Repository<T> => {
    const table = open(schema);
    return {
      find: (id) => table.find(id),
      insert: (row) => table.insert(row),
      save: (row) => table.save(row),
    };
  };
  const establishments = open(establishmentTable);
  const papers = open(paperTable);
  return {
    registrations: repository(registrationTable),
    followUps: repository(followUpTable),
    reminders: repository(mandateReminderTable),
    papers: { insert: (row) => papers.insert(row) },
    establishments: {
      ...repository(establishmentTable),
      all: () => establishments.all({}, { siret: 'ASC' }),
    },
    async lastStepAt(mandateId) {
      const { rows } = await connection.ask<{ at: Date | null }>(named(LAST_STEP, [tenantId, mandateId]));
      return rows[0]?.at ?? undefined;
    },
  };
}
