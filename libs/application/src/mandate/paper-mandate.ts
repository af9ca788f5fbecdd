import { refuseByRule, refuseInput, transition } from '@mandataire/domain/decision';
import {
  checkAmong,
  handInSheet,
  mandateMachine,
  nameAgent,
  openedBySales,
  type AgentNaming,
  type Mandate,
  type SignedSheet,
} from '@mandataire/domain/mandate';
import { asTenantId } from '@mandataire/domain/tenant';
import type { Hasher, Randomness } from '../clock/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { conflict, notFound, orRefuse, refusedError } from '../refusal/index.js';
import { attachFile } from '../stored-file/index.js';
import type { Caller, Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { closeLinks } from './close-file.js';
import { loadMandateFile, type MandateFile } from './mandate-file.js';
import { emptySheet, requireEmail, tidyNaming } from './open-later-mandate.js';

/** One's own company; sales, who have none, name it. */
function callerIn(requester: Requester, companyId: string | null): Caller {
  const { tenantId, accountId, correlationId } = requester;
  if (companyId === null) return inCompany(requester);
  if (tenantId !== null && tenantId !== companyId) throw notFound();
  return { tenantId: asTenantId(companyId), accountId, correlationId };
}

export interface PreparePaperInput {
  readonly companyId: string;
  readonly representativeName: string;
  readonly representativeEmail: string;
  readonly naming: AgentNaming;
}

/**
 * Sales prepare the first mandate on paper: who signs, who is named, within which limits, as the company has told them; the
 * printed form carries it with its reference (D25, D12). Links that were mailed for it are dead. Permission
 * `mandate.invite`. Refuses a mandate that the representative has signed.
 */
export class PreparePaperMandate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  async execute(requester: Requester, input: PreparePaperInput): Promise<{ mandateId: string }> {
    const name = input.representativeName.normalize('NFC').replace(/\s+/gu, ' ').trim();
    const email = input.representativeEmail.trim().toLowerCase();
    if (name === '') throw refusedError(refuseInput({ representativeName: 'REQUIRED' }).refusal);
    requireEmail('representativeEmail', email);
    const naming = tidyNaming(input.naming);
    requireEmail('agentEmail', naming.agentEmail);
    const caller = {
      tenantId: asTenantId(input.companyId),
      accountId: requester.accountId,
      correlationId: requester.correlationId,
    };
    return this.unitOfWork.run(caller, async (tx) => {
      await authorise(tx, requester, 'mandate.invite');
      const [open] = openedBySales(await tx.mandates.all());
      if (!open) throw notFound();
      const { siren } = await tx.companies.own();
      const state =
        open.state === 'AWAITING_SIGNATURES'
          ? open.state
          : orRefuse(transition(mandateMachine, open.state, 'invite', 'SALES'));
      const named = orRefuse(nameAgent({ ...open, state }, naming, siren, tx.now));
      await closeLinks(tx, open.id);
      await tx.mandates.save({
        ...named,
        representativeName: name,
        representativeEmail: email,
        paper: open.paper ?? emptySheet(this.randomness),
      });
      await tx.record({
        name: 'mandate.form-prepared',
        objectType: 'Mandate',
        objectId: open.id,
        previousState: open.state,
        nextState: state,
      });
      return { mandateId: open.id };
    });
  }
}

/** The printed form: the very file that is signed on a screen, with the reference that an officer types (D25). */
export class ReadMandateForm {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hasher: Hasher,
  ) {}

  /** @throws NOT_FOUND; RULE_REFUSED D25 for a mandate that is signed by links. */
  async execute(
    requester: Requester,
    input: { readonly mandateId: string; readonly companyId: string | null },
  ): Promise<MandateFile & { readonly reference: string }> {
    return this.unitOfWork.run(callerIn(requester, input.companyId), async (tx) => {
      await authorise(tx, requester, 'mandate.print');
      const file = await loadMandateFile(tx, input.mandateId, this.hasher);
      if (file.mandate.paper === null) throw refusedError(refuseByRule('D25', 'NOT_ON_PAPER').refusal);
      return { ...file, reference: file.mandate.paper.reference };
    });
  }
}

export interface HandInSheetInput extends SignedSheet {
  readonly mandateId: string;
  readonly version: number;
  readonly companyId: string | null;
}

const attachScan = (tx: Transaction, fileId: string, objectId: string) =>
  attachFile(tx, { fileId, purpose: 'MANDATE_SCAN', objectType: 'Mandate', objectId });

/**
 * The signed sheet is handed in: days of the signatures, where the original is kept, its scan. The file goes to the office,
 * whose officer checks the sheet itself (D25). Permission `mandate.print`.
 */
export class HandInSheet {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws INVALID_INPUT for a signature older than three months (F6); CONFLICT; RULE_REFUSED D25. */
  async execute(requester: Requester, input: HandInSheetInput): Promise<Mandate> {
    const { mandateId, version, companyId, ...sheet } = input;
    return this.unitOfWork.run(callerIn(requester, companyId), async (tx) => {
      await authorise(tx, requester, 'mandate.print');
      const mandate = await tx.mandates.find(mandateId);
      if (!mandate) throw notFound();
      if (mandate.version !== version) throw conflict();
      const all = await tx.mandates.all();
      const handed = orRefuse(checkAmong(orRefuse(handInSheet(mandate, sheet, tx.now)), all));
      const saved = await tx.mandates.save(handed);
      if (sheet.scanFileId !== null) await attachScan(tx, sheet.scanFileId, mandateId);
      await tx.record({
        name: 'mandate.submitted',
        objectType: 'Mandate',
        objectId: mandateId,
        previousState: mandate.state,
        nextState: saved.state,
        facts: { strength: 'PAPER', reference: saved.paper?.reference ?? null },
      });
      return saved;
    });
  }
}
