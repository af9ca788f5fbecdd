import type { Account, Membership } from '@mandataire/domain/account';
import type { Transaction } from './unit-of-work.port.js';

type Reads = Pick<Transaction['memberships'], 'of' | 'invited' | 'accept' | 'end' | 'accountsWith'>;

interface People {
  accounts: readonly Account[];
  memberships: Membership[];
}

const inForce = ({ acceptedAt, endedAt }: Membership): boolean => acceptedAt !== null && endedAt === null;
const isInvited = ({ acceptedAt, endedAt }: Membership): boolean => acceptedAt === null && endedAt === null;

/** Who is what in the company, over rows that the transaction sees. */
export function memberships(state: People, visible: () => readonly Membership[]): Reads {
  const change = (id: string, by: Partial<Membership>) => {
    state.memberships = state.memberships.map((row) => (row.id === id ? { ...row, ...by } : row));
  };
  return {
    of: async (accountId) => visible().filter((row) => row.accountId === accountId && inForce(row)),
    invited: async (accountId) => visible().filter((row) => row.accountId === accountId && isInvited(row)),
    accept: async (id, acceptedAt) => change(id, { acceptedAt }),
    end: async (id, endedAt) => change(id, { endedAt }),
    accountsWith: async (role) => {
      const held = visible().filter((row) => row.role === role && inForce(row));
      return held.flatMap((row) => state.accounts.filter(({ id }) => id === row.accountId));
    },
  };
}
