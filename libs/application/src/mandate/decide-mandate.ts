import { refuseInput, transition } from '@mandataire/domain/decision';
import {
  approveMandate,
  checkAmong,
  checkPaper,
  mandateMachine,
  maySignBy,
  partiesOfMandate,
  type Mandate,
  type MandateProofs,
  type PaperCheck,
} from '@mandataire/domain/mandate';
import { grantedCompany, type AccessGrantReader } from '../access/index.js';
import type { Clock, Hasher, Randomness } from '../clock/index.js';
import { authorise, type Requester } from '../permission/index.js';
import { conflict, notFound, orRefuse, refusedError } from '../refusal/index.js';
import { refuseOwnFile } from '../second-person/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { keepMandateAct, loadMandateFile, type MandateFile } from './mandate-file.js';

export interface DecideMandateInput {
  readonly mandateId: string;
  readonly version: number;
  readonly decision: 'approve' | 'reject' | 'return';
  /** Required unless approved; the company reads it. */
  readonly reason: string | null;
  /** Required to approve: references of what the officer saw (F6). */
  readonly proofs: MandateProofs | null;
  /** Required to approve a mandate that is signed on paper: what the officer found on the sheet (D25). */
  readonly paper?: PaperCheck | null;
}

const EVENT = {
  approve: 'mandate.approved',
  reject: 'mandate.rejected',
  return: 'mandate.returned',
} as const;

/**
 * The registration officer decides on a mandate file (I-3, F6). Approval makes it ACTIVE and gives representative and MC
 * their accounts and memberships in the same transaction; of a mandate on paper the signatures are then kept as evidence. A return voids both signatures: the representative signs again.
 * Two officers at once: the second gets CONFLICT. Permission `mandate.review`, through an access grant on
 * this mandate.
 */
export class DecideMandate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly grants: AccessGrantReader,
    private readonly clock: Clock,
    private readonly hasher: Hasher,
    private readonly randomness: Randomness,
  ) {}

  async execute(requester: Requester, input: DecideMandateInput): Promise<Mandate> {
    const tenantId = await grantedCompany(this.grants, requester, input.mandateId, this.clock.now());
    const reason = input.reason?.trim() || null;
    if (input.decision !== 'approve' && reason === null)
      throw refusedError(refuseInput({ reason: 'REQUIRED' }).refusal);
    if (input.decision === 'approve' && input.proofs === null)
      throw refusedError(refuseInput({ proofs: 'REQUIRED' }).refusal);
    const caller = { tenantId, accountId: requester.accountId, correlationId: requester.correlationId };
    return this.unitOfWork.run(caller, async (tx) => {
      await authorise(tx, requester, 'mandate.review');
      const file = await loadMandateFile(tx, input.mandateId, this.hasher);
      const officer = await tx.accounts.find(requester.accountId);
      if (!officer) throw notFound();
      if (file.mandate.version !== input.version) throw conflict();
      await refuseOwnFile(tx, requester.accountId, partiesOfMandate(file.mandate));
      const decided = await this.decide(tx, file.mandate, input);
      if (input.decision === 'approve') await keepSheet(tx, { ...file, mandate: decided }, this.randomness);
      await keepMandateAct(tx, file, this.randomness, {
        kind: 'OFFICER_DECISION',
        email: officer.email,
        typedName: null,
        strength: 'PASSWORD_AND_TOTP',
        accountId: requester.accountId,
        references: input.proofs ? referencesOf(input.proofs) : null,
      });
      const saved = await tx.mandates.save(decided);
      await tx.record({
        name: EVENT[input.decision],
        objectType: 'Mandate',
        objectId: saved.id,
        previousState: file.mandate.state,
        nextState: saved.state,
        reason,
      });
      return saved;
    });
  }

  private async decide(tx: Transaction, mandate: Mandate, input: DecideMandateInput): Promise<Mandate> {
    if (input.decision === 'approve' && input.proofs) {
      const checked = orRefuse(checkPaper(await this.stillHolds(tx, mandate), input.paper ?? null));
      const approved = orRefuse(approveMandate(checked, input.proofs, tx.now));
      return {
        ...approved,
        // A delegate has signed for somebody, and represents nobody (I-4).
        representativeAccountId: mandate.delegationId
          ? mandate.representativeAccountId
          : await this.join(tx, mandate, 'LEGAL_REPRESENTATIVE'),
        agentAccountId: await this.join(tx, mandate, 'CERTIFICATION_AGENT'),
      };
    }
    const state = orRefuse(transition(mandateMachine, mandate.state, input.decision, 'REGISTRATION_OFFICER'));
    return input.decision === 'return'
      ? { ...mandate, state, representativeSignedAt: null, agentSignedAt: null }
      : { ...mandate, state };
  }

  /**
   * What was right when it was signed may not be so now: one mandate of one person, a deputy within the mandate that he
   * stands in for (D12), a delegation in force on the day of the signature (I-4).
   */
  private async stillHolds(tx: Transaction, mandate: Mandate): Promise<Mandate> {
    const held = (await tx.mandates.all()).filter(({ state }) => HELD.includes(state));
    const among = orRefuse(checkAmong(mandate, held));
    if (mandate.delegationId !== null && mandate.representativeSignedAt !== null) {
      const delegation = await tx.delegations.find(mandate.delegationId);
      orRefuse(maySignBy(delegation, mandate.acts, mandate.representativeSignedAt));
    }
    return among;
  }

  /** The person's account, and his membership of this company if he has none of this role yet (D11). */
  private async join(
    tx: Transaction,
    mandate: Mandate,
    role: 'LEGAL_REPRESENTATIVE' | 'CERTIFICATION_AGENT',
  ): Promise<string> {
    const agent = role === 'CERTIFICATION_AGENT';
    const email = (agent ? mandate.agentEmail : mandate.representativeEmail) ?? '';
    const displayName = (agent ? mandate.agentName : mandate.representativeName) ?? '';
    const account = await tx.accounts.ensure({ id: this.randomness.id(), email, displayName });
    const held = await tx.memberships.of(account.id);
    if (!held.some((membership) => membership.role === role)) {
      await tx.memberships.insert({
        tenantId: mandate.tenantId,
        id: this.randomness.id(),
        accountId: account.id,
        role,
        // He has signed.
        ...{ invitedAs: null, acceptedAt: tx.now, endedAt: null },
      });
      // Whoever is signed in without a second factor enrols one before he acts in the new role.
      await tx.accounts.endSessions(account.id);
    }
    return account.id;
  }
}

/** In force, or once in force: what a mandate is weighed against when it comes into force itself. */
const HELD: readonly Mandate['state'][] = ['ACTIVE', 'REVOKED', 'ENDED', 'EXPIRED'];

/** The signatures of a sheet that an officer has checked, with the names that stand on it (D25, I-4, F6). */
async function keepSheet(tx: Transaction, file: MandateFile, randomness: Randomness): Promise<void> {
  const { paper, representativeName, representativeEmail, agentName, agentEmail } = file.mandate;
  if (paper === null) return;
  const { reference, representativeSignedOn, agentSignedOn, placeOfOriginal } = paper;
  const acts = [
    ['REPRESENTATIVE_SIGNATURE', representativeName, representativeEmail, representativeSignedOn],
    ['AGENT_ACCEPTANCE', agentName, agentEmail, agentSignedOn],
    ['AGENT_COMMITMENTS', agentName, agentEmail, agentSignedOn],
  ] as const;
  for (const [kind, typedName, email, signedOn] of acts) {
    const references = { paper: reference, signedOn: signedOn ?? '', placeOfOriginal: placeOfOriginal ?? '' };
    await keepMandateAct(tx, file, randomness, {
      ...{ kind, email: email ?? '', typedName, strength: 'PAPER', references },
    });
  }
}

const referencesOf = (proofs: MandateProofs): Record<string, string> => ({
  companyProof: `${proofs.companyProofType} ${proofs.companyProofReference} ${proofs.companyProofIssuedOn}`,
  representativeDocument: `${proofs.representativeDocument.type} ${proofs.representativeDocument.number} ${proofs.representativeDocument.expiresOn}`,
  agentDocument: `${proofs.agentDocument.type} ${proofs.agentDocument.number} ${proofs.agentDocument.expiresOn}`,
});
