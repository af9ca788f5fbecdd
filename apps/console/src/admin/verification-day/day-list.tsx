import Add from '@mui/icons-material/Add';
import Typography from '@mui/material/Typography';
import { fetchDays } from '../../graphql/day-acts.js';
import type { VerificationDay } from '../../graphql/schema-day.js';
import { shownDate } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { Panel } from '../../ui/panel.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { LoadedRows } from '../parts/loaded-rows.js';
import { Page } from '../parts/page.js';
import { RecordTable, type Column } from '../parts/record-table.js';
import { RouterButton } from '../parts/router-link.js';

/** The days of meetings, newest first. */
export function DayList() {
  const { t, format } = useText();
  const reading = useLoaded(fetchDays);
  const columns: readonly Column<VerificationDay>[] = [
    {
      key: 'heldOn',
      label: t('day.heldOn'),
      small: 'title',
      render: ({ heldOn }) => shownDate(heldOn, format),
    },
    { key: 'place', label: t('day.place'), render: ({ place }) => place },
    { key: 'verified', label: t('day.progress'), render: (day) => t('day.progressOf', { ...day }) },
    { key: 'others', label: t('day.others'), render: ({ absent, failed }) => `${absent + failed}` },
    {
      key: 'open',
      label: '',
      render: ({ id, place }) => (
        <RouterButton
          to={`/verification-days/${id}/show`}
          variant="outlined"
          aria-label={`${t('day.start')} : ${place}`}
        >
          {t('day.start')}
        </RouterButton>
      ),
    },
  ];
  return (
    <Page
      title={t('day.title')}
      actions={
        <RouterButton to="/verification-days/create" variant="contained" startIcon={<Add />}>
          {t('day.open')}
        </RouterButton>
      }
    >
      <Panel title={t('day.list')} flush>
        <LoadedRows reading={reading}>
          {(days) =>
            days.length === 0 ? (
              <Typography color="textSecondary" sx={{ p: 2 }}>
                {t('day.empty')}
              </Typography>
            ) : (
              <RecordTable caption={t('day.list')} rows={days} columns={columns} />
            )
          }
        </LoadedRows>
      </Panel>
    </Page>
  );
}
