import { establishmentFields, type EstablishmentFields } from '@mandataire/domain/tenant';
import type { Randomness } from '../clock/index.js';
import type { Requester } from '../permission/index.js';
import { conflict, orRefuse } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';
import { inClientCompany } from './in-client-company.js';

export interface RecordEstablishmentInput extends EstablishmentFields {
  readonly companyId: string;
  /** Of the establishment that was seen; null: a new one. */
  readonly version: number | null;
}

/**
 * Sales enter an establishment, or correct the one that has this SIRET; closed, it stays to be read: certificates and
 * mandates name it. Permission `company.record`. Refuses a false SIRET and another company's (V1, I-23).
 */
export class RecordEstablishment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  execute(requester: Requester, input: RecordEstablishmentInput): Promise<void> {
    const { companyId, version, ...typed } = input;
    const at = { act: 'company.record', companyId } as const;
    return inClientCompany(this.unitOfWork, requester, at, async (tx, company) => {
      const fields = orRefuse(establishmentFields(typed, company.siren));
      const { establishments } = tx.onboarding;
      const known = (await establishments.all()).find(({ siret }) => siret === fields.siret);
      if ((known?.version ?? null) !== version) throw conflict();
      const row = { tenantId: company.tenantId, ...fields, source: 'MANUAL' as const };
      if (known) await establishments.save({ ...row, id: known.id, version: known.version });
      else await establishments.insert({ ...row, id: this.randomness.id(), version: 1 });
      await tx.record({
        name: 'company.establishment-recorded',
        objectType: 'Company',
        objectId: company.id,
        facts: { siret: fields.siret, closed: fields.closed },
      });
    });
  }
}
