import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useGetList } from 'react-admin';
import type { OrderSummary } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { Panel } from '../../ui/panel.js';
import { recordPath, RouterButton } from '../parts/router-link.js';

function Draft({ order }: { order: OrderSummary }) {
  const { t } = useText();
  const blocked = order.blocker !== null;
  const label = t(blocked ? 'drafts.verify' : 'order.resume');
  const to = blocked ? recordPath('holders', order.holderId) : recordPath('orders', order.id);
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 1.5,
        alignItems: 'center',
        px: 2,
        py: 1.25,
        borderTop: 1,
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box sx={{ flexGrow: 1, minWidth: 0 }}>
        <Typography sx={{ fontWeight: 600 }}>{order.holderName}</Typography>
        <Typography variant="body2" color="textSecondary">
          {order.productName}, {t(blocked ? 'drafts.waits' : 'drafts.ready')}
        </Typography>
      </Box>
      <RouterButton
        to={to}
        size="small"
        variant={blocked ? 'outlined' : 'contained'}
        aria-label={`${label} : ${order.holderName}`}
      >
        {label}
      </RouterButton>
    </Box>
  );
}

/** Replacement orders that wait for a verification, or are free to go on (D16); nothing to show, no panel. */
export function DraftsPanel() {
  const { t } = useText();
  const { data } = useGetList<OrderSummary>(
    'orders',
    { pagination: { page: 1, perPage: 25 }, filter: { states: ['DRAFT'] } },
    { retry: false, refetchInterval: 20_000 },
  );
  if (!data || data.length === 0) return null;
  return (
    <Panel title={t('drafts.title')} help={t('drafts.help')} flush>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.map((order) => (
          <Draft key={order.id} order={order} />
        ))}
      </Box>
    </Panel>
  );
}
