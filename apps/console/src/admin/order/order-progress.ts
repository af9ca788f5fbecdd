import type { OrderState } from '@mandataire/domain/order';
import type { Order, OrderSummary } from '../../graphql/schema.js';

/** Whose turn it is, in the words of the console. */
export type Turn = 'HOLDER' | 'AGENT' | 'OFFICE' | 'SYSTEM' | 'NONE';

const TURNS: Readonly<Record<OrderState, Turn>> = {
  DRAFT: 'AGENT',
  AWAITING_CONSENT: 'HOLDER',
  SUBMITTED: 'SYSTEM',
  UNDER_REVIEW: 'OFFICE',
  INCOMPLETE: 'AGENT',
  APPROVED: 'SYSTEM',
  REJECTED: 'NONE',
  LINK_SENT: 'HOLDER',
  LINK_EXPIRED: 'OFFICE',
  DOWNLOADED: 'HOLDER',
  APPOINTMENT_BOOKED: 'OFFICE',
  NO_SHOW: 'HOLDER',
  HANDED_OVER: 'SYSTEM',
  COMPLETED: 'NONE',
  CANCELLED: 'NONE',
};

/** AWAITING_CONSENT covers two waits: the holder's consent, then the co-signature. */
const awaitsCoSignature = (order: Pick<OrderSummary, 'state' | 'consentedAt'>): boolean =>
  order.state === 'AWAITING_CONSENT' && order.consentedAt !== null;

export const turnOf = (order: Pick<OrderSummary, 'state' | 'consentedAt'>): Turn =>
  awaitsCoSignature(order) ? 'AGENT' : TURNS[order.state];

export type ShownOrderState = OrderState | 'AWAITING_COSIGN';

export const shownOrderState = (order: Pick<OrderSummary, 'state' | 'consentedAt'>): ShownOrderState =>
  awaitsCoSignature(order) ? 'AWAITING_COSIGN' : order.state;

export type StepProgress = 'done' | 'current' | 'waiting' | 'stopped';

export interface OrderStep {
  readonly name:
    | 'placed'
    | 'consented'
    | 'coSigned'
    | 'decided'
    | 'linkSent'
    | 'made'
    | 'answered'
    | 'cancelled'
    | 'rejected'
    | 'refused';
  readonly progress: StepProgress;
  readonly at: string | null;
  readonly by: string | null;
}

const AFTER_LINK: readonly OrderState[] = [
  'LINK_SENT',
  'LINK_EXPIRED',
  'DOWNLOADED',
  'HANDED_OVER',
  'COMPLETED',
];
const isRefused = (order: Order): boolean =>
  order.state === 'COMPLETED' && order.certificate !== null && order.certificate.acceptedAt === null;

/** The steps whose fact is there; for the link and the answer the state is the evidence. */
function factsOf(order: Order): Omit<OrderStep, 'progress'>[] {
  const certificate = order.certificate;
  const approved = order.state !== 'REJECTED' ? order.decidedAt : null;
  return [
    { name: 'placed', at: order.placedAt, by: order.placedByName },
    { name: 'consented', at: order.consentedAt, by: null },
    { name: 'coSigned', at: order.coSignedAt, by: null },
    { name: 'decided', at: approved, by: approved ? order.decidedByName : null },
    { name: 'linkSent', at: null, by: null },
    { name: 'made', at: certificate?.issuedAt ?? null, by: null },
    { name: 'answered', at: certificate?.acceptedAt ?? null, by: null },
  ];
}

function isDone(step: Omit<OrderStep, 'progress'>, order: Order): boolean {
  if (step.name === 'linkSent') return AFTER_LINK.includes(order.state);
  if (step.name === 'made') return order.state === 'DOWNLOADED' || order.state === 'COMPLETED';
  if (step.name === 'answered') return order.state === 'COMPLETED';
  return step.at !== null;
}

/** Where the order ended when it did not end with an accepted certificate. */
function stopOf(order: Order): OrderStep | undefined {
  const stop = { progress: 'stopped', at: null, by: null } as const;
  if (order.state === 'CANCELLED') return { ...stop, name: 'cancelled' };
  if (order.state === 'REJECTED')
    return { ...stop, name: 'rejected', at: order.decidedAt, by: order.decidedByName };
  if (isRefused(order)) return { ...stop, name: 'refused' };
  return undefined;
}

/** The order's timeline: done, the one awaited, those to come; an ended order shows its end in place of what is left. */
export function orderSteps(order: Order): OrderStep[] {
  const facts = factsOf(order);
  const done = facts.filter((step) => isDone(step, order));
  const stop = stopOf(order);
  const past = done.map((step): OrderStep => ({ ...step, progress: 'done' }));
  if (stop) return [...past.filter((step) => !(stop.name === 'refused' && step.name === 'answered')), stop];
  const left = facts.filter((step) => !done.includes(step));
  return [
    ...past,
    ...left.map((step, i): OrderStep => ({ ...step, progress: i === 0 ? 'current' : 'waiting' })),
  ];
}
