import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import type { Holder } from '@mandataire/domain/holder';
import {
  isHimself,
  moveMeeting,
  requestMeeting,
  scheduleMeeting,
  type IdentityMeeting,
} from '@mandataire/domain/identity-verification';
import type { Randomness } from '../clock/index.js';
import type { EventName } from '../journal/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { conflict, notFound, orRefuse, refusedError } from '../refusal/index.js';
import type { Transaction, UnitOfWork } from '../unit-of-work/index.js';

export interface RequestVerificationInput {
  readonly idempotencyKey: string;
  readonly holderId: string;
}

/**
 * The MC asks for the verification of a holder, to be planned (rules (b)). One at a time for a person; refuses somebody who
 * has left (I-30). Permission `identity.verify`.
 */
export class RequestVerification {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly randomness: Randomness,
  ) {}

  async execute(requester: Requester, input: RequestVerificationInput): Promise<Moved> {
    const id = this.randomness.id();
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      await authorise(tx, requester, 'identity.verify');
      const holder = await tx.holders.find(input.holderId);
      if (!holder) throw notFound();
      if ((await tx.once('identity.request', input, id)) !== undefined) return { holderId: holder.id };
      if (await tx.meetings.openFor(holder.id)) {
        throw refusedError(refuseByRule('R30', 'VERIFICATION_ALREADY_OPEN').refusal);
      }
      const meeting = orRefuse(requestMeeting(holder, { id, requestedBy: requester.accountId }, tx.now));
      await tx.meetings.insert(meeting);
      await journal(tx, 'identity.requested', undefined, meeting);
      return { holderId: holder.id };
    });
  }
}

export interface MeetingActInput {
  readonly verificationId: string;
  readonly version: number;
}

export interface ScheduleVerificationInput extends MeetingActInput {
  readonly scheduledAt: Date;
  readonly place: string;
  /** Another MC of the company; null: whoever plans. */
  readonly verifierAccountId: string | null;
}

/** Whose verification it was. */
export interface Moved {
  readonly holderId: string;
}

/**
 * A day and a place are set, or set anew: the worker mails holder and verifier an entry for their calendars, the same one
 * again with the next SEQUENCE (RFC 5546). Refuses the past, a verifier who is no MC, and the person himself as his
 * own verifier (F61). Permission `identity.verify`.
 */
export class ScheduleVerification {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(requester: Requester, input: ScheduleVerificationInput): Promise<Moved> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      const { actor } = await authorise(tx, requester, 'identity.verify');
      const { meeting, holder } = await seen(tx, input);
      if (holder.state !== 'ACTIVE') throw refusedError(refuseByRule('I-30', 'HOLDER_DEPARTED').refusal);
      const accountId = input.verifierAccountId ?? requester.accountId;
      await checkVerifier(tx, holder, accountId);
      const next = orRefuse(scheduleMeeting(meeting, input, { accountId, actor }, tx.now));
      await tx.meetings.save(next);
      await journal(tx, 'identity.scheduled', meeting, next);
      return { holderId: holder.id };
    });
  }
}

async function checkVerifier(tx: Transaction, holder: Holder, accountId: string): Promise<void> {
  const agents = await tx.memberships.accountsWith('CERTIFICATION_AGENT');
  const verifier = agents.find(({ id }) => id === accountId);
  if (!verifier) throw refusedError(refuseInput({ verifierAccountId: 'NOT_AN_AGENT' }).refusal);
  const identity = await tx.identities.version(holder.id, holder.identityNumber);
  const holderName = `${identity?.givenNames[0]} ${identity?.surname}`;
  if (isHimself({ holder, holderName }, { accountId, name: verifier.displayName })) {
    throw refusedError(refuseByRule('F61', 'VERIFIES_HIMSELF').refusal);
  }
}

export type MeetingStep = 'start' | 'fail' | 'miss' | 'cancel';

const EVENT_OF: Readonly<Record<MeetingStep, EventName>> = {
  start: 'identity.started',
  fail: 'identity.failed',
  miss: 'identity.missed',
  cancel: 'identity.cancelled',
};

/**
 * A meeting begins, ends without a verified identity (with the reason), is missed by the person, or is taken back, by its
 * MC or by the holder himself. What was sent for the calendars is taken back with it. Refuses a step that the machine has
 * not, and a miss before its hour. Permission `identity.verify`; to take back, `identity.cancel`: the holder for himself.
 */
export class MoveVerification {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(
    requester: Requester,
    step: MeetingStep,
    input: MeetingActInput & { readonly reason?: string | null },
  ): Promise<Moved> {
    return this.unitOfWork.run(inCompany(requester), async (tx) => {
      const act = step === 'cancel' ? 'identity.cancel' : 'identity.verify';
      const { actor, scope } = await authorise(tx, requester, act);
      const { meeting, holder } = await seen(tx, input, scope === 'OWN' ? requester.accountId : undefined);
      const next = orRefuse(moveMeeting(meeting, step, { actor, reason: input.reason ?? null }, tx.now));
      await tx.meetings.save(next);
      await journal(tx, EVENT_OF[step], meeting, next);
      return { holderId: holder.id };
    });
  }
}

/** @throws NOT_FOUND also when it is not of `ownAccountId`, whose right ends with himself. */
async function seen(
  tx: Transaction,
  { verificationId, version }: MeetingActInput,
  ownAccountId?: string,
): Promise<{ meeting: IdentityMeeting; holder: Holder }> {
  const meeting = await tx.meetings.find(verificationId);
  const holder = meeting && (await tx.holders.find(meeting.holderId));
  if (!holder || (ownAccountId !== undefined && holder.accountId !== ownAccountId)) throw notFound();
  if (meeting.version !== version) throw conflict();
  return { meeting, holder };
}

const journal = (
  tx: Transaction,
  name: EventName,
  before: IdentityMeeting | undefined,
  after: IdentityMeeting,
): Promise<void> =>
  tx.record({
    name,
    objectType: 'IdentityVerification',
    objectId: after.id,
    previousState: before?.state ?? null,
    nextState: after.state,
    reason: after.reason,
    facts: { holderId: after.holderId, scheduledAt: after.scheduledAt?.toISOString() ?? null },
  });
