import Typography from '@mui/material/Typography';
import { useCallback } from 'react';
import { readConsent } from '../graphql/link-acts.js';
import type { ConsentRequest } from '../graphql/schema-public.js';
import { useText } from '../i18n/use-text.js';
import { LoadingBlocks } from '../ui/loading.js';
import { Message } from '../ui/message-page.js';
import { PublicFrame } from '../ui/public-frame.js';
import { ConsentForm } from './consent-form.js';
import { LinkProblem } from './link-problem.js';
import { useLoaded } from '../ui/use-loaded.js';

function ConsentGiven({ request }: { request: ConsentRequest }) {
  const { t, format } = useText();
  return (
    <Message tone="success" title={t('consent.givenTitle')}>
      <Typography>{t('consent.givenText')}</Typography>
      {request.consentedAt ? (
        <Typography color="textSecondary">
          {t('consent.givenAt', { date: format.dateTime(request.consentedAt) })}
        </Typography>
      ) : null}
    </Message>
  );
}

interface AnsweredProps {
  readonly token: string;
  readonly request: ConsentRequest;
  readonly onAnswered: (request: ConsentRequest) => void;
  readonly onLinkFailed: (error: unknown) => void;
}

function ConsentState(props: AnsweredProps) {
  const { t } = useText();
  const { request } = props;
  if (request.consentedAt) return <ConsentGiven request={request} />;
  if (request.orderState === 'AWAITING_CONSENT') return <ConsentForm {...props} />;
  const outcome = request.orderState === 'CANCELLED' ? 'declined' : 'closed';
  return (
    <Message tone="info" title={t(`consent.${outcome}Title`)}>
      <Typography>{t(`consent.${outcome}Text`)}</Typography>
    </Message>
  );
}

/** `#/consentement/:token`: the holder sees exactly what will be certified, and answers once. */
export default function ConsentPage({ token }: { token: string }) {
  const { t } = useText();
  const load = useCallback(() => readConsent(token), [token]);
  const { loaded, reload, replace, fail } = useLoaded(load);
  return (
    <PublicFrame title={t('consent.title')} maxWidth="sm">
      {loaded.state === 'loading' ? <LoadingBlocks /> : null}
      {loaded.state === 'failed' ? <LinkProblem error={loaded.error} onRetry={reload} /> : null}
      {loaded.state === 'ready' ? (
        <ConsentState token={token} request={loaded.value} onAnswered={replace} onLinkFailed={fail} />
      ) : null}
    </PublicFrame>
  );
}
