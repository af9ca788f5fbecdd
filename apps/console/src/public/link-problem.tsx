import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { isGraphqlError } from '../graphql/graphql-error.js';
import { useText } from '../i18n/use-text.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { Message } from '../ui/message-page.js';

const LINK_REASONS = [
  'LINK_UNKNOWN',
  'LINK_EXPIRED',
  'LINK_REPLACED',
  'LINK_USED',
  'ACCOUNT_LINK_EXPIRED',
  'ACCOUNT_LINK_USED',
  'CONSENT_LINK_USED',
  'AGREEMENT_LINK_USED',
  'RETRIEVAL_LINK_USED',
] as const;

/** A refusal of the link itself, which concerns the whole page and not the act that was tried. */
export const isLinkFailure = (error: unknown): boolean =>
  isGraphqlError(error) && LINK_REASONS.some((known) => known === error.reason);

interface LinkProblemProps {
  readonly error: unknown;
  readonly onRetry: () => void;
  /** Namespace of the texts: whom to ask for a new link depends on who holds it. */
  readonly texts?: 'link' | 'linkProblem' | 'accountLink';
  /** What to do about it. */
  readonly children?: ReactNode;
}

/** Why the link opens nothing, and what the person can do; any other failure with a retry. */
export function LinkProblem({ error, onRetry, texts = 'link', children }: LinkProblemProps) {
  const { t } = useText();
  const reason = LINK_REASONS.find((known) => isGraphqlError(error) && error.reason === known);
  if (!reason) return <ErrorNotice error={error} onRetry={onRetry} />;
  return (
    <Message tone={reason.endsWith('USED') ? 'info' : 'warning'} title={t(`${texts}.${reason}_title`)}>
      <Typography>{t(`${texts}.${reason}_text`)}</Typography>
      {reason === 'RETRIEVAL_LINK_USED' ? (
        <Button variant="outlined" onClick={onRetry} sx={{ justifySelf: 'start' }}>
          {t('app.reload')}
        </Button>
      ) : null}
      {children}
    </Message>
  );
}
