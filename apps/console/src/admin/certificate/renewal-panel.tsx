import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Certificate } from '../../graphql/schema.js';
import type { Reminder } from '../../graphql/schema-identity.js';
import { counted } from '../../i18n/counted.js';
import { useText } from '../../i18n/use-text.js';
import { Panel } from '../../ui/panel.js';
import { useMay } from '../viewer-context.js';

function ReminderLine({ reminder }: { reminder: Reminder }) {
  const { t, format } = useText();
  const { rung, recipient, email, state, suppressedBecause, plannedAt, sentAt } = reminder;
  const when = counted(rung >= 0 ? 'reminder.before' : 'reminder.after', Math.abs(rung), t);
  const dated = t(`reminder.states.${state}`, { date: format.dateTime(sentAt ?? plannedAt) });
  return (
    <Box
      component="li"
      sx={{ py: 1, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}
    >
      <Typography sx={{ fontWeight: 600 }}>{when}</Typography>
      <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
        {t(`reminder.recipients.${recipient}`, { _: recipient })}, {email}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {dated}
        {state === 'SUPPRESSED' && suppressedBecause
          ? ` (${t(`certificate.states.${suppressedBecause}`, { _: suppressedBecause })})`
          : ''}
      </Typography>
    </Box>
  );
}

/** Whether it can be renewed, or why a new order is needed (I-13, I-31), and who was reminded when. */
export function RenewalPanel({ certificate }: { certificate: Certificate }) {
  const { t } = useText();
  const mayRead = useMay('reminder.read');
  const { renewable, renewalRefusal, reminders, state } = certificate;
  const live = state === 'ACTIVE';
  if (!live && reminders.length === 0) return null;
  return (
    <Panel title={t('reminder.title')}>
      {live ? (
        <Alert severity={renewable ? 'success' : 'info'} sx={{ my: 0.5 }}>
          {renewable ? t('reminder.renewable') : (renewalRefusal ?? t('reminder.notRenewable'))}
        </Alert>
      ) : null}
      {mayRead ? (
        <>
          <Typography variant="h3" sx={{ mt: 1.5 }}>
            {t('reminder.list')}
          </Typography>
          {reminders.length === 0 ? (
            <Typography color="textSecondary" sx={{ mt: 0.5 }}>
              {t('reminder.none')}
            </Typography>
          ) : (
            <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {reminders.map((reminder) => (
                <ReminderLine key={reminder.id} reminder={reminder} />
              ))}
            </Box>
          )}
        </>
      ) : null}
    </Panel>
  );
}
