import Button from '@mui/material/Button';
import { useNotify } from 'react-admin';
import { cancelAgentDeparture, fetchAgentDepartures } from '../../graphql/mandate-life.js';
import type { AgentDeparture } from '../../graphql/schema-agent-departure.js';
import { shownDate } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Panel } from '../../ui/panel.js';
import { useAct } from '../../ui/use-act.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { RecordTable, type Column } from '../parts/record-table.js';
import { StatusChip } from '../parts/status-chip.js';
import EventBusyOutlined from '@mui/icons-material/EventBusyOutlined';

/** AgentDepartures of the company, each with its clock (F4); nothing where there is none. */
export function AgentDeparturesPanel() {
  const { t, format } = useText();
  const notify = useNotify();
  const { loaded, replace } = useLoaded(fetchAgentDepartures);
  const act = useAct(cancelAgentDeparture);
  if (loaded.state !== 'ready' || loaded.value.length === 0) return null;
  const cancel = async ({ id, version, leaverName }: AgentDeparture) => {
    const left = await act.run({ agentDepartureId: id, version });
    if (!left) return;
    replace(left);
    notify(t('agent-departure.cancelled', { name: leaverName }), { type: 'success' });
  };
  const columns: Column<AgentDeparture>[] = [
    { key: 'who', label: t('agent-departure.who'), small: 'title', render: (row) => row.leaverName },
    {
      key: 'state',
      label: t('order.state'),
      small: 'title',
      render: ({ state }) => (
        <StatusChip
          tone={state === 'REPORTED' ? 'warning' : state === 'ANNOUNCED' ? 'info' : 'neutral'}
          icon={EventBusyOutlined}
          label={t(`departure.states.${state}`)}
        />
      ),
    },
    {
      key: 'effective',
      label: t('agent-departure.effective'),
      render: (row) => shownDate(row.effectiveOn, format),
    },
    { key: 'by', label: t('agent-departure.by'), render: (row) => row.reportedByName },
    {
      key: 'clock',
      label: t('agent-departure.clock'),
      render: ({ knownOn, delayDays }) =>
        t('agent-departure.delay', {
          date: shownDate(knownOn, format),
          count: delayDays,
          smart_count: delayDays,
        }),
    },
    {
      key: 'act',
      label: t('members.act'),
      render: (row) =>
        row.allowedActions.includes('CANCEL') ? (
          <Button
            size="small"
            variant="outlined"
            disabled={act.busy}
            onClick={() => void cancel(row)}
            aria-label={`${t('agent-departure.takeBack')} : ${row.leaverName}`}
          >
            {t('agent-departure.takeBack')}
          </Button>
        ) : (
          t('app.none')
        ),
    },
  ];
  return (
    <Panel title={t('agent-departure.list')} help={t('agent-departure.listHelp')} flush>
      <RecordTable caption={t('agent-departure.list')} rows={loaded.value} columns={columns} />
      <ErrorNotice error={act.error} />
    </Panel>
  );
}
