import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import type { Holder } from '../../../graphql/schema.js';
import type { VerificationMeeting } from '../../../graphql/schema-verification.js';
import { scheduleVerification } from '../../../graphql/verification-acts.js';
import { today } from '../../../i18n/calendar-date.js';
import { useText } from '../../../i18n/use-text.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { DateField } from '../../../ui/form-parts.js';
import { useAct } from '../../../ui/use-act.js';
import { useFields, type Faults } from '../../../ui/use-fields.js';
import { instantInParis, partsInParis } from './paris-time.js';

interface Values {
  readonly day: string;
  readonly hour: string;
  readonly place: string;
}

const judge = ({ day, hour, place }: Values): Faults => ({
  ...(day === '' ? { day: 'REQUIRED' } : {}),
  ...(hour === '' ? { hour: 'REQUIRED' } : {}),
  ...(place.trim() === '' ? { place: 'REQUIRED' } : {}),
});

interface ScheduleDialogProps {
  readonly holder: Holder;
  readonly meeting: VerificationMeeting;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Day, hour in Paris and place; whoever plans verifies. */
export function ScheduleDialog({ holder, meeting, onDone, onClose }: ScheduleDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(scheduleVerification);
  const before = meeting.scheduledAt ? partsInParis(new Date(meeting.scheduledAt)) : { day: '', hour: '' };
  const fields = useFields<Values>({ ...before, place: meeting.place ?? '' }, { judge, act });
  const { day, hour, place } = fields.values;
  const refused = fields.fault('scheduledAt');
  const schedule = async () => {
    const input = {
      ...{ verificationId: meeting.id, version: meeting.version, place: place.trim() },
      ...{ scheduledAt: instantInParis(day, hour).toISOString(), verifierAccountId: null },
    };
    if (!(await act.run(input))) return;
    notify(t('meeting.schedule.done', { name: holder.displayName }), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('meeting.schedule.title', { name: holder.displayName })}
      confirm={{ label: t('meeting.schedule.confirm') }}
      act={act}
      onConfirm={() => fields.submit(() => void schedule())()}
      onClose={onClose}
    >
      <Typography>{t('meeting.schedule.text')}</Typography>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        <DateField
          {...fields.field('day', t('meeting.schedule.day'))}
          {...(refused ? { error: true, helperText: refused } : {})}
          min={today()}
        />
        <TextField
          {...fields.field('hour', t('meeting.schedule.hour'))}
          type="time"
          slotProps={{ inputLabel: { shrink: true } }}
        />
      </Box>
      <TextField {...fields.field('place', t('meeting.schedule.place'))} autoComplete="off" />
    </ActDialog>
  );
}
