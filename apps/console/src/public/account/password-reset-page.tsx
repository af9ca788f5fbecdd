import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useCallback, useState } from 'react';
import { readPasswordReset, resetPassword } from '../../graphql/account-links.js';
import type { PasswordReset } from '../../graphql/schema-account.js';
import '../../i18n/extend-security.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { Message } from '../../ui/message-page.js';
import { NewPasswordField, useNewPasswordRule } from '../../ui/new-password-field.js';
import { PublicFrame } from '../../ui/public-frame.js';
import { StepHeading } from '../../ui/step-heading.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { isLinkFailure, LinkProblem } from '../link-problem.js';

function Done({ email }: { email: string }) {
  const { t } = useText();
  return (
    <Message tone="success" title={t('reset.doneTitle')}>
      <Typography sx={{ overflowWrap: 'anywhere' }}>{t('reset.doneText', { email })}</Typography>
      <Typography>{t('reset.doneFactor')}</Typography>
      <Button variant="contained" href="#/" sx={{ justifySelf: 'start' }}>
        {t('login.submit')}
      </Button>
    </Message>
  );
}

interface ChooseProps {
  readonly token: string;
  readonly reset: PasswordReset;
  readonly onDone: () => void;
  readonly onLinkFailed: (error: unknown) => void;
}

function Choose({ token, reset, onDone, onLinkFailed }: ChooseProps) {
  const { t } = useText();
  const { email, passwordMinimum: minimum } = reset;
  const act = useAct((password: string) =>
    resetPassword({ token, password }).catch((error: unknown) => {
      if (isLinkFailure(error)) onLinkFailed(error);
      throw error;
    }),
  );
  const rule = useNewPasswordRule(minimum, [email]);
  const fields = useFields(
    { password: '' },
    { judge: ({ password }) => ({ password: rule.fault(password) }), act },
  );
  const save = async () => {
    if (await act.run(fields.values.password)) onDone();
  };
  return (
    <Paper
      component="form"
      variant="outlined"
      noValidate
      ref={fields.form}
      onSubmit={fields.submit(() => void save())}
      sx={{ p: { xs: 2, sm: 3 }, display: 'grid', gap: 2, minWidth: 0 }}
    >
      <StepHeading focus level="h1">
        {t('reset.title')}
      </StepHeading>
      <Typography>{t('reset.intro')}</Typography>
      <Typography color="textSecondary">{t('newPassword.help', { minimum })}</Typography>
      <TextField
        label={t('login.email')}
        name="username"
        value={email}
        autoComplete="username"
        slotProps={{ htmlInput: { readOnly: true } }}
      />
      <NewPasswordField field={fields.field('password', t('reset.password'))} rule={rule} />
      <ErrorNotice error={act.error} />
      <Button type="submit" variant="contained" size="large" disabled={act.busy}>
        {t(act.busy ? 'reset.submitting' : 'reset.submit')}
      </Button>
    </Paper>
  );
}

/** `#/password-reset/:token`: a new password; the second factor of before is still asked for at the next login. */
export default function PasswordResetPage({ token }: { token: string }) {
  const { t } = useText();
  const [done, setDone] = useState(false);
  const load = useCallback(() => readPasswordReset(token), [token]);
  const { loaded, reload, fail } = useLoaded(load);
  const shown = loaded.state === 'ready' ? loaded.value : undefined;
  return (
    <PublicFrame title={t('reset.title')} maxWidth="sm" footer={t('accountLink.footer')}>
      {loaded.state === 'loading' ? <LoadingBlocks /> : null}
      {loaded.state === 'failed' ? (
        <LinkProblem error={loaded.error} onRetry={reload} texts="accountLink">
          <Button variant="contained" href="#/password-reset" sx={{ justifySelf: 'start' }}>
            {t('accountLink.again')}
          </Button>
        </LinkProblem>
      ) : null}
      {shown && done ? <Done email={shown.email} /> : null}
      {shown && !done ? (
        <Choose token={token} reset={shown} onDone={() => setDone(true)} onLinkFailed={fail} />
      ) : null}
    </PublicFrame>
  );
}
