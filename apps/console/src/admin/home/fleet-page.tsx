import Add from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { LinkBase, useGetOne } from 'react-admin';
import type { CertificateSummary, Fleet } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { expiryHorizon } from '../certificate/expiry-horizon.js';
import { Expiry } from '../parts/cells.js';
import { Columns, Page, Stacked } from '../parts/page.js';
import { recordPath, RouterButton, RouterLink } from '../parts/router-link.js';
import { CertificateStateChip } from '../parts/state-chips.js';
import { may, useViewer } from '../viewer-context.js';
import { AgentsPanel } from './agents-panel.js';
import { DraftsPanel } from './drafts-panel.js';
import { SecondPersonPanel } from './second-person-panel.js';
import { TasksPanel } from './tasks-panel.js';
import { WaitingPanel } from './waiting-panel.js';

const FAST_MS = 2_000;
const SLOW_MS = 20_000;

const filtered = (path: string, filter: object): string =>
  `${path}?filter=${encodeURIComponent(JSON.stringify(filter))}`;

/** Each figure opens the list that it counts, where there is one. */
const COUNTS = [
  ['activeCertificates', () => filtered('/certificates', { states: ['ACTIVE'] }), 'certificate.read'],
  [
    'expiringWithin90Days',
    () => filtered('/certificates', { states: ['ACTIVE'], expiresBefore: expiryHorizon(90) }),
    'certificate.read',
  ],
  ['openOrders', () => '/orders', 'order.read'],
  ['revocationsInProgress', undefined, 'revocation.read'],
  ['holders', () => '/holders', 'holder.read'],
] as const;

function Count({ name, value, to }: { name: string; value: number; to: string | undefined }) {
  const { t } = useText();
  const content = (
    <Box sx={{ p: 1.75, textAlign: 'left', width: '100%' }}>
      <Typography
        component="span"
        sx={{ fontSize: '1.625rem', fontWeight: 650, lineHeight: 1.1, display: 'block' }}
      >
        {value}
      </Typography>
      <Typography component="span" variant="body2" color="textSecondary">
        {t(`home.${name}`)}
      </Typography>
    </Box>
  );
  return (
    <Paper component="li" variant="outlined" sx={{ display: 'flex' }}>
      {to ? (
        <ButtonBase
          component={LinkBase}
          to={to}
          sx={{ width: '100%', borderRadius: 1, alignItems: 'flex-start' }}
        >
          {content}
        </ButtonBase>
      ) : (
        content
      )}
    </Paper>
  );
}

function Counts({ fleet }: { fleet: Fleet }) {
  const { t } = useText();
  const viewer = useViewer();
  return (
    <Box
      component="ul"
      aria-label={t('home.counts')}
      sx={{
        listStyle: 'none',
        m: 0,
        p: 0,
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: { xs: 'repeat(2, 1fr)', sm: 'repeat(3, 1fr)', lg: 'repeat(5, 1fr)' },
      }}
    >
      {COUNTS.map(([name, to, act]) => (
        <Count key={name} name={name} value={fleet[name]} to={may(viewer, act) ? to?.() : undefined} />
      ))}
    </Box>
  );
}

function ExpiringPanel({ certificates }: { certificates: readonly CertificateSummary[] }) {
  const { t } = useText();
  return (
    <Panel title={t('home.expiring')} flush>
      {certificates.length === 0 ? (
        <Typography color="textSecondary" sx={{ p: 2 }}>
          {t('home.expiringNone')}
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {certificates.map((certificate) => (
            <Box
              component="li"
              key={certificate.id}
              sx={{
                px: 2,
                py: 1.25,
                borderTop: 1,
                borderColor: 'divider',
                '&:first-of-type': { borderTop: 0 },
                display: 'grid',
                gap: 0.25,
              }}
            >
              <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', justifyContent: 'space-between' }}>
                <RouterLink to={recordPath('certificates', certificate.id)}>
                  {certificate.holderName}
                </RouterLink>
                <CertificateStateChip certificate={certificate} />
              </Box>
              <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', justifyContent: 'space-between' }}>
                <Typography variant="body2" color="textSecondary">
                  {certificate.productName}
                </Typography>
                <Expiry at={certificate.notAfter} />
              </Box>
            </Box>
          ))}
        </Box>
      )}
    </Panel>
  );
}

/** How the fleet stands, what waits for this person, what expires next. */
export function FleetPage() {
  const { t } = useText();
  const viewer = useViewer();
  const { data, error, isPending, refetch } = useGetOne<Fleet & { id: string }>(
    'fleet',
    { id: 'current' },
    {
      retry: false,
      refetchInterval: (query) => (query.state.data?.revocationsInProgress ? FAST_MS : SLOW_MS),
    },
  );
  const order = may(viewer, 'order.place') ? (
    <RouterButton to="/orders/create" variant="contained" startIcon={<Add />}>
      {t('home.order')}
    </RouterButton>
  ) : null;
  return (
    <Page title={t('home.title')} subtitle={viewer.activeCompany?.name} actions={order}>
      {isPending ? <LoadingBlocks heights={[84, 280]} /> : null}
      {error && !data ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <Counts fleet={data} />
          <Columns>
            <Stacked>
              <SecondPersonPanel />
              <TasksPanel />
              <WaitingPanel items={data.waiting} />
              {may(viewer, 'order.place') ? <DraftsPanel /> : null}
            </Stacked>
            <Stacked>
              {may(viewer, 'mandate.end') ? <AgentsPanel /> : null}
              <ExpiringPanel certificates={data.expiringNext} />
            </Stacked>
          </Columns>
        </>
      ) : null}
    </Page>
  );
}
