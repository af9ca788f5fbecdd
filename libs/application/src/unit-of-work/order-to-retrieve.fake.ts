import type { Holder } from '@mandataire/domain/holder';
import type { IdentityChange } from '@mandataire/domain/identity-change';
import type { OneTimeLink } from '@mandataire/domain/link';
import type { Order } from '@mandataire/domain/order';
import type { Transaction } from './unit-of-work.port.js';

interface State {
  readonly orders: readonly Order[];
  readonly holders: readonly Holder[];
  readonly identityChanges: readonly IdentityChange[];
}

/** What a visible link opens, and the identities of its holder. */
export const orderToRetrieve =
  (state: State, visible: () => readonly OneTimeLink[]): Transaction['orders']['toRetrieve'] =>
  async (tokenHash) => {
    const link = visible().find((row) => row.tokenHash === tokenHash);
    const order = state.orders.find(({ id }) => id === link?.objectId);
    const holder = state.holders.find(({ id }) => id === order?.holderId);
    if (!link || !order || !holder) return undefined;
    const change = state.identityChanges.find(
      (row) => row.holderId === holder.id && (row.state === 'PLANNED' || row.state === 'APPLYING'),
    );
    return {
      ...{ link, order },
      identityNumbers: [holder.identityNumber, ...(change ? [change.identityNumber] : [])],
    };
  };
