import type { OrderSummary } from '../../graphql/schema.js';
import type { Formats } from '../../i18n/formats.js';
import type { Translate } from '../../i18n/text-store.js';
import { useText } from '../../i18n/use-text.js';
import { ListPage } from '../parts/list-page.js';
import type { Column } from '../parts/record-table.js';
import { recordPath, RouterButton, RouterLink } from '../parts/router-link.js';
import { OrderStateChip } from '../parts/state-chips.js';

export const reviewColumns = (t: Translate, format: Formats): Column<OrderSummary>[] => [
  {
    key: 'holder',
    label: t('order.holder'),
    small: 'title',
    render: (order) => <RouterLink to={recordPath('review', order.id)}>{order.holderName}</RouterLink>,
  },
  { key: 'company', label: t('review.company'), render: (order) => order.companyName },
  { key: 'product', label: t('order.product'), render: (order) => order.productName },
  {
    key: 'coSignedAt',
    label: t('review.coSignedAt'),
    render: (order) => (order.coSignedAt ? format.dateTime(order.coSignedAt) : t('app.none')),
  },
  {
    key: 'state',
    label: t('order.state'),
    small: 'title',
    render: (order) => <OrderStateChip order={order} />,
  },
  {
    key: 'open',
    label: t('list.open'),
    small: 'hidden',
    render: (order) => (
      <RouterButton
        to={recordPath('review', order.id)}
        size="small"
        variant="outlined"
        aria-label={`${t('review.examine')} : ${order.holderName}`}
      >
        {t('review.examine')}
      </RouterButton>
    ),
  },
];

/** The office's queue, oldest first. */
export function ReviewList() {
  const { t, format } = useText();
  return (
    <ListPage
      resource="review"
      title={t('review.title')}
      columns={reviewColumns(t, format)}
      empty={t('review.empty')}
    />
  );
}
