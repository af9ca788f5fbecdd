import Typography from '@mui/material/Typography';
import type { Retrieval } from '../../graphql/schema-public.js';
import { useText } from '../../i18n/use-text.js';
import { Message } from '../../ui/message-page.js';

export function Outcome({ state }: { state: Retrieval['state'] }) {
  const { t } = useText();
  if (state === 'ACCEPTED') {
    return (
      <Message tone="success" title={t('retrieval.acceptedTitle')}>
        <Typography>{t('retrieval.acceptedText')}</Typography>
        <Typography color="textSecondary">{t('retrieval.acceptedNext')}</Typography>
      </Message>
    );
  }
  return (
    <Message tone="info" title={t('retrieval.refusedTitle')}>
      <Typography>{t('retrieval.refusedText')}</Typography>
    </Message>
  );
}
