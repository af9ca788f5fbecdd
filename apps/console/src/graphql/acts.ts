import type { RevocationReason } from '@mandataire/domain/revocation';
import { request } from './client.js';
import { ORDER, REVOCATION_FIELDS } from './fragments.js';
import { operation, type Operation } from './operation.js';
import type { Order, RevocationRequest } from './schema.js';

const orderMutation = (name: string, input: string): Operation =>
  operation(`mutation Act($input: ${input}!) { ${name}(input: $input) { ${ORDER} } }`);

const PLACE_ORDER = orderMutation('placeOrder', 'PlaceOrderInput');

/** `idempotencyKey`: one per opening of the form, so that a second click or a retry orders once. */
export const placeOrder = async (input: {
  idempotencyKey: string;
  holderId: string;
  productCode: string;
}): Promise<Order> => (await request<{ placeOrder: Order }>(PLACE_ORDER, { input })).placeOrder;

interface Versioned {
  readonly orderId: string;
  readonly version: number;
}

const CO_SIGN_ORDER = orderMutation('coSignOrder', 'OrderActInput');

export const coSignOrder = async (input: Versioned): Promise<Order> =>
  (await request<{ coSignOrder: Order }>(CO_SIGN_ORDER, { input })).coSignOrder;

const CANCEL_ORDER = orderMutation('cancelOrder', 'CancelOrderInput');

export const cancelOrder = async (input: Versioned & { reason: string | null }): Promise<Order> =>
  (await request<{ cancelOrder: Order }>(CANCEL_ORDER, { input })).cancelOrder;

const DECIDE_ORDER = orderMutation('decideOrder', 'DecideOrderInput');

export const decideOrder = async (
  input: Versioned & { decision: 'APPROVE' | 'REJECT'; reason: string | null },
): Promise<Order> => (await request<{ decideOrder: Order }>(DECIDE_ORDER, { input })).decideOrder;

const REQUEST_REVOCATION = operation(
  `mutation Revoke($input: RequestRevocationInput!) { requestRevocation(input: $input) { ${REVOCATION_FIELDS} } }`,
);

/** `idempotencyKey`: one per opening of the dialog. */
export const requestRevocation = async (input: {
  idempotencyKey: string;
  certificateId: string;
  reason: RevocationReason;
  comment: string | null;
}): Promise<RevocationRequest> =>
  (await request<{ requestRevocation: RevocationRequest }>(REQUEST_REVOCATION, { input })).requestRevocation;

const RESUME_ORDER = orderMutation('resumeOrder', 'OrderActInput');

/** A replacement order goes on once its holder is verified anew (D16). */
export const resumeOrder = async (input: Versioned): Promise<Order> =>
  (await request<{ resumeOrder: Order }>(RESUME_ORDER, { input })).resumeOrder;

const RESEND_ORDER_LINK = orderMutation('resendOrderLink', 'OrderActInput');

/** The holder lost his link: he gets another one, at the certified address (D29). */
export const resendOrderLink = async (input: Versioned): Promise<Order> =>
  (await request<{ resendOrderLink: Order }>(RESEND_ORDER_LINK, { input })).resendOrderLink;
