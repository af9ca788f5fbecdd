import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { MandateFile } from '../../graphql/schema-mandate.js';
import { shownDate } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { Message } from '../../ui/message-page.js';
import { AcceptingForm } from './accepting-form.js';
import { FilePage } from './file-page.js';

type Outcome = 'wait' | 'done' | 'active' | 'closed';

function outcomeOf({ state, agentSignedAt }: MandateFile): Outcome {
  if (state === 'ACTIVE') return 'active';
  if (state === 'AWAITING_SIGNATURES') return 'wait';
  return agentSignedAt !== null && (state === 'SIGNED' || state === 'UNDER_RA_REVIEW') ? 'done' : 'closed';
}

function AcceptingOutcome({ file }: { file: MandateFile }) {
  const { t, format } = useText();
  const outcome = outcomeOf(file);
  const good = outcome === 'done' || outcome === 'active';
  return (
    <Message tone={good ? 'success' : 'info'} title={t(`accepting.${outcome}Title`)}>
      <Typography>
        {t(`accepting.${outcome}Text`, { company: file.companyName, date: shownDate(file.endsOn, format) })}
      </Typography>
      {outcome === 'done' ? <Typography>{t('accepting.doneNext')}</Typography> : null}
      {outcome === 'active' ? (
        <Button variant="contained" href="#/" sx={{ justifySelf: 'start' }}>
          {t('accepting.login')}
        </Button>
      ) : null}
    </Message>
  );
}

/** `#/mandat/accepter/:token`: the MC reads the mandate, accepts it and makes both commitments (F6). */
export default function AcceptingPage({ token }: { token: string }) {
  return (
    <FilePage token={token} signer="AGENT">
      {(opened) =>
        opened.file.state === 'AWAITING_SIGNATURES' && opened.file.representativeSignedAt !== null ? (
          <AcceptingForm token={token} {...opened} />
        ) : (
          <AcceptingOutcome file={opened.file} />
        )
      }
    </FilePage>
  );
}
