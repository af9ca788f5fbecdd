import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { WaitingItem } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { Panel } from '../../ui/panel.js';
import { recordPath, RouterButton } from '../parts/router-link.js';
import { useMay } from '../viewer-context.js';

/** The page of what waits, for those who may open it: a reader of the fleet sees no orders. */
const pathOf = (item: WaitingItem, mayOrders: boolean): string | undefined => {
  const revoking = item.kind === 'REVOCATION_IN_PROGRESS';
  if (item.certificateId && (revoking || !item.orderId))
    return recordPath('certificates', item.certificateId);
  return item.orderId && mayOrders ? recordPath('orders', item.orderId) : undefined;
};

function Line({ item }: { item: WaitingItem }) {
  const { t, format } = useText();
  const mayOrders = useMay('order.read');
  const text = t(`waiting.${item.kind}`, { name: item.holderName });
  const path = pathOf(item, mayOrders);
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
      }}
    >
      <Box sx={{ flexGrow: 1, minWidth: 0 }}>
        <Typography sx={{ fontWeight: item.mine ? 600 : 400 }}>{text}</Typography>
        <Typography variant="body2" color="textSecondary">
          {t('home.since', { date: format.dateTime(item.since) })}
        </Typography>
      </Box>
      {path ? (
        <RouterButton
          to={path}
          size="small"
          variant={item.mine ? 'contained' : 'outlined'}
          aria-label={`${t(item.mine ? 'waiting.act' : 'waiting.see')} : ${text}`}
        >
          {t(item.mine ? 'waiting.act' : 'waiting.see')}
        </RouterButton>
      ) : null}
    </Box>
  );
}

function Group({ title, items }: { title: string; items: readonly WaitingItem[] }) {
  if (items.length === 0) return null;
  return (
    <Box>
      <Typography variant="h3" sx={{ px: 2, pt: 1.5, pb: 1, color: 'text.secondary' }}>
        {title}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {items.map((item) => (
          <Line key={`${item.kind} ${item.orderId} ${item.certificateId}`} item={item} />
        ))}
      </Box>
    </Box>
  );
}

/** Mine first: what this person can do now, then what others are awaited for. */
export function WaitingPanel({ items }: { items: readonly WaitingItem[] }) {
  const { t } = useText();
  return (
    <Panel title={t('home.waiting')} flush>
      {items.length === 0 ? (
        <Typography color="textSecondary" sx={{ p: 2 }}>
          {t('home.waitingNone')}
        </Typography>
      ) : (
        <>
          <Group title={t('home.waitingMine')} items={items.filter((item) => item.mine)} />
          <Group title={t('home.waitingOthers')} items={items.filter((item) => !item.mine)} />
        </>
      )}
    </Panel>
  );
}
