import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import type { Mandate } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { Panel } from '../../ui/panel.js';
import { Columns, Page } from '../parts/page.js';
import { RecordPage } from '../parts/record-page.js';
import { EndMandateDialog } from './end-mandate-dialog.js';
import { EvidencePanel } from './evidence-panel.js';
import { MandateChip } from './mandate-chip.js';
import { MandateFacts } from './mandate-facts.js';
import { SealedEvidencePanel } from './sealed-evidence-panel.js';

function MandateView({ mandate, refetch }: { mandate: Mandate; refetch: () => void }) {
  const { t } = useText();
  const [ending, setEnding] = useState(false);
  const end = mandate.allowedActions.includes('END') ? (
    <Button variant="outlined" color="error" onClick={() => setEnding(true)}>
      {t('endMandate.open')}
    </Button>
  ) : null;
  const ended = () => {
    setEnding(false);
    refetch();
  };
  return (
    <Page
      title={t('mandates.one', { name: mandate.agentName ?? t('mandate.facts.notNamed') })}
      subtitle={mandate.companyName}
      status={<MandateChip state={mandate.state} />}
      actions={end}
      back={{ to: '/mandates', label: t('mandates.title') }}
    >
      <Columns wide="1fr 1fr">
        <Panel title={t('mandates.terms')}>
          <MandateFacts mandate={mandate} />
        </Panel>
        <Box sx={{ display: 'grid', gap: 2, alignContent: 'start', minWidth: 0 }}>
          <SealedEvidencePanel mandate={mandate} />
          <EvidencePanel evidence={mandate.evidence} />
        </Box>
      </Columns>
      {ending ? <EndMandateDialog mandate={mandate} onDone={ended} onClose={() => setEnding(false)} /> : null}
    </Page>
  );
}

export const MandatePage = () => (
  <RecordPage<Mandate> resource="mandates">
    {(mandate, refetch) => <MandateView mandate={mandate} refetch={refetch} />}
  </RecordPage>
);
