import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useGetList } from 'react-admin';
import type { RevocationTask } from '../../graphql/schema-verification.js';
import { shownDate } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { Panel } from '../../ui/panel.js';
import { recordPath, RouterButton } from '../parts/router-link.js';
import { useMay } from '../viewer-context.js';

function Line({ task }: { task: RevocationTask }) {
  const { t, format } = useText();
  const { cause, holderName, serial, ownerName, dueAt, overdue, requested, plannedFor } = task;
  const due = t(overdue ? 'tasks.overdue' : 'tasks.due', { date: format.dateTime(dueAt) });
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
      <Box sx={{ flex: '1 1 220px', minWidth: 0, overflowWrap: 'anywhere' }}>
        <Typography sx={{ fontWeight: 600 }}>
          {t(`tasks.${cause}`)} : {holderName}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t('tasks.serial', { serial: serial.toUpperCase() })}
        </Typography>
        <Typography variant="body2" color={overdue ? 'error' : 'textSecondary'}>
          {plannedFor ? t('tasks.planned', { date: shownDate(plannedFor, format) }) : due}
          {requested ? `, ${t('tasks.requested').toLocaleLowerCase()}` : ''}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t('tasks.owner', { name: ownerName })}
        </Typography>
      </Box>
      <RouterButton
        to={recordPath('certificates', task.certificateId)}
        size="small"
        variant="outlined"
        aria-label={`${t('tasks.see')} : ${holderName}`}
      >
        {t('tasks.see')}
      </RouterButton>
    </Box>
  );
}

function Tasks() {
  const { t } = useText();
  const { data } = useGetList<RevocationTask>('revocation-tasks', undefined, {
    retry: false,
    refetchInterval: 20_000,
  });
  if (!data || data.length === 0) return null;
  return (
    <Panel title={t('tasks.title')} help={t('tasks.help')} flush>
      <Box component="ul" aria-label={t('tasks.title')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data.map((task) => (
          <Line key={task.id} task={task} />
        ))}
      </Box>
    </Panel>
  );
}

/** Certificates that have to be revoked, those due first before the others; none, no panel (I-30). */
export const TasksPanel = () => (useMay('task.read') ? <Tasks /> : null);
