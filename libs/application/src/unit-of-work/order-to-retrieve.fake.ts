import type { OneTimeLink } from '@mandataire/domain/link';
import type { FakeState } from './unit-of-work.fake.js';
import type { Transaction } from './unit-of-work.port.js';

type State = Pick<FakeState, 'orders' | 'holders' | 'identityChanges'>;

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
