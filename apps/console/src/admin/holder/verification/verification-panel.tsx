import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState, type ReactNode } from 'react';
import { useNotify } from 'react-admin';
import type { Holder, Verification } from '../../../graphql/schema.js';
import type { MeetingAction, VerificationMeeting } from '../../../graphql/schema-verification.js';
import { requestVerification } from '../../../graphql/verification-acts.js';
import { shownDate } from '../../../i18n/calendar-date.js';
import { useText } from '../../../i18n/use-text.js';
import { ErrorNotice } from '../../../ui/error-notice.js';
import { Panel } from '../../../ui/panel.js';
import { useAct } from '../../../ui/use-act.js';
import { MoveDialog, type Move } from './move-dialog.js';
import { ScheduleDialog } from './schedule-dialog.js';

interface PanelProps {
  readonly holder: Holder;
  readonly onDone: () => void;
}

const Line = ({ children }: { children: ReactNode }) => (
  <Box
    component="li"
    sx={{
      py: 1.25,
      borderTop: 1,
      borderColor: 'divider',
      '&:first-of-type': { borderTop: 0, pt: 0 },
      display: 'grid',
      gap: 0.25,
      overflowWrap: 'anywhere',
    }}
  >
    {children}
  </Box>
);

/** When a meeting came to be what it is. */
function meetingDate({ state, requestedAt, scheduledAt, startedAt, endedAt }: VerificationMeeting): string {
  if (state === 'REQUESTED') return requestedAt;
  if (state === 'IN_PROGRESS') return startedAt ?? requestedAt;
  if (state === 'SCHEDULED' || state === 'NO_SHOW') return scheduledAt ?? requestedAt;
  return endedAt ?? requestedAt;
}

function MeetingLine({ meeting, children }: { meeting: VerificationMeeting; children?: ReactNode }) {
  const { t, format } = useText();
  const place = meeting.state === 'REQUESTED' ? null : meeting.place;
  const by = meeting.verifierName ? t('meeting.byName', { name: meeting.verifierName }) : null;
  return (
    <Line>
      <Typography sx={{ fontWeight: 600 }}>
        {t(`meeting.steps.${meeting.state}`, { date: format.dateTime(meetingDate(meeting)) })}
      </Typography>
      {place || by ? (
        <Typography variant="body2" color="textSecondary">
          {[place, by].filter(Boolean).join(', ')}
        </Typography>
      ) : null}
      {meeting.reason ? <Typography variant="body2">{meeting.reason}</Typography> : null}
      {children}
    </Line>
  );
}

function RecordLine({ record }: { record: Verification }) {
  const { t, format } = useText();
  const { state, method, level, verifiedAt, documentType, documentExpiresOn, documentPrintedUntil } = record;
  const known = state === 'STALE' || state === 'INVALIDATED' ? state : 'VERIFIED';
  const document = t(`document.${documentType}`, { _: documentType });
  return (
    <Line>
      <Typography sx={{ fontWeight: 600 }}>
        {t(`meeting.records.${known}`, { method: t(`method.${method}`) })}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {t('meeting.atPlace', { date: verifiedAt ? format.date(verifiedAt) : '', place: record.place })}{' '}
        {t('meeting.byName', { name: record.verifierName })}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {t('meeting.facts', {
          level: t(`level.${level}`),
          document,
          date: shownDate(documentExpiresOn, format),
        })}
      </Typography>
      {documentPrintedUntil ? (
        <Typography variant="body2">
          {t('meeting.extended', { date: shownDate(documentPrintedUntil, format) })}
        </Typography>
      ) : null}
      {record.mutual ? <Alert severity="warning">{t('meeting.mutual')}</Alert> : null}
    </Line>
  );
}

interface ActionsProps {
  readonly meeting: VerificationMeeting;
  readonly onAct: (action: MeetingAction) => void;
}

function MeetingActions({ meeting, onAct }: ActionsProps) {
  const { t } = useText();
  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', mt: 0.75 }}>
      {meeting.allowedActions.map((action) => (
        <Button
          key={action}
          size="small"
          variant={action === 'SCHEDULE' && meeting.scheduledAt === null ? 'contained' : 'outlined'}
          color={action === 'CANCEL' || action === 'FAIL' ? 'error' : 'primary'}
          onClick={() => onAct(action)}
        >
          {t(`meeting.actions.${action === 'SCHEDULE' && meeting.scheduledAt ? 'RESCHEDULE' : action}`)}
        </Button>
      ))}
    </Box>
  );
}

/** The verification on its way with what can be done now, then every record and every attempt, newest first. */
export function VerificationPanel({ holder, onDone }: PanelProps) {
  const { t } = useText();
  const notify = useNotify();
  const [chosen, setChosen] = useState<{ meeting: VerificationMeeting; action: MeetingAction }>();
  const act = useAct(requestVerification);
  const open = holder.meetings.find(({ allowedActions }) => allowedActions.length > 0);
  const recorded = new Set(holder.verifications.map(({ id }) => id));
  const ended = holder.meetings.filter((meeting) => meeting !== open && !recorded.has(meeting.id));
  const none = holder.verifications.length === 0 && holder.meetings.length === 0;
  const close = () => setChosen(undefined);
  const done = () => {
    close();
    onDone();
  };
  const request = async () => {
    if (!(await act.run({ idempotencyKey: crypto.randomUUID(), holderId: holder.id }))) return;
    notify(t('meeting.requested'), { type: 'success' });
    onDone();
  };
  return (
    <Panel title={t('meeting.title')}>
      {none ? <Typography color="textSecondary">{t('meeting.none')}</Typography> : null}
      <Box component="ul" aria-label={t('meeting.history')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {open ? (
          <MeetingLine meeting={open}>
            <MeetingActions meeting={open} onAct={(action) => setChosen({ meeting: open, action })} />
          </MeetingLine>
        ) : null}
        {holder.verifications.map((record) => (
          <RecordLine key={record.id} record={record} />
        ))}
        {ended.map((meeting) => (
          <MeetingLine key={meeting.id} meeting={meeting} />
        ))}
      </Box>
      {holder.allowedActions.includes('PLAN_VERIFICATION') ? (
        <Button
          variant="outlined"
          size="small"
          sx={{ mt: 1.5 }}
          disabled={act.busy}
          onClick={() => void request()}
        >
          {t('meeting.request')}
        </Button>
      ) : null}
      <ErrorNotice error={act.error} />
      {chosen?.action === 'SCHEDULE' ? (
        <ScheduleDialog holder={holder} meeting={chosen.meeting} onDone={done} onClose={close} />
      ) : null}
      {chosen && chosen.action !== 'SCHEDULE' ? (
        <MoveDialog
          holder={holder}
          meeting={chosen.meeting}
          move={chosen.action satisfies Move}
          onDone={done}
          onClose={close}
        />
      ) : null}
    </Panel>
  );
}
