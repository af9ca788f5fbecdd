import Button from '@mui/material/Button';
import { useNotify } from 'react-admin';
import { cancelDeparture, fetchDepartures } from '../../graphql/mandate-life.js';
import type { Departure } from '../../graphql/schema-departure.js';
import { shownDate } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Panel } from '../../ui/panel.js';
import { useAct } from '../../ui/use-act.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { RecordTable, type Column } from '../parts/record-table.js';
import { StatusChip } from '../parts/status-chip.js';
import EventBusyOutlined from '@mui/icons-material/EventBusyOutlined';

/** Departures of the company, each with its clock (F4); nothing where there is none. */
export function DeparturesPanel() {
  const { t, format } = useText();
  const notify = useNotify();
  const { loaded, replace } = useLoaded(fetchDepartures);
  const act = useAct(cancelDeparture);
  if (loaded.state !== 'ready' || loaded.value.length === 0) return null;
  const cancel = async ({ id, version, leaverName }: Departure) => {
    const left = await act.run({ departureId: id, version });
    if (!left) return;
    replace(left);
    notify(t('departure.cancelled', { name: leaverName }), { type: 'success' });
  };
  const columns: Column<Departure>[] = [
    { key: 'who', label: t('departure.who'), small: 'title', render: (row) => row.leaverName },
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
      label: t('departure.effective'),
      render: (row) => shownDate(row.effectiveOn, format),
    },
    { key: 'by', label: t('departure.by'), render: (row) => row.reportedByName },
    {
      key: 'clock',
      label: t('departure.clock'),
      render: ({ knownOn, delayDays }) =>
        t('departure.delay', {
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
            aria-label={`${t('departure.takeBack')} : ${row.leaverName}`}
          >
            {t('departure.takeBack')}
          </Button>
        ) : (
          t('app.none')
        ),
    },
  ];
  return (
    <Panel title={t('departure.list')} help={t('departure.listHelp')} flush>
      <RecordTable caption={t('departure.list')} rows={loaded.value} columns={columns} />
      <ErrorNotice error={act.error} />
    </Panel>
  );
}
