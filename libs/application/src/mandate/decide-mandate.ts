import { refuseInput, transition } from '@mandataire/domain/decision';
import {
  approveMandate,
  mandateMachine,
  partiesOfMandate,
  type Mandate,
  type MandateProofs,
} from '@mandataire/domain/mandate';
import { grantedCompany, type AccessGrantReader } from '../access/index.js';
import type { Clock, Hasher, Randomness } from '../clock/index.js';
import { authorise, type Requester } from '../permission/index.js';
import { conflict, notFound, orRefuse, refusedError } from '../refusal/index.js';
import { refuseOwnFile } from '../second-person/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { keepMandateAct, loadMandateFile } from './mandate-file.js';

export interface DecideMandateInput {
  readonly mandateId: string;
  readonly version: number;
  readonly decision: 'approve' | 'reject' | 'return';
  /** Required unless approved; the company reads it. */
  readonly reason: string | null;
  /** Required to approve: references of what the officer saw (F6). */
  readonly proofs: MandateProofs | null;
}

const EVENT = {
  approve: 'mandate.approved',
  reject: 'mandate.rejected',
  return: 'mandate.returned',
} as const;

/**
 * The registration officer decides on a mandate file (I-3, F6). Approval makes it ACTIVE and gives representative and MC
 * their accounts and memberships in the same transaction. A return voids both signatures: the representative signs again.
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
      const approved = orRefuse(approveMandate(mandate, input.proofs, tx.now));
      return {
        ...approved,
        representativeAccountId: await this.join(tx, mandate, 'LEGAL_REPRESENTATIVE'),
        agentAccountId: await this.join(tx, mandate, 'CERTIFICATION_AGENT'),
      };
    }
    const state = orRefuse(transition(mandateMachine, mandate.state, input.decision, 'REGISTRATION_OFFICER'));
    return input.decision === 'return'
      ? { ...mandate, state, representativeSignedAt: null, agentSignedAt: null }
      : { ...mandate, state };
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

const referencesOf = (proofs: MandateProofs): Record<string, string> => ({
  companyProof: `${proofs.companyProofType} ${proofs.companyProofReference} ${proofs.companyProofIssuedOn}`,
  representativeDocument: `${proofs.representativeDocument.type} ${proofs.representativeDocument.number} ${proofs.representativeDocument.expiresOn}`,
  agentDocument: `${proofs.agentDocument.type} ${proofs.agentDocument.number} ${proofs.agentDocument.expiresOn}`,
});
