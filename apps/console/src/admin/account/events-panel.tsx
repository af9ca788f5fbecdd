import Typography from '@mui/material/Typography';
import type { AccountEvent } from '../../graphql/schema-security.js';
import type { Formats } from '../../i18n/formats.js';
import type { Translate } from '../../i18n/text-store.js';
import { useText } from '../../i18n/use-text.js';
import { Panel } from '../../ui/panel.js';
import { eventName } from '../journal/journal-list.js';
import { RecordTable, type Column } from '../parts/record-table.js';
import { LoadedRows, type Reading } from '../parts/loaded-rows.js';

/** Each fact in words; one that has none says nothing to a person. */
const FACTS: Readonly<Record<string, (value: string, t: Translate) => string>> = {
  device: (value) => value,
  newDevice: (value, t) => (value === 'true' ? t('account.newDevice') : ''),
  factor: (value, t) => t(`account.factors.${value}`, { _: '' }),
  because: (value, t) => t(`account.because.${value}`, { _: '' }),
  role: (value, t) => t(`role.${value}`, { _: value }),
  reason: (value, t) => `${t('access.reason')} : ${value}`,
};

const details = ({ facts }: AccountEvent, t: Translate): string =>
  facts
    .map(({ name, value }) => FACTS[name]?.(value, t) ?? '')
    .filter(Boolean)
    .join(', ') || t('app.none');

const eventColumns = (t: Translate, format: Formats): Column<AccountEvent>[] => [
  { key: 'event', label: t('account.event'), small: 'title', render: (event) => eventName(event.name, t) },
  { key: 'at', label: t('account.at'), render: (event) => format.dateTime(event.at) },
  { key: 'details', label: t('account.details'), render: (event) => details(event, t) },
];

/** What happened to one's account, whoever did it. */
export function EventsPanel({ events }: { events: Reading<readonly AccountEvent[]> }) {
  const { t, format } = useText();
  return (
    <Panel title={t('account.events')} help={t('account.eventsHelp')} flush>
      <LoadedRows reading={events}>
        {(rows) =>
          rows.length > 0 ? (
            <RecordTable caption={t('account.events')} rows={rows} columns={eventColumns(t, format)} />
          ) : (
            <Typography color="textSecondary" sx={{ p: 2 }}>
              {t('account.eventsNone')}
            </Typography>
          )
        }
      </LoadedRows>
    </Panel>
  );
}
