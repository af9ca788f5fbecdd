import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useGetList } from 'react-admin';
import type { CertificateSummary, OrderSummary } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { certificateColumns } from '../certificate/certificate-columns.js';
import { turnOf } from '../order/order-progress.js';
import { Page } from '../parts/page.js';
import { recordPath, RouterButton } from '../parts/router-link.js';
import { useViewer } from '../viewer-context.js';
import { AppointmentPanel } from './appointment-panel.js';
import { QueuePanel } from './queue-panel.js';

/** What he must do himself: each act opens from the link in his mail, which this page cannot replace. */
function Asked({ order, email }: { order: OrderSummary; email: string }) {
  const { t } = useText();
  const names = { product: order.productName, email };
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 1.5,
        alignItems: 'center',
        flexWrap: 'wrap',
        px: 2,
        py: 1.25,
        borderTop: 1,
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box sx={{ flex: '1 1 220px', minWidth: 0 }}>
        <Typography sx={{ fontWeight: 600 }}>
          {t(`holderHome.asked.${order.state}`, { ...names, _: order.productName })}
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
          {t('holderHome.byMail', names)}
        </Typography>
      </Box>
      <RouterButton
        to={recordPath('orders', order.id)}
        size="small"
        variant="outlined"
        aria-label={`${t('waiting.see')} : ${order.productName}`}
      >
        {t('waiting.see')}
      </RouterButton>
    </Box>
  );
}

function AskedPanel() {
  const { t } = useText();
  const viewer = useViewer();
  const { data, error, isPending, refetch } = useGetList<OrderSummary>(
    'orders',
    {
      pagination: { page: 1, perPage: 25 },
      filter: { states: ['AWAITING_CONSENT', 'LINK_SENT', 'DOWNLOADED'] },
    },
    { retry: false, refetchInterval: 20_000 },
  );
  const mine = (data ?? []).filter((order) => turnOf(order) === 'HOLDER');
  return (
    <Panel title={t('holderHome.askedTitle')} flush>
      {isPending ? <LoadingBlocks heights={[56]} /> : null}
      {error && !data ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data && mine.length === 0 ? (
        <Typography color="textSecondary" sx={{ p: 2 }}>
          {t('holderHome.nothing')}
        </Typography>
      ) : null}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {mine.map((order) => (
          <Asked key={order.id} order={order} email={viewer.email} />
        ))}
      </Box>
    </Panel>
  );
}

/** The holder's home: what is asked of him, then his certificates. */
export function HolderHome() {
  const { t } = useText();
  const viewer = useViewer();
  return (
    <Page title={t('homes.holder', { name: viewer.displayName })} subtitle={viewer.activeCompany?.name}>
      <AppointmentPanel />
      <AskedPanel />
      <QueuePanel<CertificateSummary & { id: string }>
        resource="certificates"
        title={t('certificate.mine')}
        empty={t('holderHome.noCertificate')}
        columns={certificateColumns(t, 'product')}
      />
    </Page>
  );
}
