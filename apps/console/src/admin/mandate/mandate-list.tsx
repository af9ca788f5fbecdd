import type { Mandate } from '../../graphql/schema-mandate.js';
import { shownDate } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { ListPage } from '../parts/list-page.js';
import type { Column } from '../parts/record-table.js';
import { recordPath, RouterLink } from '../parts/router-link.js';
import { MandateChip } from './mandate-chip.js';

/** The mandates of the session's company. */
export function MandateList() {
  const { t, format } = useText();
  const columns: Column<Mandate>[] = [
    {
      key: 'agent',
      label: t('mandate.facts.agent'),
      small: 'title',
      render: (mandate) => (
        <RouterLink to={recordPath('mandates', mandate.id)}>
          {mandate.agentName ?? t('mandate.facts.notNamed')}
        </RouterLink>
      ),
    },
    {
      key: 'state',
      label: t('order.state'),
      small: 'title',
      render: (mandate) => <MandateChip state={mandate.state} />,
    },
    { key: 'start', label: t('mandates.start'), render: (mandate) => shownDate(mandate.startsOn, format) },
    { key: 'end', label: t('mandates.end'), render: (mandate) => shownDate(mandate.endsOn, format) },
    {
      key: 'representative',
      label: t('mandate.facts.representative'),
      render: (mandate) => mandate.representativeName ?? t('app.none'),
    },
  ];
  return (
    <ListPage resource="mandates" title={t('mandates.title')} columns={columns} empty={t('mandates.empty')} />
  );
}
