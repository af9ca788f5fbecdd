import type { OrderSummary } from '../../graphql/schema.js';
import type { Formats } from '../../i18n/formats.js';
import type { Translate } from '../../i18n/text-store.js';
import type { Column } from '../parts/record-table.js';
import { recordPath, RouterLink } from '../parts/router-link.js';
import { OrderStateChip } from '../parts/state-chips.js';
import { turnOf } from './order-progress.js';

export const orderColumns = (t: Translate, format: Formats): Column<OrderSummary>[] => [
  {
    key: 'product',
    label: t('order.product'),
    small: 'title',
    render: (order) => (
      <RouterLink to={recordPath('orders', order.id)} label={`${order.productName}, ${order.holderName}`}>
        {order.productName}
      </RouterLink>
    ),
  },
  { key: 'holder', label: t('order.holder'), render: (order) => order.holderName },
  {
    key: 'state',
    label: t('order.state'),
    small: 'title',
    render: (order) => <OrderStateChip order={order} />,
  },
  { key: 'turn', label: t('order.waitsFor'), render: (order) => t(`order.actors.${turnOf(order)}`) },
  { key: 'placedAt', label: t('order.placedAt'), render: (order) => format.shortDate(order.placedAt) },
];
