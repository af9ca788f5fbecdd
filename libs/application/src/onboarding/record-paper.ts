import { paperFields, type PaperFields } from '@mandataire/domain/onboarding';
import type { Randomness } from '../clock/index.js';
import type { Requester } from '../permission/index.js';
import { orRefuse } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { inClientCompany } from './in-client-company.js';

export interface RecordPaperInput extends PaperFields {
  readonly companyId: string;
}

/** Beside those before it: the newest of its kind counts. */
export async function addPaper(tx: Transaction, id: string, recordedBy: string, paper: PaperFields) {
  const { tenantId } = tx.caller;
  await tx.onboarding.papers.insert({ ...paper, tenantId, id, recordedBy, recordedAt: tx.now });
  await tx.record({
    name: 'company.paper-recorded',
    objectType: 'Company',
    objectId: tenantId,
    facts: { kind: paper.kind, type: paper.type, issuedOn: paper.issuedOn, expiresOn: paper.expiresOn },
  });
}

/**
 * A paper of the file that somebody has in his hands, so that its freshness can be computed before the file is submitted
 * (F6, D12). Of an identity document neither number nor name. Permission `company.paper`: sales, the representative, the MC.
 */
export class RecordPaper {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  execute(requester: Requester, { companyId, ...typed }: RecordPaperInput): Promise<void> {
    const at = { act: 'company.paper', companyId } as const;
    return inClientCompany(this.unitOfWork, requester, at, async (tx) =>
      addPaper(tx, this.randomness.id(), requester.accountId, orRefuse(paperFields(typed, tx.now))),
    );
  }
}
