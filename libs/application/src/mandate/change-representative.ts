import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import {
  confirmationStep,
  confirmMandate,
  partiesOfMandate,
  type Mandate,
  type MandateProofs,
} from '@mandataire/domain/mandate';
import { dateInParis, addDuration, type CalendarDate } from '@mandataire/domain/time';
import { grantedCompany, type AccessGrantReader } from '../access/index.js';
import type { Clock, Randomness } from '../clock/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { notFound, orRefuse, refusedError } from '../refusal/index.js';
import { refuseOwnFile } from '../second-person/index.js';
import type { Caller, Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { closeFile } from './close-file.js';
import { endDelegation } from './delegate-signature.js';
import { requireEmail } from './open-later-mandate.js';
import { alertWithoutRepresentative } from './orphan-alert.js';

export interface RecordRepresentativeInput {
  /** Any mandate of the company: its file is the officer's way in. */
  readonly mandateId: string;
  readonly name: string;
  readonly email: string;
  /** The one whom this mandate names has left; otherwise the company has one more. */
  readonly formerLeaves: boolean;
  /** What the officer saw of his quality (D25). */
  readonly proof: Pick<MandateProofs, 'companyProofType' | 'companyProofReference' | 'companyProofIssuedOn'>;
}

/**
 * The officer records a new representative, on proof of his quality (D25). Mandates stay in force; the new one confirms or
 * ends each within the days of the setting (F2). Permission `representative.record`, through an access grant on a mandate.
 */
export class RecordRepresentative {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly grants: AccessGrantReader,
    private readonly sources: { readonly clock: Clock; readonly randomness: Randomness },
    private readonly confirmationDays: number,
  ) {}

  async execute(requester: Requester, input: RecordRepresentativeInput): Promise<void> {
    const tenantId = await grantedCompany(this.grants, requester, input.mandateId, this.sources.clock.now());
    const { accountId, correlationId } = requester;
    await this.unitOfWork.run({ tenantId, accountId, correlationId }, async (tx) => {
      await authorise(tx, requester, 'representative.record');
      const mandate = await tx.mandates.find(input.mandateId);
      if (!mandate) throw notFound();
      await refuseOwnFile(tx, accountId, partiesOfMandate(mandate));
      const newcomer = await this.welcome(tx, input);
      if (input.formerLeaves) await this.dismissFormer(tx, mandate, newcomer);
      await this.askConfirmations(tx, newcomer);
    });
  }

  /** @throws RULE_REFUSED F2 when he represents the company already; INVALID_INPUT. */
  private async welcome(tx: Transaction, input: RecordRepresentativeInput): Promise<string> {
    const displayName = input.name.normalize('NFC').replace(/\s+/gu, ' ').trim();
    const email = input.email.trim().toLowerCase();
    requireEmail('email', email);
    const fields: Record<string, string> = {};
    if (displayName === '') fields.name = 'REQUIRED';
    if (input.proof.companyProofReference.trim() === '') fields.companyProofReference = 'REQUIRED';
    if (input.proof.companyProofIssuedOn > dateInParis(tx.now)) fields.companyProofIssuedOn = 'IN_THE_FUTURE';
    if (Object.keys(fields).length > 0) throw refusedError(refuseInput(fields).refusal);
    const account = await tx.accounts.ensure({ id: this.sources.randomness.id(), email, displayName });
    const held = await tx.memberships.of(account.id);
    if (held.some(({ role }) => role === 'LEGAL_REPRESENTATIVE'))
      throw refusedError(refuseByRule('F2', 'ALREADY_REPRESENTATIVE').refusal);
    const membershipId = this.sources.randomness.id();
    await tx.memberships.insert({
      ...{ tenantId: tx.caller.tenantId, id: membershipId, accountId: account.id },
      ...{ role: 'LEGAL_REPRESENTATIVE', invitedAs: null, acceptedAt: tx.now, endedAt: null },
    });
    await tx.accounts.endSessions(account.id);
    const { companyProofType, companyProofReference, companyProofIssuedOn } = input.proof;
    await tx.record({
      name: 'representative.recorded',
      objectType: 'Membership',
      objectId: membershipId,
      facts: { companyProofType, companyProofReference, companyProofIssuedOn },
    });
    return account.id;
  }

  private async dismissFormer(tx: Transaction, mandate: Mandate, newcomer: string): Promise<void> {
    const former = mandate.representativeAccountId;
    if (former === null || former === newcomer) return;
    await dismissRepresentative(tx, former);
    // Somebody had reported it: that is done with this.
    const reported = await tx.agentDepartures.openOf('REPRESENTATIVE', former);
    if (reported) await tx.agentDepartures.save({ ...reported, state: 'CARRIED_OUT', carriedOutAt: tx.now });
  }

  private async askConfirmations(tx: Transaction, representativeAccountId: string): Promise<void> {
    const dueOn = dateInParis(addDuration(tx.now, { days: this.confirmationDays }));
    for (const { id: mandateId } of await tx.mandates.lockActive()) {
      const open = await tx.confirmations.openFor(mandateId);
      if (open) {
        const again = { remindedAt: null, alertedAt: null };
        await tx.confirmations.save({ ...open, representativeAccountId, dueOn, ...again });
        continue;
      }
      await tx.confirmations.insert({
        ...{ tenantId: tx.caller.tenantId, id: this.sources.randomness.id(), version: 1, mandateId },
        ...{ representativeAccountId, askedAt: tx.now, dueOn, remindedAt: null, alertedAt: null },
        ...{ confirmedAt: null, confirmedBy: null },
      });
    }
  }
}

const REASON = 'Départ du représentant légal';

/**
 * A representative is one no longer: role and sessions end, what waited for his signature is taken back, his delegations end
 * with him. Mandates that he signed stay in force (I-29).
 */
export async function dismissRepresentative(tx: Transaction, accountId: string): Promise<void> {
  const held = (await tx.memberships.of(accountId)).find(({ role }) => role === 'LEGAL_REPRESENTATIVE');
  if (!held) return;
  await tx.memberships.end(held.id, tx.now);
  await tx.accounts.endSessions(accountId);
  for (const delegation of await tx.delegations.openOf(accountId)) await endDelegation(tx, delegation);
  for (const mandate of await tx.mandates.all()) {
    const waits = mandate.state === 'AWAITING_SIGNATURES' && mandate.representativeSignedAt === null;
    if (waits && mandate.representativeAccountId === accountId)
      await closeFile(tx, mandate, { actor: 'LEGAL_REPRESENTATIVE', reason: REASON });
  }
  await tx.record({ name: 'representative.left', objectType: 'Membership', objectId: held.id });
  await alertWithoutRepresentative(tx);
}

/** A representative confirms a mandate that he did not sign himself (F2). Permission `mandate.confirm`. */
export class ConfirmMandate {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws RULE_REFUSED F2 NO_CONFIRMATION_AWAITED */
  async execute(requester: Requester, mandateId: string): Promise<void> {
    await this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'mandate.confirm');
      const mandate = await tx.mandates.find(mandateId);
      if (!mandate) throw notFound();
      const asked = await tx.confirmations.openFor(mandateId);
      await tx.confirmations.save(orRefuse(confirmMandate(asked, requester.accountId, tx.now)));
      await tx.record({ name: 'mandate.confirmed', objectType: 'Mandate', objectId: mandateId });
    });
  }
}

/** The sweeper's call: reminds a week before the day, alerts after it, each once (F2). */
export class SettleConfirmation {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(caller: Caller, confirmationId: string): Promise<void> {
    await this.unitOfWork.run(caller, async (tx) => {
      tx.actAs('SYSTEM');
      const confirmation = await tx.confirmations.find(confirmationId);
      if (!confirmation) return;
      const step = confirmationStep(confirmation, tx.now);
      if (!step) return;
      const told = step === 'ALERT' ? { alertedAt: tx.now } : { remindedAt: tx.now };
      await tx.confirmations.save({ ...confirmation, ...told });
      const mandate = await tx.mandates.find(confirmation.mandateId);
      // Ended meanwhile: there is nothing to confirm any more.
      if (mandate?.state !== 'ACTIVE') return;
      await tx.record({
        name: step === 'ALERT' ? 'mandate.confirmation-overdue' : 'mandate.confirmation-reminded',
        objectType: 'Mandate',
        objectId: mandate.id,
        facts: { dueOn: confirmation.dueOn satisfies CalendarDate },
      });
    });
  }
}
