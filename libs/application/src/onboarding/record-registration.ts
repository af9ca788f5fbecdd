import { paperFields, type PaperFields, type PaperType } from '@mandataire/domain/onboarding';
import {
  isAdministration,
  registrationFields,
  type Company,
  type CompanyRegistration,
  type RegistrationFields,
} from '@mandataire/domain/tenant';
import type { Randomness } from '../clock/index.js';
import type { Requester } from '../permission/index.js';
import { conflict, orRefuse } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { inClientCompany } from './in-client-company.js';
import { addPaper } from './record-paper.js';

export interface RegistrationProof {
  readonly type: PaperType;
  readonly reference: string;
  readonly issuedOn: string;
}

export interface RecordRegistrationInput extends RegistrationFields {
  readonly companyId: string;
  /** Of the registration that was seen; null: there was none. */
  readonly version: number | null;
  readonly proof: RegistrationProof;
}

/** @throws CONFLICT when it is not the one that was seen. */
export async function saveRegistration(
  tx: Transaction,
  seen: number | null,
  registration: Omit<CompanyRegistration, 'version'>,
): Promise<void> {
  const { registrations } = tx.onboarding;
  const known = await registrations.find(registration.id);
  if ((known?.version ?? null) !== seen) throw conflict();
  if (known) await registrations.save({ ...registration, version: known.version });
  else await registrations.insert({ ...registration, version: 1 });
  await tx.record({
    name: 'company.registered',
    objectType: 'Company',
    objectId: registration.id,
    facts: { source: registration.source, legalForm: registration.legalForm, closed: registration.closed },
  });
}

/** A company's proof, or an administration's act (F6): the legal form says which. */
export const proofPaper = (legalForm: string, proof: RegistrationProof): PaperFields => ({
  ...proof,
  kind: isAdministration(legalForm) ? 'AUTHORITY_ACT' : 'COMPANY_PROOF',
  expiresOn: null,
});

/**
 * Sales enter what they read on a proof: legal form, address, VAT number; the proof itself (kind, reference, date) joins the
 * papers of the file (V3, F6). Permission `company.record`. Refuses what is no legal form, no address, no VAT number of this
 * company (V2), a proof of another kind than the legal form asks for, and a change over somebody else's (CONFLICT).
 */
export class RecordRegistration {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  execute(requester: Requester, input: RecordRegistrationInput): Promise<void> {
    const at = { act: 'company.record', companyId: input.companyId } as const;
    return inClientCompany(this.unitOfWork, requester, at, (tx, company) =>
      this.record(tx, company, requester.accountId, input),
    );
  }

  private async record(
    tx: Transaction,
    company: Company,
    recordedBy: string,
    input: RecordRegistrationInput,
  ) {
    const { companyId: _, version, proof, ...typed } = input;
    const fields = orRefuse(registrationFields(typed, company.siren));
    const paper = orRefuse(paperFields(proofPaper(fields.legalForm, proof), tx.now));
    const { tenantId, id } = company;
    await saveRegistration(tx, version, {
      ...fields,
      ...{
        tenantId,
        id,
        recordedBy,
        recordedAt: tx.now,
        source: 'MANUAL',
        registeredName: null,
        closed: false,
      },
    });
    await addPaper(tx, this.randomness.id(), recordedBy, paper);
  }
}
