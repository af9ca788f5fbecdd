import { refuseByRule, type Decision, type TransitionActor } from '../decision/index.js';
import type { OneTimeLink } from '../link/index.js';
import { addDuration, durationMs, type Duration } from '../time/index.js';
import { advanceOrder, officerMayDecide, type Order } from './order.js';

/** D29: a mail may take a few minutes, and no address is flooded. */
export const LINK_PAUSE: Duration = { minutes: 5 };
export const LINKS_A_DAY = 5;
const DAY: Duration = { hours: 24 };

export interface Resender {
  readonly actor: TransitionActor;
  readonly accountId: string;
  readonly holderAccountId: string | null;
}

/**
 * Whether the holder gets another link in place of the one that he lost or let expire (D29, I-9, R4). `links`: those of
 * the order for its present purpose, newest first. The order keeps its state; one whose link is over goes back to LINK_SENT.
 */
export function resendLink(
  order: Order,
  by: Resender,
  links: readonly OneTimeLink[],
  now: Date,
): Decision<Order> {
  if (order.state === 'AWAITING_CONSENT' && order.consentedAt !== null)
    return refuseByRule('I-21', 'HOLDER_HAS_CONSENTED');
  const decided = advanceOrder(order, 'resendLink', by.actor);
  if (!decided.ok) return decided;
  if (by.actor === 'REGISTRATION_OFFICER') {
    const impartial = officerMayDecide(order, by.accountId, by.holderAccountId);
    if (!impartial.ok) return impartial;
  }
  return refuseFlood(links, now) ?? decided;
}

function refuseFlood(links: readonly OneTimeLink[], now: Date) {
  const [newest] = links;
  if (newest === undefined || newest.replacedAt !== null) return refuseByRule('D29', 'LINK_ON_ITS_WAY');
  if (addDuration(newest.createdAt, LINK_PAUSE) > now)
    return refuseByRule('D29', 'LINK_JUST_SENT', { minutes: LINK_PAUSE.minutes ?? 0 });
  const today = links.filter(({ createdAt }) => now.getTime() - createdAt.getTime() < durationMs(DAY));
  if (today.length >= LINKS_A_DAY) return refuseByRule('D29', 'LINK_SENT_TOO_OFTEN', { count: LINKS_A_DAY });
  return undefined;
}

/**
 * Until when a link that replaces another works. Sent again before its end it keeps that end: only the office opens a
 * new term, as it opened the first (D29, R4). A consent link has a term of its own each time.
 */
export function linkEnd(
  order: Order,
  replaced: OneTimeLink | undefined,
  validity: Duration,
  now: Date,
): Date {
  const goesOn = order.state === 'LINK_SENT' && replaced !== undefined && replaced.expiresAt > now;
  return goesOn ? replaced.expiresAt : addDuration(now, validity);
}
