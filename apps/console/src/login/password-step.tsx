import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import TextField from '@mui/material/TextField';
import type { LoginResult } from '../graphql/schema-account.js';
import { signIn } from '../graphql/session.js';
import { useText } from '../i18n/use-text.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { useAct } from '../ui/use-act.js';
import { useFields } from '../ui/use-fields.js';
import { usePause } from '../ui/use-pause.js';

const judge = ({ email, password }: { email: string; password: string }) => ({
  email: email.trim() === '' ? 'LOGIN_EMAIL' : undefined,
  password: password === '' ? 'LOGIN_PASSWORD' : undefined,
});

/** Address and password; what comes next is the server's to say. */
export function PasswordStep({ onNext }: { onNext: (result: LoginResult) => void }) {
  const { t } = useText();
  const act = useAct(signIn);
  const fields = useFields({ email: '', password: '' }, { judge, act });
  const paused = usePause(act.error);
  const enter = async () => {
    const result = await act.run(fields.values.email.trim(), fields.values.password);
    if (result) onNext(result);
  };
  return (
    <Box
      component="form"
      noValidate
      ref={fields.form}
      onSubmit={fields.submit(() => void enter())}
      sx={{ display: 'grid', gap: 2 }}
    >
      <ErrorNotice error={act.error} />
      <TextField
        {...fields.field('email', t('login.email'))}
        type="email"
        autoComplete="username"
        autoFocus
      />
      <TextField
        {...fields.field('password', t('login.password'))}
        type="password"
        autoComplete="current-password"
      />
      <Button type="submit" variant="contained" size="large" disabled={act.busy || paused}>
        {t(act.busy ? 'login.submitting' : 'login.submit')}
      </Button>
      <Link href="#/password-reset" sx={{ justifySelf: 'start' }}>
        {t('login.forgotten')}
      </Link>
    </Box>
  );
}
