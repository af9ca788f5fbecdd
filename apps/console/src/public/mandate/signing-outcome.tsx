import Typography from '@mui/material/Typography';
import type { MandateFile } from '../../graphql/schema-mandate.js';
import { shownDate } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { Message } from '../../ui/message-page.js';

type Outcome = 'done' | 'review' | 'active' | 'closed';

const outcomeOf = (file: MandateFile): Outcome => {
  if (file.state === 'AWAITING_SIGNATURES' && file.representativeSignedAt !== null) return 'done';
  if (file.state === 'SIGNED' || file.state === 'UNDER_RA_REVIEW') return 'review';
  return file.state === 'ACTIVE' ? 'active' : 'closed';
};

/** What happened to the mandate since, and what happens next. */
export function SigningOutcome({ file }: { file: MandateFile }) {
  const { t, format } = useText();
  const outcome = outcomeOf(file);
  const names = {
    agent: file.agentName ?? '',
    email: file.agentEmail ?? '',
    company: file.companyName,
    date: shownDate(file.endsOn, format),
  };
  return (
    <Message tone={outcome === 'closed' ? 'info' : 'success'} title={t(`signing.${outcome}Title`)}>
      <Typography>{t(`signing.${outcome}Text`, names)}</Typography>
      {outcome === 'done' ? <Typography>{t('signing.doneNext')}</Typography> : null}
      {file.representativeSignedAt ? (
        <Typography color="textSecondary">
          {t('signing.signedAt', { date: format.dateTime(file.representativeSignedAt) })}
        </Typography>
      ) : null}
    </Message>
  );
}
