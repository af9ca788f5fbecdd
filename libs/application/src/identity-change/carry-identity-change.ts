import { shownState, type Certificate } from '@mandataire/domain/certificate';
import {
  certifiedChanges,
  certifiedDataOf,
  type CertifiedData,
  type Holder,
} from '@mandataire/domain/holder';
import { type IdentityChange } from '@mandataire/domain/identity-change';
import { orderMachine, type Order } from '@mandataire/domain/order';
import { dateInParis } from '@mandataire/domain/time';
import type { Catalogue } from '../catalogue/index.js';
import type { Randomness } from '../clock/index.js';
import type { OutboxEvent } from '../journal/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound } from '../refusal/index.js';
import { submitRevocation } from '../revocation/index.js';
import type { Caller, Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { supersede } from './supersede-order.js';

/**
 * The saga of a change of certified data (R23, D16, D17, I-15), one certificate per transaction: its REPLACEMENT order as
 * a DRAFT that waits for a new verification, and, when the change is in force, its revocation. Each step looks whether it
 * was done, so that a worker killed anywhere ends in one revocation and one replacement per certificate.
 */
export class CarryIdentityChange {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly catalogue: Catalogue,
    private readonly randomness: Randomness,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    await this.carry(callerOfEvent(event), event.objectId);
  }

  /** Also called by the sweeper when the day has come, or when a saga did not finish. */
  async carry(caller: Caller, changeId: string): Promise<void> {
    const begun = await this.unitOfWork.run(caller, (tx) => begin(tx, changeId));
    if (!begun) return;
    for (const certificateId of begun.certificateIds) {
      await this.unitOfWork.run(caller, (tx) => this.carryOne(tx, changeId, certificateId));
    }
    if (begun.inForce) await this.unitOfWork.run(caller, (tx) => finish(tx, changeId));
  }

  private async carryOne(tx: Transaction, changeId: string, certificateId: string): Promise<void> {
    tx.actAs('SYSTEM');
    const change = await tx.identityChanges.find(changeId);
    const certificate = await tx.certificates.find(certificateId);
    if (!change || !certificate || change.state === 'DONE' || change.state === 'CANCELLED') return;
    const { holder, after } = await subjectOf(tx, change);
    await this.draftReplacement(tx, { certificate, holder, after, change });
    const live = ['ISSUED', 'ACTIVE'].includes(shownState(certificate, tx.now));
    if (change.state !== 'APPLYING' || !live || (await tx.revocations.openFor(certificate.id))) return;
    await submitRevocation(tx, {
      id: this.randomness.id(),
      certificate,
      reason: 'DATA_CHANGED',
      comment: null,
      requester: 'SYSTEM',
    });
  }

  private async draftReplacement(
    tx: Transaction,
    at: { certificate: Certificate; holder: Holder; after: CertifiedData; change: IdentityChange },
  ): Promise<void> {
    const { certificate, holder, after, change } = at;
    if (await tx.orders.replacing(certificate.id)) return;
    const product = await this.catalogue.find(certificate.productCode);
    if (!product) throw notFound();
    const order: Order = {
      tenantId: holder.tenantId,
      id: this.randomness.id(),
      version: 1,
      kind: 'REPLACEMENT',
      state: 'DRAFT',
      holderId: holder.id,
      identityNumber: change.identityNumber,
      productCode: product.code,
      productVersion: product.version,
      profile: product.profile,
      certifiedData: after,
      registrationOffice: (await tx.orders.find(certificate.orderId))?.registrationOffice ?? '',
      verificationId: null,
      replacesCertificateId: certificate.id,
      placedBy: change.requestedBy ?? '',
      placedAt: tx.now,
      consentedAt: null,
      coSignedAt: null,
      decidedBy: null,
      decidedAt: null,
      decisionReason: null,
    };
    await tx.orders.insert(order);
    await tx.record({
      name: 'order.replacement-drafted',
      objectType: 'Order',
      objectId: order.id,
      nextState: order.state,
      facts: { replaces: certificate.id, blocker: 'IDENTITY_VERIFICATION' },
    });
  }
}

async function subjectOf(
  tx: Transaction,
  change: IdentityChange,
): Promise<{ holder: Holder; after: CertifiedData }> {
  const holder = await tx.holders.find(change.holderId);
  const identity = holder && (await tx.identities.version(holder.id, change.identityNumber));
  if (!identity) throw notFound();
  return { holder, after: certifiedDataOf(holder, identity, await tx.companies.own()) };
}

interface Begun {
  readonly certificateIds: readonly string[];
  readonly inForce: boolean;
}

/** Brings a due change into force, settles open orders with the old data, and lists the certificates it touches. */
async function begin(tx: Transaction, changeId: string): Promise<Begun | undefined> {
  tx.actAs('SYSTEM');
  const change = await tx.identityChanges.find(changeId);
  if (!change || change.state === 'DONE' || change.state === 'CANCELLED') return undefined;
  const { holder, after } = await subjectOf(tx, change);
  const inForce = await bringIntoForce(tx, change, holder);
  const replacementsToRedraft = await settleOpenOrders(tx, change, after);
  const certificates = await tx.certificates.ofHolder(holder.id);
  const touched = certificates.filter(
    (certificate) =>
      ['ISSUED', 'ACTIVE'].includes(shownState(certificate, tx.now)) &&
      certifiedChanges(certificate.certifiedData, after).length > 0,
  );
  return {
    certificateIds: [...touched.map((certificate) => certificate.id), ...replacementsToRedraft],
    inForce,
  };
}

async function bringIntoForce(tx: Transaction, change: IdentityChange, holder: Holder): Promise<boolean> {
  if (change.state === 'PLANNED' && change.effectiveOn > dateInParis(tx.now)) return false;
  if (change.state === 'PLANNED') {
    await tx.identityChanges.save({ ...change, state: 'APPLYING' });
    await tx.record({
      name: 'identity-change.due',
      objectType: 'IdentityChange',
      objectId: change.id,
      previousState: 'PLANNED',
      nextState: 'APPLYING',
    });
  }
  if (holder.identityNumber !== change.identityNumber) {
    await tx.holders.save({ ...holder, identityNumber: change.identityNumber });
  }
  return true;
}

/**
 * An open order would certify data that change (F64): a draft takes the new data, any other is superseded and its links
 * stop working. Gives the certificates whose replacement was superseded, to be drafted again.
 */
async function settleOpenOrders(
  tx: Transaction,
  change: IdentityChange,
  after: CertifiedData,
): Promise<string[]> {
  const redraft: string[] = [];
  for (const order of await tx.orders.ofHolder(change.holderId)) {
    const open = !orderMachine.terminal.includes(order.state) && order.state !== 'DOWNLOADED';
    if (!open || certifiedChanges(order.certifiedData, after).length === 0) continue;
    if (order.state === 'DRAFT') {
      await tx.orders.save({ ...order, certifiedData: after, identityNumber: change.identityNumber });
    } else {
      await supersede(tx, order, 'Données certifiées modifiées');
      if (order.replacesCertificateId !== null) redraft.push(order.replacesCertificateId);
    }
  }
  return redraft;
}

async function finish(tx: Transaction, changeId: string): Promise<void> {
  tx.actAs('SYSTEM');
  const change = await tx.identityChanges.find(changeId);
  if (change?.state !== 'APPLYING') return;
  await tx.identityChanges.save({ ...change, state: 'DONE', doneAt: tx.now });
  await tx.record({
    name: 'identity-change.done',
    objectType: 'IdentityChange',
    objectId: change.id,
    previousState: 'APPLYING',
    nextState: 'DONE',
  });
}

/** D17: the replacement is accepted before the day, so the planned change comes into force now. */
export class FinishReplacement {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly saga: CarryIdentityChange,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    const caller = callerOfEvent(event);
    const changeId = await this.unitOfWork.run(caller, async (tx) => {
      tx.actAs('SYSTEM');
      const accepted = await tx.certificates.find(event.objectId);
      const order = accepted && (await tx.orders.find(accepted.orderId));
      if (order?.kind !== 'REPLACEMENT') return undefined;
      const change = await tx.identityChanges.openFor(order.holderId);
      if (!change || change.identityNumber !== order.identityNumber) return undefined;
      if (change.state === 'PLANNED')
        await tx.identityChanges.save({ ...change, effectiveOn: dateInParis(tx.now) });
      return change.id;
    });
    if (changeId !== undefined) await this.saga.carry(caller, changeId);
  }
}
