import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useMemo } from 'react';
import { useText } from '../i18n/use-text.js';
import { correlationOf, errorText } from './error-text.js';

interface ErrorNoticeProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** The failure where it happened, announced, with the way out. */
export function ErrorNotice({ error, onRetry }: ErrorNoticeProps) {
  const { t, format } = useText();
  // Counted from when the failure came, not from the next drawing.
  const text = useMemo(() => errorText(error, t, format), [error, t, format]);
  if (!error) return null;
  const reference = correlationOf(error);
  const retry = onRetry ? (
    <Button color="inherit" size="small" onClick={onRetry}>
      {t('app.retry')}
    </Button>
  ) : undefined;
  return (
    <Alert severity="error" action={retry}>
      {text}
      {reference ? (
        <Typography variant="body2" sx={{ mt: 0.5 }}>
          {t('error.reference', { id: reference })}
        </Typography>
      ) : null}
    </Alert>
  );
}
