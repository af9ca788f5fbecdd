import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useGetOne } from 'react-admin';
import type { Certificate, CertificateSummary, Holder, OrderSummary } from '../../../graphql/schema.js';
import type { IdentityChange, IdentityChangeImpact } from '../../../graphql/schema-identity.js';
import { shownDate } from '../../../i18n/calendar-date.js';
import { groupSerial } from '../../../i18n/formats.js';
import { useText } from '../../../i18n/use-text.js';
import { Panel } from '../../../ui/panel.js';
import { RevocationPanel } from '../../certificate/revocation-panel.js';
import { isRevoking } from '../../certificate/revocation-progress.js';
import { Columns, Stacked } from '../../parts/page.js';
import { recordPath, RouterButton } from '../../parts/router-link.js';
import { CertificateStateChip, OrderStateChip } from '../../parts/state-chips.js';

const POLL_MS = 1_000;

/** Not revoked yet, or its revocation still runs. */
const unsettled = (certificate: Certificate | undefined): boolean =>
  !certificate || certificate.revocation === null || isRevoking(certificate.revocation);

function RevokedCertificate({ summary, expected }: { summary: CertificateSummary; expected: boolean }) {
  const { t } = useText();
  const { data } = useGetOne<Certificate>(
    'certificates',
    { id: summary.id, meta: { whole: true } },
    {
      retry: false,
      refetchInterval: (query) => (expected && unsettled(query.state.data) ? POLL_MS : false),
    },
  );
  const see = (
    <RouterButton to={recordPath('certificates', summary.id)} size="small" variant="outlined">
      {t('order.seeCertificate')}
    </RouterButton>
  );
  return (
    <Stacked>
      <Panel title={summary.productName} help={groupSerial(summary.serial)} action={see}>
        <CertificateStateChip certificate={data ?? summary} />
      </Panel>
      {data?.revocation ? <RevocationPanel request={data.revocation} /> : null}
    </Stacked>
  );
}

/** The order that was prepared in place of a certificate, and what it still needs (D16). */
export function ReplacementLine({ order }: { order: OrderSummary }) {
  const { t } = useText();
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        gap: 1.5,
        alignItems: 'center',
        flexWrap: 'wrap',
        py: 1,
        borderTop: 1,
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0 },
      }}
    >
      <Box sx={{ flexGrow: 1, minWidth: 0 }}>
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
          <Typography sx={{ fontWeight: 600 }}>{order.productName}</Typography>
          <OrderStateChip order={order} />
        </Box>
        {order.blocker ? (
          <Typography variant="body2" color="textSecondary">
            {t(`order.blockers.${order.blocker}`, { _: order.blocker })}
          </Typography>
        ) : null}
      </Box>
      <RouterButton to={recordPath('orders', order.id)} size="small" variant="outlined">
        {t('identityChange.seeOrder')}
      </RouterButton>
    </Box>
  );
}

interface ChangeProgressProps {
  readonly holder: Holder;
  readonly impact: IdentityChangeImpact;
  readonly change: IdentityChange;
  /** The holder's version when the change was confirmed: another one has been read since. */
  readonly seenVersion: number;
}

/** Its state while it is open; gone from a holder that was read since, it is done. */
function stateNow(holder: Holder, change: IdentityChange, seenVersion: number): IdentityChange['state'] {
  if (holder.openIdentityChange?.id === change.id) return holder.openIdentityChange.state;
  return holder.version !== seenVersion && change.state !== 'PLANNED' ? 'DONE' : change.state;
}

/** What has become of a confirmed change. */
export function ChangeProgress({ holder, impact, change, seenVersion }: ChangeProgressProps) {
  const { t, format } = useText();
  const state = stateNow(holder, change, seenVersion);
  const ids = impact.certificatesToRevoke.map((certificate) => certificate.id);
  const replacements = holder.orders.filter(
    (order) => order.replacesCertificateId !== null && ids.includes(order.replacesCertificateId),
  );
  return (
    <>
      <Box role="status">
        <Alert severity={state === 'DONE' ? 'success' : 'info'}>
          {t(`identityChange.states.${state}`, {
            name: holder.displayName,
            date: shownDate(change.effectiveOn, format),
          })}
        </Alert>
      </Box>
      <Columns wide="1.2fr 1fr">
        <Stacked>
          {impact.certificatesToRevoke.map((certificate) => (
            <RevokedCertificate key={certificate.id} summary={certificate} expected={state !== 'PLANNED'} />
          ))}
          {ids.length === 0 ? <Typography>{t('identityChange.noneConcerned')}</Typography> : null}
        </Stacked>
        <Panel title={t('identityChange.replacements')}>
          {replacements.length === 0 ? (
            <Typography color="textSecondary">
              {t(
                impact.ordersToCreate === 0
                  ? 'identityChange.noReplacement'
                  : 'identityChange.replacementSoon',
              )}
            </Typography>
          ) : (
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {replacements.map((order) => (
                <ReplacementLine key={order.id} order={order} />
              ))}
            </Box>
          )}
          <RouterButton to={recordPath('holders', holder.id)} sx={{ mt: 1.5 }} variant="contained">
            {t('identityChange.toHolder')}
          </RouterButton>
        </Panel>
      </Columns>
    </>
  );
}
