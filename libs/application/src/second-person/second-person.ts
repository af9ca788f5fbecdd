import { transition, type TransitionActor } from '@mandataire/domain/decision';
import { refuseByRule, refuseInput } from '@mandataire/domain/decision';
import {
  maySecond,
  secondPersonMachine,
  secondPersonRule,
  type SecondPersonAct,
  type SecondPersonAction,
  type SecondPersonRequest,
} from '@mandataire/domain/second-person';
import { addDuration } from '@mandataire/domain/time';
import type { Hasher, Randomness } from '../clock/index.js';
import { canonicalJson } from '../evidence/index.js';
import type { EventName } from '../journal/index.js';
import { authorise, inCompany, type Requester } from '../permission/index.js';
import { conflict, notFound, orRefuse, refusedError } from '../refusal/index.js';
import type { Caller, Transaction, UnitOfWork } from '../unit-of-work/index.js';
import { refuseOwnFile } from './own-file.js';
import type {
  SecondPersonExecutor,
  SecondPersonExecutors,
  SecondPersonInput,
  SecondPersonReader,
} from './second-person.ports.js';

const LONGEST_REASON = 500;

const EVENT = {
  confirm: 'second-person.confirmed',
  decline: 'second-person.declined',
  withdraw: 'second-person.withdrawn',
} as const;

export interface SecondPersonPorts {
  readonly unitOfWork: UnitOfWork;
  readonly requests: Pick<SecondPersonReader, 'companyOf'>;
  readonly hasher: Hasher;
  readonly randomness: Randomness;
}

/** What the second person confirms, and nothing else: the object as the first one saw it. */
const hashOf = (hasher: Hasher, facts: { act: string; objectId: string; objectVersion: number }): string =>
  hasher.sha256(
    canonicalJson({ act: facts.act, objectId: facts.objectId, objectVersion: facts.objectVersion }),
  );

function executorOf(executors: SecondPersonExecutors, act: SecondPersonAct): SecondPersonExecutor {
  const executor = executors[act];
  if (!executor) throw refusedError(refuseInput({ act: 'NOT_CHOOSABLE' }).refusal);
  return executor;
}

/**
 * Asks for a second person (D28). The permission of the act itself is checked now, with a fresh factor where it asks for
 * one. One request per act and object at a time.
 */
export class AskSecondPerson {
  constructor(
    private readonly ports: SecondPersonPorts,
    private readonly executors: SecondPersonExecutors,
  ) {}

  /** @throws RULE_REFUSED D28 when nobody is needed, or a request is open; INVALID_INPUT { reason }. */
  async execute(requester: Requester, input: SecondPersonInput): Promise<SecondPersonRequest> {
    const { unitOfWork, hasher, randomness } = this.ports;
    const executor = executorOf(this.executors, input.act);
    const reason = reasonOf(input.reason);
    const rule = secondPersonRule(input.act);
    return unitOfWork.run(inCompany(requester), async (tx) => {
      const { objectType } = await executor.check(tx, requester, input);
      if (await tx.secondPersonRequests.openFor(input.act, input.objectId))
        throw refusedError(refuseByRule('D28', 'SECOND_PERSON_ALREADY_ASKED').refusal);
      const asked = { act: input.act, objectId: input.objectId, objectVersion: input.version };
      const request: SecondPersonRequest = {
        ...asked,
        tenantId: tx.caller.tenantId,
        id: randomness.id(),
        version: 1,
        objectType,
        inputHash: hashOf(hasher, asked),
        reason,
        state: 'REQUESTED',
        requestedBy: requester.accountId,
        requestedAt: tx.now,
        expiresAt: addDuration(tx.now, rule.validity),
        escalatedAt: null,
        decidedBy: null,
        decidedAt: null,
        decisionReason: null,
      };
      await tx.secondPersonRequests.insert(request);
      await note(tx, request, 'second-person.requested', { previousState: null, reason });
      return request;
    });
  }
}

export interface DecideSecondPersonInput {
  readonly requestId: string;
  readonly version: number;
  readonly reason: string | null;
}

/**
 * The second person confirms or declines; the first one withdraws. Confirming carries the act out in the same
 * transaction: it happens with both names, or not at all. Permission `second-person.decide`, with a fresh factor.
 */
export class DecideSecondPerson {
  constructor(
    private readonly ports: SecondPersonPorts,
    private readonly executors: SecondPersonExecutors,
  ) {}

  /** @throws RULE_REFUSED D28 for the same person, a role that may not, or too late; F61 for an officer whom it concerns; CONFLICT. */
  async decide(
    requester: Requester,
    action: 'confirm' | 'decline',
    input: DecideSecondPersonInput,
  ): Promise<SecondPersonRequest> {
    return this.ports.unitOfWork.run(await this.callerFor(requester, input.requestId), async (tx) => {
      const { actor, role } = await authorise(tx, requester, 'second-person.decide');
      const request = await this.load(tx, input);
      const reason = action === 'decline' ? reasonOf(input.reason ?? '') : input.reason;
      const { accountId } = requester;
      const state = move(request, action, actor);
      orRefuse(maySecond(request, { accountId, roles: [role] }, tx.now));
      const executor = executorOf(this.executors, request.act);
      if (role === 'REGISTRATION_OFFICER') {
        await refuseOwnFile(tx, accountId, await executor.parties(tx, request.objectId));
      }
      const decided = await tx.secondPersonRequests.save({
        ...request,
        state,
        decidedBy: accountId,
        decidedAt: tx.now,
        decisionReason: reason,
      });
      await note(tx, decided, EVENT[action], { previousState: request.state, reason });
      if (action === 'confirm') await executor.carryOut(tx, request);
      return decided;
    });
  }

  /** Only by whoever asked. @throws NOT_FOUND for another one's request. */
  async withdraw(requester: Requester, input: DecideSecondPersonInput): Promise<SecondPersonRequest> {
    return this.ports.unitOfWork.run(inCompany(requester), async (tx) => {
      const { actor } = await authorise(tx, requester, 'second-person.read');
      const request = await this.load(tx, input);
      if (request.requestedBy !== requester.accountId) throw notFound();
      const state = move(request, 'withdraw', actor);
      const withdrawn = await tx.secondPersonRequests.save({ ...request, state });
      await note(tx, withdrawn, EVENT.withdraw, { previousState: request.state, reason: input.reason });
      return withdrawn;
    });
  }

  /** One's own company; the office finds the company of the request. */
  private async callerFor(requester: Requester, requestId: string): Promise<Caller> {
    if (requester.tenantId !== null) return inCompany(requester);
    const tenantId = await this.ports.requests.companyOf(requestId);
    if (!tenantId) throw notFound();
    const { accountId, correlationId } = requester;
    return { tenantId, accountId, correlationId };
  }

  private async load(tx: Transaction, input: DecideSecondPersonInput): Promise<SecondPersonRequest> {
    const request = await tx.secondPersonRequests.find(input.requestId);
    if (!request) throw notFound();
    if (request.version !== input.version) throw conflict();
    if (request.inputHash !== hashOf(this.ports.hasher, request))
      throw new Error('the request was tampered with');
    return request;
  }
}

/** The sweeper's call: tells the officers after half an hour, ends the request after a day (D28). */
export class SettleSecondPerson {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(caller: Caller, requestId: string): Promise<void> {
    await this.unitOfWork.run(caller, async (tx) => {
      tx.actAs('SYSTEM');
      const request = await tx.secondPersonRequests.find(requestId);
      if (request?.state !== 'REQUESTED') return;
      if (request.expiresAt <= tx.now) {
        const expired = { ...request, state: move(request, 'expire', 'SYSTEM') };
        await note(tx, await tx.secondPersonRequests.save(expired), 'second-person.expired', {
          previousState: request.state,
        });
        return;
      }
      const due = addDuration(request.requestedAt, secondPersonRule(request.act).escalatesAfter);
      if (request.escalatedAt !== null || due > tx.now) return;
      const escalated = await tx.secondPersonRequests.save({ ...request, escalatedAt: tx.now });
      await note(tx, escalated, 'second-person.escalated', { previousState: request.state });
    });
  }
}

const move = (request: SecondPersonRequest, action: SecondPersonAction, actor: TransitionActor) =>
  orRefuse(transition(secondPersonMachine, request.state, action, actor));

function reasonOf(typed: string): string {
  const reason = typed.trim();
  if (reason === '') throw refusedError(refuseInput({ reason: 'REQUIRED' }).refusal);
  if (reason.length > LONGEST_REASON) throw refusedError(refuseInput({ reason: 'TOO_LONG' }).refusal);
  return reason;
}

/** The journal names the act and its object beside the request. */
const note = (
  tx: Transaction,
  request: SecondPersonRequest,
  name: EventName,
  change: { readonly previousState: string | null; readonly reason?: string | null },
): Promise<void> =>
  tx.record({
    name,
    objectType: 'SecondPersonRequest',
    objectId: request.id,
    nextState: request.state,
    ...change,
    facts: { act: request.act, object: request.objectId, inputHash: request.inputHash },
  });
