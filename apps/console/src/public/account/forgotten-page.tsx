import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { requestPasswordReset } from '../../graphql/account-links.js';
import '../../i18n/extend-security.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Message } from '../../ui/message-page.js';
import { PublicFrame } from '../../ui/public-frame.js';
import { StepHeading } from '../../ui/step-heading.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import { usePause } from '../../ui/use-pause.js';

/** The same words whether or not the address has an account. */
function Sent({ email, onAgain }: { email: string; onAgain: () => void }) {
  const { t } = useText();
  return (
    <Message tone="success" title={t('forgotten.sentTitle')}>
      <Typography sx={{ overflowWrap: 'anywhere' }}>{t('forgotten.sentText', { email })}</Typography>
      <Typography>{t('forgotten.sentFactor')}</Typography>
      <Typography color="textSecondary">{t('forgotten.sentNothing')}</Typography>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <Button variant="contained" href="#/">
          {t('forgotten.login')}
        </Button>
        <Button onClick={onAgain}>{t('forgotten.other')}</Button>
      </Box>
    </Message>
  );
}

const judge = ({ email }: { email: string }) => ({ email: email.trim() === '' ? 'LOGIN_EMAIL' : undefined });

function Ask({ onSent }: { onSent: (email: string) => void }) {
  const { t } = useText();
  const act = useAct(requestPasswordReset);
  const fields = useFields({ email: '' }, { judge, act });
  const paused = usePause(act.error);
  const email = fields.values.email.trim();
  const ask = async () => {
    if (await act.run(email)) onSent(email);
  };
  return (
    <Paper
      component="form"
      variant="outlined"
      noValidate
      ref={fields.form}
      onSubmit={fields.submit(() => void ask())}
      sx={{ p: { xs: 2.5, sm: 4 }, mt: { sm: 4 }, display: 'grid', gap: 2 }}
    >
      <StepHeading focus level="h1">
        {t('forgotten.title')}
      </StepHeading>
      <Typography color="textSecondary">{t('forgotten.intro')}</Typography>
      <ErrorNotice error={act.error} />
      <TextField {...fields.field('email', t('login.email'))} type="email" autoComplete="username" />
      <Button type="submit" variant="contained" size="large" disabled={act.busy || paused}>
        {t(act.busy ? 'forgotten.submitting' : 'forgotten.submit')}
      </Button>
      <Link href="#/" sx={{ justifySelf: 'start' }}>
        {t('forgotten.login')}
      </Link>
    </Paper>
  );
}

/** `#/password-reset`: asks for a link to choose a new password. */
export default function ForgottenPage() {
  const { t } = useText();
  const [sent, setSent] = useState<string>();
  return (
    <PublicFrame title={t('forgotten.title')} maxWidth={sent === undefined ? 'xs' : 'sm'} footer={false}>
      {sent === undefined ? (
        <Ask onSent={setSent} />
      ) : (
        <Sent email={sent} onAgain={() => setSent(undefined)} />
      )}
    </PublicFrame>
  );
}
