import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useGetList } from 'react-admin';
import type { Mandate } from '../../graphql/schema-mandate.js';
import { shownDate } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { EndMandateDialog } from '../mandate/end-mandate-dialog.js';
import { recordPath, RouterButton } from '../parts/router-link.js';

function Agent({ mandate, onEnd }: { mandate: Mandate; onEnd: () => void }) {
  const { t, format } = useText();
  const signed = mandate.representativeSignedAt;
  return (
    <Box
      component="li"
      sx={{ p: 2, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}
    >
      <Typography sx={{ fontWeight: 650 }}>{mandate.agentName}</Typography>
      <Typography variant="body2" color="textSecondary">
        {mandate.agentEmail}
      </Typography>
      <Typography sx={{ mt: 0.5 }}>
        {mandate.acts.map((act) => t(`mandate.acts.${act}`)).join(' · ')}
      </Typography>
      <Typography>{t('agents.until', { date: shownDate(mandate.endsOn, format) })}</Typography>
      {signed ? (
        <Typography variant="body2" color="textSecondary">
          {t('agents.evidence', { date: format.date(signed), name: mandate.representativeName ?? '' })}
        </Typography>
      ) : null}
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', mt: 1 }}>
        <RouterButton
          to={recordPath('mandates', mandate.id)}
          size="small"
          variant="outlined"
          aria-label={`${t('agents.see')} : ${mandate.agentName}`}
        >
          {t('agents.see')}
        </RouterButton>
        {mandate.allowedActions.includes('END') ? (
          <Button
            size="small"
            variant="outlined"
            color="error"
            onClick={onEnd}
            aria-label={`${t('endMandate.open')} : ${mandate.agentName}`}
          >
            {t('endMandate.open')}
          </Button>
        ) : null}
      </Box>
    </Box>
  );
}

/** The representative's first question: who acts in his name, for what, until when, on what evidence. */
export function AgentsPanel() {
  const { t } = useText();
  const [ending, setEnding] = useState<Mandate>();
  const { data, error, isPending, refetch } = useGetList<Mandate>(
    'mandates',
    { pagination: { page: 1, perPage: 50 }, filter: { states: ['ACTIVE'] } },
    { retry: false },
  );
  const ended = () => {
    setEnding(undefined);
    void refetch();
  };
  return (
    <Panel title={t('agents.title')} help={t('agents.help')} flush>
      {isPending ? <LoadingBlocks heights={[96]} /> : null}
      {error && !data ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : null}
      {data && data.length === 0 ? (
        <Typography color="textSecondary" sx={{ p: 2 }}>
          {t('agents.none')}
        </Typography>
      ) : null}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {(data ?? []).map((mandate) => (
          <Agent key={mandate.id} mandate={mandate} onEnd={() => setEnding(mandate)} />
        ))}
      </Box>
      {ending ? (
        <EndMandateDialog mandate={ending} onDone={ended} onClose={() => setEnding(undefined)} />
      ) : null}
    </Panel>
  );
}
