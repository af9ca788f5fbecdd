import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useCallback, useId, useState } from 'react';
import { giveAgreement, readAgreement } from '../../graphql/day-acts.js';
import type { AgreementRequest } from '../../graphql/schema-day.js';
import { shownDate } from '../../i18n/calendar-date.js';
import '../../i18n/extend-agreement.js';
import { useText } from '../../i18n/use-text.js';
import { Declaration } from '../../ui/declaration.js';
import { DefinitionList } from '../../ui/definition-list.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Message } from '../../ui/message-page.js';
import { Panel } from '../../ui/panel.js';
import { PublicFrame } from '../../ui/public-frame.js';
import { useAct } from '../../ui/use-act.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { LinkProblem } from '../link-problem.js';

interface AgreementFormProps {
  readonly token: string;
  readonly request: AgreementRequest;
  readonly onGiven: (request: AgreementRequest) => void;
}

function Data({ request }: { request: AgreementRequest }) {
  const { t, format } = useText();
  const { surname, givenNames, jobTitle, email, companyName, place, heldOn } = request;
  const meeting = t('agreement.meetingAt', { place, date: shownDate(heldOn, format) });
  return (
    <Panel title={t('agreement.data')}>
      <DefinitionList
        items={[
          { term: t('data.surname'), value: surname },
          { term: t('data.givenNames'), value: givenNames.join(', ') },
          { term: t('data.jobTitle'), value: jobTitle },
          { term: t('data.email'), value: email },
          { term: t('data.companyName'), value: companyName },
          { term: t('agreement.meeting'), value: meeting },
        ]}
      />
    </Panel>
  );
}

/** Data and text before the declaration and the one button. */
function AgreementForm({ token, request, onGiven }: AgreementFormProps) {
  const { t, format } = useText();
  const [agrees, setAgrees] = useState(false);
  const helpId = useId();
  const act = useAct(giveAgreement);
  const give = async () => {
    const given = await act.run({ token, agrees, textVersion: request.textVersion });
    if (given) onGiven(given);
  };
  return (
    <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <Box>
        <Typography variant="h1" gutterBottom>
          {t('agreement.title')}
        </Typography>
        <Typography>{t('agreement.lead', { company: request.companyName })}</Typography>
      </Box>
      <Data request={request} />
      <Panel
        title={t('agreement.text')}
        help={t('agreement.version', { version: shownDate(request.textVersion, format) })}
      >
        <Box component="ol" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 1 }}>
          {request.text.map((paragraph) => (
            <li key={paragraph}>{paragraph}</li>
          ))}
        </Box>
        <Declaration checked={agrees} onChange={setAgrees} label={t('agreement.check')} />
      </Panel>
      <ErrorNotice error={act.error} />
      <Button
        variant="contained"
        size="large"
        disabled={!agrees || act.busy}
        aria-describedby={agrees ? undefined : helpId}
        onClick={() => void give()}
      >
        {t(act.busy ? 'agreement.giving' : 'agreement.give')}
      </Button>
      <Typography id={helpId} variant="body2" color="textSecondary" sx={{ textAlign: 'center' }}>
        {agrees ? t('agreement.until', { time: format.time(request.expiresAt) }) : t('agreement.need')}
      </Typography>
    </Box>
  );
}

/** `#/accord/:token`: what the holder's own phone opens from the QR code. */
export default function AgreementPage({ token }: { token: string }) {
  const { t } = useText();
  const load = useCallback(() => readAgreement(token), [token]);
  const { loaded, reload, replace } = useLoaded(load);
  return (
    <PublicFrame title={t('agreement.title')} maxWidth="sm">
      {loaded.state === 'loading' ? <LoadingBlocks /> : null}
      {loaded.state === 'failed' ? <LinkProblem error={loaded.error} onRetry={reload} /> : null}
      {loaded.state === 'ready' && loaded.value.agreedAt ? (
        <Message tone="success" title={t('agreement.givenTitle')}>
          <Typography>{t('agreement.givenText')}</Typography>
        </Message>
      ) : null}
      {loaded.state === 'ready' && !loaded.value.agreedAt ? (
        <AgreementForm token={token} request={loaded.value} onGiven={replace} />
      ) : null}
    </PublicFrame>
  );
}
