import { isEmailAddress } from '@mandataire/domain/account';
import { refuseInput, transition } from '@mandataire/domain/decision';
import {
  checkAmong,
  emptyDraft,
  mandateMachine,
  maySignBy,
  nameAgent,
  needsPredecessor,
  paperReference,
  type AgentNaming,
  type Mandate,
  type MandateKind,
  type SignatureDelegation,
} from '@mandataire/domain/mandate';
import type { Randomness } from '../clock/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { notFound, orRefuse, refusedError } from '../refusal/index.js';
import type { KeyedInput, Transaction, UnitOfWork } from '../unit-of-work/index.js';

export interface OpenLaterMandateInput extends KeyedInput {
  readonly kind: MandateKind;
  readonly predecessorId: string | null;
  readonly naming: AgentNaming;
  /** Somebody else signs, by this delegation (I-4); null: the representative himself. */
  readonly delegationId: string | null;
  /** Signed on the printed form; no link is mailed. */
  readonly onPaper: boolean;
}

/** As it is stored: one form of a name, one of an address. */
export const tidyNaming = (naming: AgentNaming): AgentNaming => ({
  ...naming,
  agentName: naming.agentName.normalize('NFC').replace(/\s+/gu, ' ').trim(),
  agentEmail: naming.agentEmail.trim().toLowerCase(),
});

/** @throws INVALID_INPUT { agentEmail } */
export function requireEmail(field: string, email: string): void {
  if (!isEmailAddress(email)) throw refusedError(refuseInput({ [field]: 'NOT_AN_EMAIL' }).refusal);
}

/**
 * The representative opens a further mandate himself (D12): another MC, a deputy for a time, a successor. MC, scope and term
 * are named here; he then signs by the link that is mailed to him, or to the holder of his delegation (I-4), as the first
 * one was signed; or both sign the printed form (D25). Permission `mandate.open`, with a fresh factor.
 */
export class OpenLaterMandate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  /** @throws RULE_REFUSED D12 for an overlap or a deputy who exceeds, I-4 for a delegation that does not serve. */
  async execute(requester: Requester, input: OpenLaterMandateInput): Promise<{ mandateId: string }> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      const { actor } = await authorise(tx, requester, 'mandate.open');
      const mandateId = this.randomness.id();
      const before = await tx.once('mandate.open', input, mandateId);
      if (before) return { mandateId: before };
      const draft = await this.draft(tx, requester, { ...input, mandateId });
      const company = await tx.companies.own();
      const naming = tidyNaming(input.naming);
      requireEmail('agentEmail', naming.agentEmail);
      const state = orRefuse(transition(mandateMachine, draft.state, 'invite', actor));
      const named = orRefuse(nameAgent({ ...draft, state }, naming, company.siren, tx.now));
      const mandate = orRefuse(checkAmong(named, await tx.mandates.all()));
      await tx.mandates.insert(mandate);
      await this.note(tx, mandate);
      return { mandateId };
    });
  }

  private async draft(
    tx: Transaction,
    { accountId }: Requester,
    input: OpenLaterMandateInput & { readonly mandateId: string },
  ): Promise<Mandate> {
    if (input.predecessorId !== null && !(await tx.mandates.find(input.predecessorId))) throw notFound();
    const signer = await signerOf(tx, accountId, input);
    return {
      ...emptyDraft(tx.caller.tenantId, input.mandateId),
      kind: input.kind,
      predecessorId: needsPredecessor(input.kind) ? input.predecessorId : null,
      openedBy: 'LEGAL_REPRESENTATIVE',
      delegationId: input.delegationId,
      paper: input.onPaper ? emptySheet(this.randomness) : null,
      representativeAccountId: accountId,
      representativeName: signer.name,
      representativeEmail: signer.email,
    };
  }

  private async note(tx: Transaction, mandate: Mandate): Promise<void> {
    const object = { objectType: 'Mandate', objectId: mandate.id };
    await tx.record({ name: 'mandate.opened', ...object, nextState: 'DRAFT', facts: { kind: mandate.kind } });
    const name = mandate.paper ? 'mandate.form-prepared' : 'mandate.invited';
    await tx.record({ name, ...object, previousState: 'DRAFT', nextState: mandate.state });
  }
}

export const emptySheet = (randomness: Randomness): NonNullable<Mandate['paper']> => ({
  reference: paperReference(randomness.bytes(11)),
  representativeSignedOn: null,
  agentSignedOn: null,
  placeOfOriginal: null,
  scanFileId: null,
  takenOver: false,
});

async function signerOf(
  tx: Transaction,
  accountId: string,
  { delegationId, naming }: OpenLaterMandateInput,
): Promise<{ readonly name: string; readonly email: string }> {
  if (delegationId === null) {
    const account = await tx.accounts.find(accountId);
    if (!account) throw notFound();
    return { name: account.displayName, email: account.email };
  }
  const found = await tx.delegations.find(delegationId);
  if (!found) throw notFound();
  const delegation: SignatureDelegation = orRefuse(maySignBy(found, naming.acts, tx.now));
  return { name: delegation.delegateName, email: delegation.delegateEmail };
}
