import { refuseByRule } from '@mandataire/domain/decision';
import {
  establishmentFields,
  isAdministration,
  registrationFields,
  type Company,
  type EstablishmentFields,
} from '@mandataire/domain/tenant';
import { dateInParis } from '@mandataire/domain/time';
import type { Randomness } from '../clock/index.js';
import type { Requester } from '../permission/index.js';
import { orRefuse, RefusedError, refusedError } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import type { CompanyRegistry, RegisteredCompany } from './company-registry.port.js';
import { inClientCompany } from './in-client-company.js';
import { addPaper } from './record-paper.js';
import { saveRegistration } from './record-registration.js';

/** What was left out, because the register keeps it to itself or writes it in a way that no rule of ours accepts. */
export interface Refreshed {
  readonly establishments: number;
  readonly leftOut: number;
  readonly establishmentCount: number;
}

/**
 * Takes the company's facts and establishments from the public register: the server asks it itself, so that nobody can say
 * in its name. The consultation joins the papers as a Sirene notice, which serves for a private company (V3). Permission
 * `company.record`. Refuses where no register is configured, where it does not know the SIREN, and where it does not answer
 * (UPSTREAM_UNAVAILABLE); the register is asked outside any transaction. An establishment that it no longer gives stays.
 */
export class RefreshRegistration {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly registry: CompanyRegistry,
    private readonly randomness: Randomness,
  ) {}

  async execute(requester: Requester, companyId: string): Promise<Refreshed> {
    const at = { act: 'company.record', companyId } as const;
    const siren = await inClientCompany(this.unitOfWork, requester, at, async (_, company) => company.siren);
    const found = await this.ask(siren);
    return inClientCompany(this.unitOfWork, requester, at, (tx, company) =>
      this.save(tx, company, requester.accountId, found),
    );
  }

  private async ask(siren: string): Promise<RegisteredCompany> {
    const answer = await this.registry.find(siren);
    switch (answer.outcome) {
      case 'FOUND':
        return answer.company;
      case 'UNKNOWN':
        throw refusedError(refuseByRule('V1', 'COMPANY_NOT_IN_REGISTRY').refusal);
      case 'NOT_CONFIGURED':
        throw refusedError(refuseByRule('V3', 'REGISTRY_NOT_CONFIGURED').refusal);
      case 'UNAVAILABLE':
        throw new RefusedError('UPSTREAM_UNAVAILABLE', { reason: 'REGISTRY_UNAVAILABLE', retryable: true });
    }
  }

  private async save(tx: Transaction, company: Company, recordedBy: string, found: RegisteredCompany) {
    const { tenantId, id, siren } = company;
    const known = await tx.onboarding.registrations.find(id);
    const fields = orRefuse(registrationFields({ ...found, vatNumber: known?.vatNumber ?? null }, siren));
    const source = 'REGISTRY' as const;
    await saveRegistration(tx, known?.version ?? null, {
      ...fields,
      ...{
        tenantId,
        id,
        recordedBy,
        recordedAt: tx.now,
        source,
        registeredName: found.name,
        closed: found.closed,
      },
    });
    if (!isAdministration(fields.legalForm)) {
      const issuedOn = dateInParis(tx.now);
      await addPaper(tx, this.randomness.id(), recordedBy, {
        ...{ kind: 'COMPANY_PROOF', type: 'SIRENE', reference: `Sirene ${siren}`, issuedOn, expiresOn: null },
      });
    }
    const taken = found.establishments.flatMap((each) => {
      const decided = establishmentFields(each, siren);
      return decided.ok ? [decided.next] : [];
    });
    await this.take(tx, taken);
    return {
      establishments: taken.length,
      leftOut: found.establishments.length - taken.length,
      establishmentCount: found.establishmentCount,
    };
  }

  private async take(tx: Transaction, taken: readonly EstablishmentFields[]): Promise<void> {
    const { establishments } = tx.onboarding;
    const bySiret = new Map((await establishments.all()).map((row) => [row.siret, row]));
    const { tenantId } = tx.caller;
    for (const fields of taken) {
      const before = bySiret.get(fields.siret);
      const row = { tenantId, ...fields, source: 'REGISTRY' as const };
      if (before) await establishments.save({ ...row, id: before.id, version: before.version });
      else await establishments.insert({ ...row, id: this.randomness.id(), version: 1 });
    }
  }
}
