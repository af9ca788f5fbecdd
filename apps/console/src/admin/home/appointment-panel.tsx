import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useGetList, useGetOne, useNotify } from 'react-admin';
import type { Holder, HolderSummary } from '../../graphql/schema.js';
import { cancelVerification } from '../../graphql/verification-acts.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Panel } from '../../ui/panel.js';
import { useAct } from '../../ui/use-act.js';

function Appointment({ holderId }: { holderId: string }) {
  const { t, format } = useText();
  const notify = useNotify();
  const act = useAct(cancelVerification);
  const { data, refetch } = useGetOne<Holder>(
    'holders',
    { id: holderId, meta: { whole: true } },
    { retry: false },
  );
  const meeting = data?.meetings.find(({ state }) => state === 'SCHEDULED');
  if (!meeting?.scheduledAt) return null;
  const cancel = async () => {
    const { id: verificationId, version } = meeting;
    if (!(await act.run({ verificationId, version, reason: null }))) return;
    notify(t('appointment.cancelled'), { type: 'success' });
    void refetch();
  };
  return (
    <Panel title={t('appointment.title')}>
      <Typography>
        {t('appointment.text', {
          name: meeting.verifierName ?? '',
          date: format.dateTime(meeting.scheduledAt),
          place: meeting.place ?? '',
        })}
      </Typography>
      <Typography color="textSecondary">{t('appointment.bring')}</Typography>
      <ErrorNotice error={act.error} />
      {meeting.allowedActions.includes('CANCEL') ? (
        <Box sx={{ mt: 1.5 }}>
          <Button variant="outlined" disabled={act.busy} onClick={() => void cancel()}>
            {t('appointment.cancel')}
          </Button>
        </Box>
      ) : null}
    </Panel>
  );
}

/** The day on which his identity is to be verified; none, no panel. */
export function AppointmentPanel() {
  const { data } = useGetList<HolderSummary>(
    'holders',
    { pagination: { page: 1, perPage: 1 } },
    { retry: false },
  );
  const own = data?.[0];
  return own ? <Appointment holderId={own.id} /> : null;
}
