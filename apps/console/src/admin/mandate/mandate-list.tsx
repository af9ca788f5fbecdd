import AddOutlined from '@mui/icons-material/AddOutlined';
import Paper from '@mui/material/Paper';
import { ListBase } from 'react-admin';
import type { Mandate } from '../../graphql/schema-mandate.js';
import { shownDate } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { AgentDeparturesPanel } from '../agent-departure/agent-departures-panel.js';
import { ListBody } from '../parts/list-page.js';
import { Page } from '../parts/page.js';
import type { Column } from '../parts/record-table.js';
import { recordPath, RouterButton, RouterLink } from '../parts/router-link.js';
import { useMay } from '../viewer-context.js';
import { DelegationsPanel } from './delegations-panel.js';
import { MandateChip } from './mandate-chip.js';

/** The mandates of the session's company. */
export function MandateList() {
  const { t, format } = useText();
  const opens = useMay('mandate.open');
  const sees = useMay('agent-departure.read');
  const delegates = useMay('mandate.delegate');
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
    {
      key: 'kind',
      label: t('laterMandate.kind'),
      render: (mandate) => t(`laterMandate.kinds.${mandate.kind}`),
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
    <Page
      title={t('mandates.title')}
      actions={
        opens ? (
          <RouterButton variant="contained" to="/mandates/create" startIcon={<AddOutlined />}>
            {t('laterMandate.new')}
          </RouterButton>
        ) : null
      }
    >
      <ListBase resource="mandates" perPage={25} disableSyncWithLocation={false} storeKey={false}>
        <Paper variant="outlined" sx={{ overflow: 'hidden' }}>
          <ListBody caption={t('mandates.title')} columns={columns} empty={t('mandates.empty')} />
        </Paper>
      </ListBase>
      {sees ? <AgentDeparturesPanel /> : null}
      {delegates ? <DelegationsPanel /> : null}
    </Page>
  );
}
