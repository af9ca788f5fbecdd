import { refuseByRule } from '@mandataire/domain/decision';
import {
  closeDeparture,
  liveCertificates,
  moveDeparture,
  reportDeparture,
  type Departure,
} from '@mandataire/domain/departure';
import type { Holder } from '@mandataire/domain/holder';
import type { Randomness } from '../clock/index.js';
import type { EventName } from '../journal/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { conflict, notFound, orRefuse, refusedError } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { openTask } from './open-task.js';

export interface ReportDepartureInput {
  readonly idempotencyKey: string;
  readonly holderId: string;
  readonly version: number;
  /** Day in Paris from which the person no longer belongs to the company; today or earlier revokes now (D17). */
  readonly leavesOn: string;
  /** The certificates that were shown as to be revoked: refused when they are others by now. */
  readonly confirmedCertificateIds: readonly string[];
}

/**
 * The MC or the representative reports that a holder leaves (I-30, F23). One task per live certificate, owned by whoever
 * reports, due a day after the departure. A fact already true makes the person DEPARTED in this transaction and the worker
 * revokes; a later day is planned (D17). Refuses a second report and another list of certificates than the confirmed one.
 * Permission `holder.depart`.
 */
export class ReportDeparture {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  async execute(requester: Requester, input: ReportDepartureInput): Promise<void> {
    const id = this.randomness.id();
    await this.unitOfWork.run(inCompany(requester), async (tx) => {
      const { actor } = await authorise(tx, requester, 'holder.depart');
      const holder = await tx.holders.find(input.holderId);
      if (!holder) throw notFound();
      if ((await tx.once('holder.depart', input, id)) !== undefined) return;
      if (holder.version !== input.version) throw conflict();
      if (await tx.departures.openFor(holder.id)) {
        throw refusedError(refuseByRule('I-30', 'DEPARTURE_ALREADY_REPORTED').refusal);
      }
      const said = { id, leavesOn: input.leavesOn, reportedBy: requester.accountId, actor };
      const departure = orRefuse(reportDeparture(holder, said, tx.now));
      const live = liveCertificates(await tx.certificates.ofHolder(holder.id), tx.now);
      const found = live.map((certificate) => certificate.id).sort();
      if (found.join() !== [...input.confirmedCertificateIds].sort().join()) {
        throw refusedError(refuseByRule('I-30', 'IMPACT_CHANGED').refusal);
      }
      await tx.departures.insert(departure);
      for (const certificate of live) await openTask(tx, this.randomness.id(), departure, certificate);
      if (departure.state === 'OPEN') await tx.holders.save({ ...holder, state: 'DEPARTED' });
      await journal(tx, 'departure.reported', undefined, departure);
    });
  }
}

export interface DepartureActInput {
  readonly holderId: string;
  /** Of the departure, as it was shown. */
  readonly version: number;
}

/** Takes back a departure that is planned: its tasks ask for nothing any more. Permission `holder.depart`. */
export class CancelDeparture {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(requester: Requester, input: DepartureActInput): Promise<void> {
    await this.unitOfWork.run(inCompany(requester), async (tx) => {
      const { actor } = await authorise(tx, requester, 'holder.depart');
      const { departure } = await seen(tx, input);
      const next = orRefuse(moveDeparture(departure, 'cancel', actor, tx.now));
      await tx.departures.save(next);
      await journal(tx, 'departure.cancelled', departure, next);
    });
  }
}

/** Closes the case; refused while a certificate of the person is live (I-30). Permission `holder.depart`. */
export class CloseDeparture {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(requester: Requester, input: DepartureActInput): Promise<void> {
    await this.unitOfWork.run(inCompany(requester), async (tx) => {
      const { actor } = await authorise(tx, requester, 'holder.depart');
      const { departure, holder } = await seen(tx, input);
      const certificates = await tx.certificates.ofHolder(holder.id);
      const next = orRefuse(closeDeparture(departure, certificates, actor, tx.now));
      await tx.departures.save(next);
      await journal(tx, 'departure.closed', departure, next);
    });
  }
}

async function seen(
  tx: Transaction,
  { holderId, version }: DepartureActInput,
): Promise<{ departure: Departure; holder: Holder }> {
  const holder = await tx.holders.find(holderId);
  const departure = holder && (await tx.departures.openFor(holder.id));
  if (!departure) throw notFound();
  if (departure.version !== version) throw conflict();
  return { departure, holder };
}

export const journal = (
  tx: Transaction,
  name: EventName,
  before: Departure | undefined,
  after: Departure,
): Promise<void> =>
  tx.record({
    name,
    objectType: 'Departure',
    objectId: after.id,
    previousState: before?.state ?? null,
    nextState: after.state,
    facts: { holderId: after.holderId, leavesOn: after.leavesOn },
  });
