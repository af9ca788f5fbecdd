import {
  markPerson,
  openVerificationDay,
  type DayFields,
  type DayOutcome,
  type DayPerson,
  type FailureReason,
} from '@mandataire/domain/verification-day';
import type { Randomness } from '../clock/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { conflict, notFound, orRefuse } from '../refusal/index.js';
import type { UnitOfWork } from '../unit-of-work/index.js';

export interface OpenVerificationDayInput extends DayFields {
  readonly idempotencyKey: string;
  /** In the order in which they are seen. */
  readonly holderIds: readonly string[];
}

/**
 * The MC makes a day of meetings: date, place, people of his company within his mandate (D12). Refuses himself among them
 * (F61). Permission `identity.verify`. Each verification is an act of its own (`RecordVerification`).
 */
export class OpenVerificationDay {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  async execute(requester: Requester, input: OpenVerificationDayInput): Promise<{ dayId: string }> {
    const holderIds = [...new Set(input.holderIds)];
    const dayId = this.randomness.id();
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'identity.verify');
      const before = await tx.once('verification-day.open', input, dayId);
      if (before !== undefined) return { dayId: before };
      const holders = await Promise.all(holderIds.map((id) => tx.holders.find(id)));
      const found = holders.filter((holder) => holder !== undefined);
      if (found.length < holderIds.length) throw notFound();
      const opened = orRefuse(
        openVerificationDay(
          {
            tenantId: tx.caller.tenantId,
            ids: [dayId, ...found.map(() => this.randomness.id())],
            openedBy: requester.accountId,
          },
          input,
          found,
          tx.now,
        ),
      );
      await tx.verificationDays.insert(opened.day);
      for (const person of opened.people) await tx.dayPeople.insert(person);
      await tx.record({
        name: 'verification-day.opened',
        objectType: 'VerificationDay',
        objectId: dayId,
        facts: { heldOn: opened.day.heldOn, people: opened.people.length },
      });
      return { dayId };
    });
  }
}

export interface MarkDayPersonInput {
  readonly personId: string;
  readonly version: number;
  readonly outcome: DayOutcome | null;
  readonly reason: FailureReason | null;
}

/** The MC notes that a person did not come, or that his verification failed and why. Permission `identity.verify`. */
export class MarkDayPerson {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(requester: Requester, input: MarkDayPersonInput): Promise<{ dayId: string }> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'identity.verify');
      const person = await tx.dayPeople.find(input.personId);
      if (!person) throw notFound();
      if (person.version !== input.version) throw conflict();
      const marked: DayPerson = orRefuse(markPerson(person, input.outcome, input.reason, tx.now));
      await tx.dayPeople.save(marked);
      await tx.record({
        name: 'verification-day.marked',
        objectType: 'Holder',
        objectId: person.holderId,
        previousState: person.outcome,
        nextState: marked.outcome,
        facts: { dayId: person.dayId, reason: marked.reason },
      });
      return { dayId: person.dayId };
    });
  }
}
