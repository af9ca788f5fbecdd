import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useText } from '../../i18n/use-text.js';
import { errorText } from '../../ui/error-text.js';
import type { Sending } from './use-sendings.js';

interface SendingNoticesProps {
  readonly sendings: readonly Sending[];
  readonly onRetry: () => void;
  /** Back to the person whose act was refused. */
  readonly onReturn: (personId: string) => void;
}

/** What did not arrive, by name; each refusal in the server's words. */
export function SendingNotices({ sendings, onRetry, onReturn }: SendingNoticesProps) {
  const { t, format } = useText();
  const waiting = sendings.filter(({ state }) => state === 'WAITING');
  const refused = sendings.filter(({ state }) => state === 'REFUSED');
  return (
    <>
      {waiting.length > 0 ? (
        <Alert
          severity="warning"
          action={
            <Button color="inherit" size="small" onClick={onRetry}>
              {t('day.retry')}
            </Button>
          }
        >
          {t('day.unsent', { names: waiting.map(({ name }) => name).join(', ') })}
        </Alert>
      ) : null}
      {refused.map(({ personId, name, error }) => (
        <Alert
          key={personId}
          severity="error"
          action={
            <Button color="inherit" size="small" onClick={() => onReturn(personId)}>
              {t('day.backTo')}
            </Button>
          }
        >
          {t('day.refused', { name, reason: errorText(error, t, format) })}
        </Alert>
      ))}
    </>
  );
}
