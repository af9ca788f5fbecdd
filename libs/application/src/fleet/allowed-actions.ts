import { shownState } from '@mandataire/domain/certificate';
import { allowedActions as machineActions } from '@mandataire/domain/decision';
import { orderMachine } from '@mandataire/domain/order';
import { permit, type Standing } from '@mandataire/domain/permission';
import type { CertificateRow, HolderRow, OrderRow, RevocationRow } from './fleet.reader.port.js';

export type OrderActionName = 'CO_SIGN' | 'CANCEL' | 'APPROVE' | 'REJECT';

/** What this person may do with the order now: the permission table and the order's machine, nothing else. */
export function orderActions(order: OrderRow, standing: Standing, accountId: string): OrderActionName[] {
  const actions: OrderActionName[] = [];
  const moves = machineActions(orderMachine, order.state);
  const may = (act: Parameters<typeof permit>[0]) => permit(act, standing) !== undefined;
  if (moves.includes('submit') && order.consentedAt !== null && may('order.co-sign')) actions.push('CO_SIGN');
  if (moves.includes('cancel') && may('order.cancel')) actions.push('CANCEL');
  const concerned = accountId === order.placedBy || accountId === order.holderAccountId;
  if (moves.includes('approve') && may('order.review') && !concerned) actions.push('APPROVE', 'REJECT');
  return actions;
}

export function certificateActions(
  certificate: CertificateRow,
  revocation: RevocationRow | undefined,
  standing: Standing,
  now: Date,
): 'REVOKE'[] {
  const open = revocation !== undefined && !['CANCELLED', 'REJECTED', 'CLOSED'].includes(revocation.state);
  const state = shownState(certificate, now);
  const live = state === 'ACTIVE' || state === 'ISSUED' || state === 'REFUSED';
  return live && !open && permit('revocation.request', standing) ? ['REVOKE'] : [];
}

export const holderActions = (holder: HolderRow, standing: Standing): 'PLACE_ORDER'[] =>
  holder.state === 'ACTIVE' && permit('order.place', standing) ? ['PLACE_ORDER'] : [];
