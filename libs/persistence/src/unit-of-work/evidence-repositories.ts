import type { EvidenceRepositories } from '@mandataire/application/evidence';
import type { EntitySchema } from 'typeorm';
import type { ActCode } from '@mandataire/domain/link';
import type { TenantRow, TenantTable } from '../database/index.js';
import {
  contentTable,
  evidenceStampTable,
  evidenceTable,
  mandateActTable,
  signerPhoneTable,
} from '../mandate/index.js';

/** Evidence of mandates over one transaction of one company. */
export function evidenceRepositories(
  open: <T extends TenantRow>(schema: EntitySchema<T>) => TenantTable<T>,
): EvidenceRepositories {
  const acts = open(mandateActTable);
  const contents = open(contentTable);
  const sealed = open(evidenceTable);
  const stamps = open(evidenceStampTable);
  const phones = open(signerPhoneTable);
  return {
    acts: (mandateId) => acts.all({ mandateId }, { at: 'ASC', id: 'ASC' }),
    contents: {
      insert: (row) => contents.insert(row),
      ofHash: (mandateId, contentHash) => contents.first({ mandateId, contentHash }),
    },
    sealed: {
      insert: (row) => sealed.insert(row),
      find: (id) => sealed.find(id),
      ofEvent: (eventId) => sealed.first({ eventId }),
    },
    stamps: { insert: (row) => stamps.insert(row), find: (id) => stamps.find(id) },
    phones: {
      insert: (row) => phones.insert(row),
      save: (row) => phones.save(row),
      ofEmail: (email) => phones.first({ email }),
    },
  };
}

/** Codes of a link that were asked for after an instant, oldest first; a link has few. */
export const codesSince = async (
  codes: TenantTable<ActCode>,
  linkId: string,
  after: Date,
): Promise<readonly ActCode[]> =>
  (await codes.all({ linkId }, { requestedAt: 'ASC', id: 'ASC' })).filter(
    ({ requestedAt }) => requestedAt > after,
  );
