import type { MembershipRole, PlatformRole } from '../account/index.js';
import type { Act } from '../permission/index.js';
import type { Duration } from '../time/index.js';

/** How an act that one person may not do alone is asked for and decided. */
export interface SecondPersonRule {
  /** The permission of whoever asks; it is checked again when the act is carried out. */
  readonly act: Act | null;
  /** Who may decide: always another person than the one who asks (also by CHECK). */
  readonly decidedBy: readonly (MembershipRole | PlatformRole)[];
  /** Within the 24 hours of the law (D28, F29). */
  readonly validity: Duration;
  /** Without an answer the officers are told (D28). */
  readonly escalatesAfter: Duration;
  /** Only above this size: either is enough. */
  readonly above?: { readonly certificates: number; readonly share: number };
}

const DAY = { hours: 24 } as const;
const HALF_HOUR = { minutes: 30 } as const;

/**
 * The acts that need two persons (D28). The company's own file is the other half of the rule: there the second person
 * is anybody whom the file does not concern (F61, `isOwnFile`). Single revocations are never here.
 */
export const SECOND_PERSON = {
  /** A company without an MC can neither order nor revoke by itself: nobody brings that about alone. */
  END_LAST_MANDATE: {
    act: 'mandate.end',
    decidedBy: ['LEGAL_REPRESENTATIVE', 'REGISTRATION_OFFICER'],
    validity: DAY,
    escalatesAfter: HALF_HOUR,
  },
  /** A file or a synchronisation that would revoke a good part of a company (D15). */
  REVOKE_IN_MASS: {
    act: 'revocation.request',
    decidedBy: ['LEGAL_REPRESENTATIVE', 'CERTIFICATION_AGENT', 'REGISTRATION_OFFICER'],
    validity: DAY,
    escalatesAfter: HALF_HOUR,
    above: { certificates: 5, share: 0.02 },
  },
  /** Ceremonies: making, activating or destroying a key of the authority. */
  USE_AUTHORITY_KEY: {
    act: null,
    decidedBy: ['ADMINISTRATOR'],
    validity: DAY,
    escalatesAfter: HALF_HOUR,
  },
} as const satisfies Readonly<Record<string, SecondPersonRule>>;

export type SecondPersonAct = keyof typeof SECOND_PERSON;
