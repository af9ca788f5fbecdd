import { In, Not, type EntityManager } from 'typeorm';
import type { Transaction } from '@mandataire/application/unit-of-work';
import { orderMachine } from '@mandataire/domain/order';
import type { TenantId } from '@mandataire/domain/tenant';
import type { OpenConnection } from '../database/index.js';
import { idsInChargeOf, inChargeOf, orderActTable, orderTable, transferOrders } from '../order/index.js';
import { orderToRetrieve } from './order-to-retrieve.js';
import { repository, type Open } from './repository.js';

const COMPLETION_DAYS = `
  SELECT ceil(extract(epoch FROM c.accepted_at - o.placed_at) / 86400)::integer AS days
  FROM certificate_order o JOIN certificate c ON c.tenant_id = o.tenant_id AND c.order_id = o.id
  WHERE o.tenant_id = $1 AND o.state = 'COMPLETED' AND c.accepted_at IS NOT NULL
  ORDER BY o.placed_at DESC LIMIT 50`;

export function orders(
  open: Open,
  {
    manager,
    connection,
    tenantId,
  }: { readonly manager: EntityManager; readonly connection: OpenConnection; readonly tenantId: TenantId },
): Pick<Transaction, 'orders' | 'orderActs'> {
  const table = open(orderTable);
  const acts = open(orderActTable);
  return {
    orders: {
      ...repository(table),
      openFor: (holderId, productCode) =>
        table.first({ holderId, productCode, state: Not(In([...orderMachine.terminal])) }),
      ofHolder: (holderId) => table.all({ holderId }, { placedAt: 'ASC', id: 'ASC' }),
      inChargeOf: (id) => inChargeOf(connection, tenantId, id),
      transfer: (ids, accountId) => transferOrders(connection, tenantId, { ids, accountId }),
      async unsubmittedOf(accountId) {
        const ids = await idsInChargeOf(connection, tenantId, accountId);
        if (ids.length === 0) return [];
        const state = In(['DRAFT', 'AWAITING_CONSENT']);
        return table.all({ id: In([...ids]), state }, { placedAt: 'ASC', id: 'ASC' });
      },
      replacing: (replacesCertificateId) =>
        table.first({ replacesCertificateId, state: Not(In(['CANCELLED', 'REJECTED'])) }),
      toRetrieve: (tokenHash) => orderToRetrieve(connection, tenantId, tokenHash),
      async completionDays() {
        const rows = (await manager.query(COMPLETION_DAYS, [tenantId])) as { days: number }[];
        return rows.map(({ days }) => days);
      },
    },
    orderActs: { insert: (row) => acts.insert(row) },
  };
}
