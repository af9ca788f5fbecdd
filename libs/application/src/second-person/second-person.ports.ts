import type {
  FileParties,
  SecondPersonAct,
  SecondPersonAction,
  SecondPersonRequest,
} from '@mandataire/domain/second-person';
import type { TenantId } from '@mandataire/domain/tenant';
import type { Requester } from '../permission/index.js';
import type { ReadScope } from '../reading/index.js';
import type { Transaction } from '../unit-of-work/index.js';

export interface SecondPersonInput {
  readonly act: SecondPersonAct;
  readonly objectId: string;
  /** Of the object as it was seen. */
  readonly version: number;
  readonly reason: string;
}

/** One act that needs two persons, as its feature carries it out. */
export interface SecondPersonExecutor {
  /** @throws when the requester may not do it, or it needs no second person as things are. */
  check(
    tx: Transaction,
    requester: Requester,
    input: SecondPersonInput,
  ): Promise<{ readonly objectType: string }>;
  /** Whom the object concerns: none of them agrees as an officer (F61). */
  parties(tx: Transaction, objectId: string): Promise<FileParties>;
  /** Both have agreed: the act, in the transaction of the confirmation. @throws CONFLICT when the object changed. */
  carryOut(tx: Transaction, request: SecondPersonRequest): Promise<void>;
}

export type SecondPersonExecutors = Readonly<Partial<Record<SecondPersonAct, SecondPersonExecutor>>>;

export interface SecondPersonRow extends SecondPersonRequest {
  readonly requestedByName: string;
  readonly decidedByName: string | null;
  readonly companyName: string;
}

/** The requests of a company; for the office, those that are open over all companies. */
export interface SecondPersonReader {
  /** Open ones first, newest first; at most 100. */
  list(scope: ReadScope): Promise<readonly SecondPersonRow[]>;
  /** The company of an open request: the office has no session in one. Only its identifier comes out. */
  companyOf(requestId: string): Promise<TenantId | undefined>;
}

export type SecondPersonActionName = Uppercase<SecondPersonAction>;
