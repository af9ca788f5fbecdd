import type { OneTimeLink } from '@mandataire/domain/link';
import type { Order } from '@mandataire/domain/order';
import type { TenantId } from '@mandataire/domain/tenant';
import type { OrderToRetrieve } from '@mandataire/application/unit-of-work';
import { named, statementsOf, type OpenConnection } from '../database/index.js';
import { linkTable } from '../link/index.js';
import { orderTable } from '../order/index.js';

const links = statementsOf(linkTable as never);
const orders = statementsOf(orderTable as never);

/** At most one change of a holder is open: a unique index keeps it so. */
const SELECT = `
  SELECT ${links.selectedFrom('l')}, ${orders.selectedFrom('o')}, h.identity_number, c.identity_number
  FROM one_time_link l
  JOIN certificate_order o ON o.tenant_id = l.tenant_id AND o.id = l.object_id
  JOIN holder h ON h.tenant_id = o.tenant_id AND h.id = o.holder_id
  LEFT JOIN identity_change c ON c.tenant_id = o.tenant_id AND c.holder_id = o.holder_id
    AND c.state IN ('PLANNED', 'APPLYING')
  WHERE l.tenant_id = $1 AND l.token_hash = $2`;

const rowOf = (properties: readonly string[], values: readonly unknown[]): object =>
  Object.fromEntries(properties.map((property, at) => [property, values[at]]));

/** Link, order and the identities that the holder has or is about to have, in one round trip. */
export async function orderToRetrieve(
  connection: OpenConnection,
  tenantId: TenantId,
  tokenHash: string,
): Promise<OrderToRetrieve | undefined> {
  const statement = { ...named(SELECT, [tenantId, tokenHash]), rowMode: 'array' };
  const [row] = (await connection.ask(statement)).rows as unknown as readonly unknown[][];
  if (!row) return undefined;
  const orderAt = links.properties.length;
  const holderAt = orderAt + orders.properties.length;
  return {
    link: rowOf(links.properties, row) as OneTimeLink,
    order: rowOf(orders.properties, row.slice(orderAt)) as Order,
    identityNumbers: row.slice(holderAt).filter((number) => number !== null) as number[],
  };
}
