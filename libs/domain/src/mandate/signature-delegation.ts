import type { AccountId } from '../account/index.js';
import { accept, refuseByRule, refuseInput, type Decision } from '../decision/index.js';
import type { TenantId } from '../tenant/index.js';
import { addMonths, dateInParis, daysBetween, type CalendarDate } from '../time/index.js';
import type { MandateAct } from './mandate.js';
import { MAX_MANDATE_MONTHS } from './mandate-signing.js';

/**
 * Signature delegation (délégation de signature): the representative lets a named person sign mandates for the company, by
 * a written act (I-4, D25). The delegate signs from a mailed link; he gets no role in the company.
 */
export interface SignatureDelegation {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  /** The representative who delegates. */
  readonly delegatedBy: AccountId;
  readonly delegateName: string;
  readonly delegateEmail: string;
  /** Reference of the act, as an auditor finds it: decision, minutes, decree. */
  readonly actReference: string;
  readonly actDatedOn: CalendarDate;
  /** Mandates that give at most these acts may be signed by it. */
  readonly acts: readonly MandateAct[];
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly endedAt: Date | null;
}

export type DelegationFields = Pick<
  SignatureDelegation,
  'delegateName' | 'delegateEmail' | 'actReference' | 'actDatedOn' | 'acts' | 'startsOn' | 'endsOn'
>;

const LONGEST_REFERENCE = 120;

/** What is wrong with a delegation, by field: fixed term of three years at most, an act that is already written. */
export function checkDelegation(fields: DelegationFields, now: Date): Decision<DelegationFields> {
  const faults: Record<string, string> = { ...wordFaults(fields), ...dateFaults(fields, now) };
  return Object.keys(faults).length > 0 ? refuseInput(faults) : accept(fields);
}

function wordFaults({ delegateName, actReference, acts }: DelegationFields): Record<string, string> {
  const fields: Record<string, string> = {};
  if (delegateName.trim() === '') fields.delegateName = 'REQUIRED';
  if (actReference.trim() === '') fields.actReference = 'REQUIRED';
  if (actReference.length > LONGEST_REFERENCE) fields.actReference = 'TOO_LONG';
  if (acts.length === 0) fields.acts = 'REQUIRED';
  return fields;
}

function dateFaults({ actDatedOn, startsOn, endsOn }: DelegationFields, now: Date): Record<string, string> {
  const fields: Record<string, string> = {};
  if (actDatedOn > dateInParis(now)) fields.actDatedOn = 'IN_THE_FUTURE';
  if (endsOn <= startsOn) fields.endsOn = 'BEFORE_START';
  else if (daysBetween(endsOn, addMonths(startsOn, MAX_MANDATE_MONTHS)) < 0) fields.endsOn = 'TERM_TOO_LONG';
  else if (endsOn < dateInParis(now)) fields.endsOn = 'IN_THE_PAST';
  return fields;
}

export const delegationInForce = (delegation: SignatureDelegation, at: Date): boolean => {
  const day = dateInParis(at);
  const ended = delegation.endedAt !== null && delegation.endedAt <= at;
  return !ended && delegation.startsOn <= day && day <= delegation.endsOn;
};

/** Whether by this delegation a mandate that gives these acts may be signed at this instant (I-4). */
export function maySignBy(
  delegation: SignatureDelegation | undefined,
  acts: readonly MandateAct[],
  at: Date,
): Decision<SignatureDelegation> {
  if (!delegation || !delegationInForce(delegation, at))
    return refuseByRule('I-4', 'DELEGATION_NOT_IN_FORCE');
  return acts.every((act) => delegation.acts.includes(act))
    ? accept(delegation)
    : refuseByRule('I-4', 'DELEGATION_TOO_NARROW');
}
