import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import type { Mandate } from '../../graphql/schema-mandate.js';
import { shownDate } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { Panel } from '../../ui/panel.js';
import { Columns, Page } from '../parts/page.js';
import { RecordPage } from '../parts/record-page.js';
import { EvidencePanel } from './evidence-panel.js';
import { MandateActions } from './mandate-actions.js';
import { MandateChip } from './mandate-chip.js';
import { MandateFacts } from './mandate-facts.js';
import { SealedEvidencePanel } from './sealed-evidence-panel.js';

function MandateView({ mandate, refetch }: { mandate: Mandate; refetch: () => void }) {
  const { t, format } = useText();
  return (
    <Page
      title={t('mandates.one', { name: mandate.agentName ?? t('mandate.facts.notNamed') })}
      subtitle={mandate.companyName}
      status={<MandateChip state={mandate.state} />}
      actions={<MandateActions mandate={mandate} onDone={refetch} />}
      back={{ to: '/mandates', label: t('mandates.title') }}
    >
      {mandate.confirmBy !== null && mandate.state === 'ACTIVE' ? (
        <Alert severity="warning">
          {t('mandateLife.confirmBy', { date: shownDate(mandate.confirmBy, format) })}
        </Alert>
      ) : null}
      <Columns wide="1fr 1fr">
        <Panel title={t('mandates.terms')}>
          <MandateFacts mandate={mandate} />
        </Panel>
        <Box sx={{ display: 'grid', gap: 2, alignContent: 'start', minWidth: 0 }}>
          <SealedEvidencePanel mandate={mandate} />
          <EvidencePanel evidence={mandate.evidence} />
        </Box>
      </Columns>
    </Page>
  );
}

export const MandatePage = () => (
  <RecordPage<Mandate> resource="mandates">
    {(mandate, refetch) => <MandateView mandate={mandate} refetch={refetch} />}
  </RecordPage>
);
