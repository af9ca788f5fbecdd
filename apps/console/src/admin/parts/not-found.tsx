import Typography from '@mui/material/Typography';
import { useText } from '../../i18n/use-text.js';
import { Message } from '../../ui/message-page.js';
import { RouterButton } from './router-link.js';

interface NotFoundProps {
  readonly text: string;
  readonly to: string;
  readonly label: string;
}

/** What is not there, or not for this person, and the way back. */
export function NotFound({ text, to, label }: NotFoundProps) {
  const { t } = useText();
  return (
    <Message tone="info" title={t('list.notFound')}>
      <Typography>{text}</Typography>
      <RouterButton to={to} variant="contained" sx={{ justifySelf: 'start' }}>
        {label}
      </RouterButton>
    </Message>
  );
}

/** An address that is no page of this person's console. */
export function UnknownPage() {
  const { t } = useText();
  return <NotFound text={t('app.notFound')} to="/" label={t('list.toStart')} />;
}
