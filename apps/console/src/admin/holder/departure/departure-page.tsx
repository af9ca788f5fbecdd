import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { orderMachine } from '@mandataire/domain/order';
import { useState } from 'react';
import { useNavigate, useNotify } from 'react-admin';
import type { CertificateSummary, Holder, OrderSummary } from '../../../graphql/schema.js';
import { reportDeparture } from '../../../graphql/verification-acts.js';
import { today } from '../../../i18n/calendar-date.js';
import { useText } from '../../../i18n/use-text.js';
import { Declaration } from '../../../ui/declaration.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { DateField } from '../../../ui/form-parts.js';
import { useAct } from '../../../ui/use-act.js';
import { useFields } from '../../../ui/use-fields.js';
import { NotFound } from '../../parts/not-found.js';
import { Page } from '../../parts/page.js';
import { RecordPage } from '../../parts/record-page.js';
import { recordPath } from '../../parts/router-link.js';

const isLive = ({ state }: CertificateSummary): boolean => state === 'ISSUED' || state === 'ACTIVE';
const isOpen = ({ state }: OrderSummary): boolean =>
  !orderMachine.terminal.includes(state) && state !== 'DOWNLOADED';

/** What will be revoked and what will stop, by name: nothing is saved before it was read and confirmed (I-30). */
function Consequences({ holder }: { holder: Holder }) {
  const { t, format } = useText();
  const live = holder.certificates.filter(isLive);
  const open = holder.orders.filter(isOpen);
  return (
    <>
      <Typography variant="h2">{t('departure.certificates')}</Typography>
      {live.length === 0 ? <Typography>{t('departure.noCertificates')}</Typography> : null}
      <Box component="ul" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 0.5, overflowWrap: 'anywhere' }}>
        {live.map(({ id, productName, serial, notAfter }) => (
          <li key={id}>
            {productName}, {t('tasks.serial', { serial: serial.toUpperCase() })}, {format.date(notAfter)}
          </li>
        ))}
      </Box>
      {live.length > 0 ? <Typography color="textSecondary">{t('departure.tasks')}</Typography> : null}
      {open.length > 0 ? (
        <>
          <Typography variant="h2">{t('departure.orders')}</Typography>
          <Typography>{t('departure.ordersText')}</Typography>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {open.map(({ id, productName, placedAt }) => (
              <li key={id}>
                {productName}, {format.date(placedAt)}
              </li>
            ))}
          </Box>
        </>
      ) : null}
    </>
  );
}

function DepartureForm({ holder }: { holder: Holder }) {
  const { t } = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [sure, setSure] = useState(false);
  const act = useAct(reportDeparture);
  const fields = useFields(
    { leavesOn: today() },
    {
      judge: ({ leavesOn }) => ({
        ...(leavesOn === '' ? { leavesOn: 'REQUIRED' } : {}),
        ...(sure ? {} : { sure: 'MUST_ACCEPT' }),
      }),
      act,
    },
  );
  const { leavesOn } = fields.values;
  const planned = leavesOn > today();
  const names = { name: holder.displayName };
  const report = async () => {
    const input = {
      ...{ idempotencyKey, holderId: holder.id, version: holder.version, leavesOn },
      confirmedCertificateIds: holder.certificates.filter(isLive).map(({ id }) => id),
    };
    if (!(await act.run(input))) return;
    notify(t('departure.done', names), { type: 'success' });
    navigate(`${recordPath('holders', holder.id)}`);
  };
  return (
    <Paper
      component="form"
      variant="outlined"
      noValidate
      ref={fields.form}
      onSubmit={fields.submit(() => void report())}
      sx={{ p: { xs: 2, sm: 3 }, maxWidth: 680, display: 'grid', gap: 2 }}
    >
      <Typography>{t('departure.intro')}</Typography>
      <DateField {...fields.field('leavesOn', t('departure.leavesOn'))} />
      <Alert severity={planned ? 'info' : 'warning'}>
        {t(planned ? 'departure.later' : 'departure.now')}
      </Alert>
      <Consequences holder={holder} />
      <Declaration
        checked={sure}
        onChange={setSure}
        fault={sure ? undefined : fields.fault('sure')}
        label={t('departure.attest', names)}
      />
      <ErrorNotice error={act.error} />
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <Button type="submit" variant="contained" color="error" disabled={act.busy}>
          {t(planned ? 'departure.planConfirm' : 'departure.confirm')}
        </Button>
      </Box>
    </Paper>
  );
}

/** A person leaves: his certificates by name, and what happens to them when. */
export function DeparturePage() {
  const { t } = useText();
  return (
    <RecordPage<Holder> resource="holders">
      {(holder) => (
        <Page
          title={t('departure.title', { name: holder.displayName })}
          back={{ to: recordPath('holders', holder.id), label: t('departure.back') }}
        >
          {holder.allowedActions.includes('REPORT_DEPARTURE') ? (
            <DepartureForm key={holder.version} holder={holder} />
          ) : (
            <NotFound
              text={t('error.NOT_FOUND')}
              to={recordPath('holders', holder.id)}
              label={t('departure.back')}
            />
          )}
        </Page>
      )}
    </RecordPage>
  );
}
