import Add from '@mui/icons-material/Add';
import type { OrderState } from '@mandataire/domain/order';
import { useMemo } from 'react';
import { useText } from '../../i18n/use-text.js';
import { ChoiceFilter, type Choice } from '../parts/filters.js';
import { ListPage } from '../parts/list-page.js';
import { RouterButton } from '../parts/router-link.js';
import { may, seesOnlyOwn, useViewer } from '../viewer-context.js';
import { orderColumns } from './order-columns.js';

/** The states that an Initio order goes through; those of products with an appointment come with these products. */
const STATES: readonly OrderState[] = [
  'AWAITING_CONSENT',
  'UNDER_REVIEW',
  'INCOMPLETE',
  'LINK_SENT',
  'LINK_EXPIRED',
  'DOWNLOADED',
  'COMPLETED',
  'REJECTED',
  'CANCELLED',
];

function Filters() {
  const { t } = useText();
  const choices = useMemo(
    (): Choice[] => [
      { value: 'all', label: t('list.all'), filter: undefined },
      ...STATES.map((state) => ({ value: state, label: t(`order.states.${state}`), filter: [state] })),
    ],
    [t],
  );
  return <ChoiceFilter field="states" label={t('order.state')} choices={choices} />;
}

export function OrderList() {
  const { t, format } = useText();
  const viewer = useViewer();
  const own = seesOnlyOwn(viewer);
  const create = may(viewer, 'order.place') ? (
    <RouterButton to="/orders/create" variant="contained" startIcon={<Add />}>
      {t('order.create')}
    </RouterButton>
  ) : null;
  return (
    <ListPage
      resource="orders"
      title={t(own ? 'order.mine' : 'order.title')}
      columns={orderColumns(t, format, own ? 'product' : 'holder')}
      empty={t(own ? 'order.emptyMine' : 'order.empty')}
      filters={own ? undefined : <Filters />}
      actions={create}
    />
  );
}
