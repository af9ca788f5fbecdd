import { checkDelegation, type DelegationFields, type SignatureDelegation } from '@mandataire/domain/mandate';
import type { Randomness } from '../clock/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import type { ReadScope } from '../reading/index.js';
import { notFound, orRefuse } from '../refusal/index.js';
import type { KeyedInput, Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { closeFile } from './close-file.js';
import { requireEmail } from './open-later-mandate.js';

export interface DelegationRow extends SignatureDelegation {
  readonly delegatedByName: string;
}

export interface DelegationReader {
  /** Of the company, open ones first; at most 100. */
  list(scope: ReadScope): Promise<readonly DelegationRow[]>;
}

/**
 * The representative stores a delegation of signature: named person, written act with its reference, scope and term (I-4).
 * It gives no role: the delegate signs mandates from links that the representative has sent. Permission `mandate.delegate`.
 */
export class DelegateSignature {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  async execute(
    requester: Requester,
    { idempotencyKey, ...input }: KeyedInput & DelegationFields,
  ): Promise<{ delegationId: string }> {
    const fields: DelegationFields = {
      ...input,
      delegateName: input.delegateName.normalize('NFC').replace(/\s+/gu, ' ').trim(),
      delegateEmail: input.delegateEmail.trim().toLowerCase(),
      actReference: input.actReference.trim(),
    };
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'mandate.delegate');
      const delegationId = this.randomness.id();
      const before = await tx.once('mandate.delegate', { idempotencyKey, ...input }, delegationId);
      if (before) return { delegationId: before };
      requireEmail('delegateEmail', fields.delegateEmail);
      await tx.delegations.insert({
        ...{ tenantId: tx.caller.tenantId, id: delegationId, version: 1, endedAt: null },
        ...orRefuse(checkDelegation(fields, tx.now)),
        delegatedBy: requester.accountId,
      });
      await tx.record({
        name: 'delegation.given',
        objectType: 'SignatureDelegation',
        objectId: delegationId,
        facts: { startsOn: fields.startsOn, endsOn: fields.endsOn, acts: fields.acts.join(',') },
      });
      return { delegationId };
    });
  }
}

/** A representative ends a delegation: what waits for the delegate's signature is taken back (I-4). Permission `mandate.delegate`. */
export class EndDelegation {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(requester: Requester, delegationId: string): Promise<void> {
    await this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'mandate.delegate');
      const delegation = await tx.delegations.find(delegationId);
      if (!delegation || delegation.endedAt !== null) throw notFound();
      await endDelegation(tx, delegation);
    });
  }
}

const REASON = 'Fin de la délégation de signature';

/** What the delegate has signed stays valid; what waits for him does not wait any longer. */
export async function endDelegation(tx: Transaction, delegation: SignatureDelegation): Promise<void> {
  await tx.delegations.save({ ...delegation, endedAt: tx.now });
  await tx.record({
    name: 'delegation.ended',
    objectType: 'SignatureDelegation',
    objectId: delegation.id,
  });
  for (const mandate of await tx.mandates.all()) {
    const waits = mandate.state === 'AWAITING_SIGNATURES' && mandate.representativeSignedAt === null;
    if (mandate.delegationId === delegation.id && waits) {
      await closeFile(tx, mandate, { actor: 'LEGAL_REPRESENTATIVE', reason: REASON });
    }
  }
}
