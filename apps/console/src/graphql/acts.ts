import type { RevocationReason } from '@mandataire/domain/revocation';
import { request } from './client.js';
import { ORDER, REVOCATION_FIELDS } from './fragments.js';
import type { Order, RevocationRequest } from './schema.js';

const orderMutation = (name: string, input: string): string =>
  `mutation Act($input: ${input}!) { ${name}(input: $input) { ${ORDER} } }`;

/** `idempotencyKey`: one per opening of the form, so that a second click or a retry orders once. */
export const placeOrder = async (input: {
  idempotencyKey: string;
  holderId: string;
  productCode: string;
}): Promise<Order> =>
  (await request<{ placeOrder: Order }>(orderMutation('placeOrder', 'PlaceOrderInput'), { input }))
    .placeOrder;

interface Versioned {
  readonly orderId: string;
  readonly version: number;
}

export const coSignOrder = async (input: Versioned): Promise<Order> =>
  (await request<{ coSignOrder: Order }>(orderMutation('coSignOrder', 'OrderActInput'), { input }))
    .coSignOrder;

export const cancelOrder = async (input: Versioned & { reason: string | null }): Promise<Order> =>
  (await request<{ cancelOrder: Order }>(orderMutation('cancelOrder', 'CancelOrderInput'), { input }))
    .cancelOrder;

export const decideOrder = async (
  input: Versioned & { decision: 'APPROVE' | 'REJECT'; reason: string | null },
): Promise<Order> =>
  (await request<{ decideOrder: Order }>(orderMutation('decideOrder', 'DecideOrderInput'), { input }))
    .decideOrder;

/** `idempotencyKey`: one per opening of the dialog. */
export const requestRevocation = async (input: {
  idempotencyKey: string;
  certificateId: string;
  reason: RevocationReason;
  comment: string | null;
}): Promise<RevocationRequest> =>
  (
    await request<{ requestRevocation: RevocationRequest }>(
      `mutation Revoke($input: RequestRevocationInput!) { requestRevocation(input: $input) { ${REVOCATION_FIELDS} } }`,
      { input },
    )
  ).requestRevocation;

/** A replacement order goes on once its holder is verified anew (D16). */
export const resumeOrder = async (input: Versioned): Promise<Order> =>
  (await request<{ resumeOrder: Order }>(orderMutation('resumeOrder', 'OrderActInput'), { input }))
    .resumeOrder;

/** The holder lost his link: he gets another one, at the certified address (D29). */
export const resendOrderLink = async (input: Versioned): Promise<Order> =>
  (await request<{ resendOrderLink: Order }>(orderMutation('resendOrderLink', 'OrderActInput'), { input }))
    .resendOrderLink;
