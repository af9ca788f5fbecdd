import type { AgentWork, AgentDeparture } from '@mandataire/domain/agent-departure';
import type { Holder, HolderIdentity } from '@mandataire/domain/holder';
import type { MandateConfirmation, SignatureDelegation } from '@mandataire/domain/mandate';
import { orderMachine, type Order } from '@mandataire/domain/order';
import { FakeTable, type Row } from './table.fake.js';
import type { Transaction } from './unit-of-work.port.js';

interface MandateLifeState {
  readonly confirmations: MandateConfirmation[];
  readonly delegations: SignatureDelegation[];
  readonly agentDepartures: AgentDeparture[];
  readonly orders: Order[];
  readonly holders: Holder[];
  readonly identities: HolderIdentity[];
  readonly inCharge: Record<string, string>;
}

/** What becomes of mandates after they were signed. */
export function mandateLife(
  state: MandateLifeState,
  table: <T extends Row>(rows: T[]) => FakeTable<T>,
): Pick<Transaction, 'confirmations' | 'delegations' | 'agentDepartures'> {
  const confirmations = table(state.confirmations);
  const departures = table(state.agentDepartures);
  const nameOf = (holderId: string) =>
    state.identities.find((row) => row.holderId === holderId)?.surname ?? holderId;
  return {
    confirmations: Object.assign(confirmations, {
      openFor: async (mandateId: string) =>
        confirmations.visible.find((row) => row.mandateId === mandateId && row.confirmedAt === null),
      allOpen: async () => confirmations.visible.filter((row) => row.confirmedAt === null),
    }),
    delegations: Object.assign(table(state.delegations), {
      openOf: async (accountId: string) =>
        table(state.delegations).visible.filter(
          (row) => row.delegatedBy === accountId && row.endedAt === null,
        ),
    }),
    agentDepartures: Object.assign(departures, {
      openOf: async (leaver: string, accountId: string) =>
        departures.visible.find(
          (row) =>
            row.leaver === leaver &&
            row.accountId === accountId &&
            ['ANNOUNCED', 'REPORTED'].includes(row.state),
        ),
      workOf: async (accountId: string): Promise<AgentWork> => ({
        orders: table(state.orders)
          .visible.filter((row) => (state.inCharge[row.id] ?? row.placedBy) === accountId)
          .filter((row) => !orderMachine.terminal.includes(row.state))
          .map(({ id, kind, state: at, productCode, holderId }) => ({
            ...{ id, kind, state: at, productCode, holderName: nameOf(holderId), establishment: null },
          })),
        verifications: [],
        revocations: [],
        places: [{ establishment: null, holders: table(state.holders).visible.length }],
      }),
      holdersAt: async () => table(state.holders).visible.map(({ id }) => nameOf(id)),
    }),
  };
}
