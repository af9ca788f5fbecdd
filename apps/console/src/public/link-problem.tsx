import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { isGraphqlError } from '../graphql/graphql-error.js';
import { useText } from '../i18n/use-text.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { Message } from '../ui/message-page.js';

const LINK_REASONS = [
  'LINK_UNKNOWN',
  'LINK_EXPIRED',
  'LINK_REPLACED',
  'CONSENT_LINK_USED',
  'RETRIEVAL_LINK_USED',
] as const;

interface LinkProblemProps {
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** Why the link opens nothing, and what the person can do; any other failure with a retry. */
export function LinkProblem({ error, onRetry }: LinkProblemProps) {
  const { t } = useText();
  const reason = LINK_REASONS.find((known) => isGraphqlError(error) && error.reason === known);
  if (!reason) return <ErrorNotice error={error} onRetry={onRetry} />;
  return (
    <Message tone={reason.endsWith('USED') ? 'info' : 'warning'} title={t(`link.${reason}_title`)}>
      <Typography>{t(`link.${reason}_text`)}</Typography>
      {reason === 'RETRIEVAL_LINK_USED' ? (
        <Button variant="outlined" onClick={onRetry} sx={{ justifySelf: 'start' }}>
          {t('app.reload')}
        </Button>
      ) : null}
    </Message>
  );
}
