import type { AccountId } from '../account/index.js';
import { type StateMachine } from '../decision/index.js';
import { reachesEstablishment, type Siret, type TenantId } from '../tenant/index.js';
import { dateInParis, type CalendarDate } from '../time/index.js';

export type MandateState =
  | 'DRAFT'
  | 'AWAITING_SIGNATURES'
  | 'SIGNED'
  | 'UNDER_RA_REVIEW'
  | 'ACTIVE'
  | 'REJECTED'
  | 'LAPSED'
  | 'CANCELLED'
  | 'REVOKED'
  | 'ENDED'
  | 'EXPIRED';

export type MandateAction =
  | 'invite'
  | 'completeSignatures'
  | 'submit'
  | 'approve'
  | 'reject'
  | 'return'
  | 'lapse'
  | 'cancel'
  | 'revoke'
  | 'end'
  | 'expire';

/** Mandate (mandat), docs/rules.md (b), D12. */
export const mandateMachine: StateMachine<MandateState, MandateAction> = {
  name: 'Mandate',
  initial: 'DRAFT',
  states: [
    'DRAFT',
    'AWAITING_SIGNATURES',
    'SIGNED',
    'UNDER_RA_REVIEW',
    'ACTIVE',
    'REJECTED',
    'LAPSED',
    'CANCELLED',
    'REVOKED',
    'ENDED',
    'EXPIRED',
  ],
  terminal: ['REJECTED', 'LAPSED', 'CANCELLED', 'REVOKED', 'ENDED', 'EXPIRED'],
  transitions: [
    {
      from: ['DRAFT'],
      action: 'invite',
      to: 'AWAITING_SIGNATURES',
      // D12: sales the first one, the representative every later one.
      actors: ['SALES', 'LEGAL_REPRESENTATIVE'],
    },
    {
      from: ['AWAITING_SIGNATURES'],
      action: 'completeSignatures',
      to: 'SIGNED',
      actors: ['CERTIFICATION_AGENT'],
    },
    { from: ['SIGNED'], action: 'submit', to: 'UNDER_RA_REVIEW', actors: ['SYSTEM', 'SALES'] },
    { from: ['UNDER_RA_REVIEW'], action: 'approve', to: 'ACTIVE', actors: ['REGISTRATION_OFFICER'] },
    { from: ['UNDER_RA_REVIEW'], action: 'reject', to: 'REJECTED', actors: ['REGISTRATION_OFFICER'] },
    {
      from: ['UNDER_RA_REVIEW'],
      action: 'return',
      to: 'AWAITING_SIGNATURES',
      actors: ['REGISTRATION_OFFICER'],
    },
    { from: ['AWAITING_SIGNATURES'], action: 'lapse', to: 'LAPSED', actors: ['SYSTEM'] },
    // A prospect that comes to nothing: nobody but sales knows of it yet.
    { from: ['DRAFT'], action: 'cancel', to: 'CANCELLED', actors: ['SALES'] },
    {
      from: ['AWAITING_SIGNATURES'],
      action: 'cancel',
      to: 'CANCELLED',
      actors: ['SALES', 'LEGAL_REPRESENTATIVE', 'CERTIFICATION_AGENT'],
    },
    { from: ['ACTIVE'], action: 'revoke', to: 'REVOKED', actors: ['LEGAL_REPRESENTATIVE'] },
    {
      from: ['ACTIVE'],
      action: 'end',
      to: 'ENDED',
      actors: ['CERTIFICATION_AGENT', 'LEGAL_REPRESENTATIVE', 'REGISTRATION_OFFICER'],
    },
    { from: ['ACTIVE'], action: 'expire', to: 'EXPIRED', actors: ['SYSTEM'] },
  ],
};

/** Acts a mandate may give (D12). */
export type MandateAct = 'VERIFY' | 'ORDER' | 'RENEW' | 'REVOKE';

/** PRINCIPAL: in his own right. DEPUTY: stands in for another MC for a time. SUCCESSOR: takes over from one (D12). */
export type MandateKind = 'PRINCIPAL' | 'DEPUTY' | 'SUCCESSOR';

/** A mandate that is signed on paper (D25): what ties the sheet to the record, and where the sheet is. */
export interface MandatePaper {
  /** On the printed form; an officer types it from the sheet. */
  readonly reference: string;
  readonly representativeSignedOn: CalendarDate | null;
  readonly agentSignedOn: CalendarDate | null;
  readonly placeOfOriginal: string | null;
  readonly scanFileId: string | null;
  /** Signed long ago and used before this software: three months do not count (F6). */
  readonly takenOver: boolean;
}

/** Where a mandate stands among the others of its company. */
export interface MandateOrigin {
  readonly kind: MandateKind;
  /** The mandate that a deputy stands in for, or that a successor takes over from. */
  readonly predecessorId: string | null;
  /** Sales open the first one, the representative every later one (D12). */
  readonly openedBy: 'SALES' | 'LEGAL_REPRESENTATIVE';
  /** The stored delegation by which somebody else signs for the representative (I-4). */
  readonly delegationId: string | null;
  /** Signed on paper, or null. */
  readonly paper: MandatePaper | null;
}

/** The first mandate of a company. */
export const FIRST_MANDATE: MandateOrigin = {
  kind: 'PRINCIPAL',
  predecessorId: null,
  openedBy: 'SALES',
  delegationId: null,
  paper: null,
};

export interface Mandate extends MandateOrigin {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly version: number;
  readonly state: MandateState;
  /** The MC; null while sales have only opened the empty draft. */
  readonly agentAccountId: AccountId | null;
  readonly representativeAccountId: AccountId | null;
  /** Who signs for the company; named by sales when they invite. */
  readonly representativeName: string | null;
  readonly representativeEmail: string | null;
  /** The MC as the representative names him; his account follows at approval. */
  readonly agentName: string | null;
  readonly agentEmail: string | null;
  readonly representativeSignedAt: Date | null;
  /** When the MC accepted and signed both commitments; the file is submitted the same instant. */
  readonly agentSignedAt: Date | null;
  readonly acts: readonly MandateAct[];
  readonly productCodes: readonly string[];
  /** The establishments that it is for; none: the whole company, and who works in no named establishment. */
  readonly establishments: readonly Siret[];
  readonly startsOn: CalendarDate | null;
  /** Last day of validity, through 23:59:59 Europe/Paris; at most three years after the start (D12). */
  readonly endsOn: CalendarDate | null;
  readonly endedAt: Date | null;
}

/** In force: state ACTIVE and the day in Paris within its term (I-2; ended means ended the same second). */
export function mandateInForce(mandate: Mandate, now: Date): boolean {
  const today = dateInParis(now);
  return (
    mandate.state === 'ACTIVE' &&
    mandate.startsOn !== null &&
    mandate.startsOn <= today &&
    mandate.endsOn !== null &&
    today <= mandate.endsOn
  );
}

/** Invited, and he has not signed yet. */
export const awaitsRepresentative = (
  state: MandateState | null,
  representativeSignedAt: Date | null,
): boolean => state === 'AWAITING_SIGNATURES' && representativeSignedAt === null;

/** Whether the company would have no mandate in force without this one (D28). */
export const isLastInForce = (mandate: Mandate, all: readonly Mandate[], now: Date): boolean =>
  mandateInForce(mandate, now) && !all.some((other) => other.id !== mandate.id && mandateInForce(other, now));

/** What a mandate lets its MC do: acts, product families, establishments (D12). */
export type MandateScope = Pick<Mandate, 'acts' | 'productCodes' | 'establishments'>;

/** On what an act falls, as far as it is known; an establishment of null is a person in none. */
export interface MandateObject {
  readonly productCode?: string | undefined;
  readonly establishment?: Siret | null | undefined;
}

/**
 * Whether the scope of a mandate in force covers the act (undefined: whatever it gives) on this object (R29, D12): the one
 * rule behind permissions, refusals and what an MC sees.
 */
export const mandateCovers = (
  { acts, productCodes, establishments }: MandateScope,
  act: MandateAct | undefined,
  { productCode, establishment }: MandateObject = {},
): boolean =>
  (act === undefined ? acts.length > 0 : acts.includes(act)) &&
  (productCode === undefined || productCodes.includes(productCode)) &&
  (establishment === undefined || reachesEstablishment(establishments, establishment));

/** The person's mandate in force, if any: the company has no two of one person on the same day (D12). */
export const inForceOf = (mandates: readonly Mandate[], now: Date): Mandate | undefined =>
  mandates.find((mandate) => mandateInForce(mandate, now));

/** What sales open: the representative fills it (D12). */
export const emptyDraft = (tenantId: TenantId, id: string): Mandate => ({
  tenantId,
  id,
  version: 1,
  state: 'DRAFT',
  ...FIRST_MANDATE,
  agentAccountId: null,
  representativeAccountId: null,
  representativeName: null,
  representativeEmail: null,
  agentName: null,
  agentEmail: null,
  representativeSignedAt: null,
  agentSignedAt: null,
  acts: [],
  productCodes: [],
  establishments: [],
  startsOn: null,
  endsOn: null,
  endedAt: null,
});

/** The persons whom a mandate names (F61). */
export const partiesOfMandate = (mandate: Mandate) => ({
  accountIds: [mandate.agentAccountId, mandate.representativeAccountId],
  emails: [mandate.agentEmail, mandate.representativeEmail],
});
