import { shownState } from '@mandataire/domain/certificate';
import { liveCertificates, moveDeparture, type Departure } from '@mandataire/domain/departure';
import { orderMachine } from '@mandataire/domain/order';
import { dateInParis } from '@mandataire/domain/time';
import type { Randomness } from '../clock/index.js';
import { supersede } from '../identity-change/index.js';
import type { OutboxEvent } from '../journal/index.js';
import { callerOfEvent } from '../queue/index.js';
import { notFound, orRefuse } from '../refusal/index.js';
import { submitRevocation } from '../revocation/index.js';
import type { Caller, Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { openTask } from './open-task.js';
import { journal } from './report-departure.js';

/**
 * The saga of a departure whose day has come (I-30, D17): the person is DEPARTED, his open orders stop,
 * and each live certificate is revoked, one per transaction. Each step looks whether it was done, so that a worker killed
 * anywhere ends in one revocation per certificate. The case stays open until somebody closes it.
 */
export class CarryDeparture {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  async execute(event: OutboxEvent): Promise<void> {
    await this.carry(callerOfEvent(event), event.objectId);
  }

  /** Also called by the sweeper when the day has come, or when a saga did not finish. */
  async carry(caller: Caller, departureId: string): Promise<void> {
    const certificateIds = await this.unitOfWork.run(caller, (tx) => this.begin(tx, departureId));
    for (const certificateId of certificateIds) {
      await this.unitOfWork.run(caller, (tx) => this.revoke(tx, certificateId));
    }
  }

  private async begin(tx: Transaction, departureId: string): Promise<readonly string[]> {
    tx.actAs('SYSTEM');
    const departure = await tx.departures.find(departureId);
    if (!departure || !(await isDue(tx, departure))) return [];
    for (const order of await tx.orders.ofHolder(departure.holderId)) {
      const open = !orderMachine.terminal.includes(order.state) && order.state !== 'DOWNLOADED';
      if (open) await supersede(tx, order, 'Départ du porteur');
    }
    const live = liveCertificates(await tx.certificates.ofHolder(departure.holderId), tx.now);
    const known = await tx.revocationTasks.ofOrigin(departure.id);
    for (const certificate of live) {
      if (known.some(({ certificateId }) => certificateId === certificate.id)) continue;
      await openTask(tx, this.randomness.id(), departure, certificate);
    }
    return live.map(({ id }) => id);
  }

  private async revoke(tx: Transaction, certificateId: string): Promise<void> {
    tx.actAs('SYSTEM');
    const certificate = await tx.certificates.find(certificateId);
    const live = certificate && ['ISSUED', 'ACTIVE'].includes(shownState(certificate, tx.now));
    if (!live || (await tx.revocations.openFor(certificate.id))) return;
    await submitRevocation(tx, {
      id: this.randomness.id(),
      certificate,
      reason: 'HOLDER_LEFT',
      comment: null,
      requester: 'SYSTEM',
    });
  }
}

/** Whether the departure is in force; brings it into force on its day. */
async function isDue(tx: Transaction, departure: Departure): Promise<boolean> {
  if (departure.state === 'PLANNED' && departure.leavesOn <= dateInParis(tx.now)) {
    const holder = await tx.holders.find(departure.holderId);
    if (!holder) throw notFound();
    const due = orRefuse(moveDeparture(departure, 'fallDue', 'SYSTEM', tx.now));
    await tx.departures.save(due);
    await tx.holders.save({ ...holder, state: 'DEPARTED' });
    await journal(tx, 'departure.due', departure, due);
    return true;
  }
  return departure.state === 'OPEN';
}
