import type { OrderSummary } from '../../graphql/schema.js';
import type { Formats } from '../../i18n/formats.js';
import type { Translate } from '../../i18n/text-store.js';
import type { Column } from '../parts/record-table.js';
import { recordPath, RouterLink } from '../parts/router-link.js';
import { OrderStateChip } from '../parts/state-chips.js';
import { turnOf } from './order-progress.js';

/** `lead`: what a row is called, and its link: the person in the company's list, the product in one person's. */
export function orderColumns(
  t: Translate,
  format: Formats,
  lead: 'holder' | 'product',
): Column<OrderSummary>[] {
  const product: Column<OrderSummary> = {
    key: 'product',
    label: t('order.product'),
    render: (order) => order.productName,
  };
  return [
    {
      key: 'lead',
      label: t(`order.${lead}`),
      small: 'title',
      render: (order) => (
        <RouterLink to={recordPath('orders', order.id)}>
          {lead === 'holder' ? order.holderName : order.productName}
        </RouterLink>
      ),
    },
    ...(lead === 'holder' ? [product] : []),
    {
      key: 'state',
      label: t('order.state'),
      small: 'title',
      render: (order) => <OrderStateChip order={order} />,
    },
    {
      key: 'turn',
      label: t('order.waitsFor'),
      render: (order) => {
        const turn = turnOf(order);
        return turn === 'NONE' ? t('app.none') : t(`order.actors.${turn}`);
      },
    },
    { key: 'placedAt', label: t('order.placedAt'), render: (order) => format.shortDate(order.placedAt) },
  ];
}
