import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import type { Viewer } from '../graphql/schema.js';
import { signIn } from '../graphql/session.js';
import { useText } from '../i18n/use-text.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { useAct } from '../ui/use-act.js';

interface PasswordStepProps {
  readonly onEnter: (viewer: Viewer) => void;
  readonly onCodeNeeded: () => void;
}

export function PasswordStep({ onEnter, onCodeNeeded }: PasswordStepProps) {
  const { t } = useText();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const act = useAct(signIn);
  const emailMissing = tried && email.trim() === '';
  const passwordMissing = tried && password === '';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (email.trim() === '' || password === '') return;
    const result = await act.run(email.trim(), password);
    if (result?.viewer) onEnter(result.viewer);
    else if (result?.step === 'TOTP_REQUIRED') onCodeNeeded();
  };

  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => void submit(event)}
      sx={{ display: 'grid', gap: 2 }}
    >
      <ErrorNotice error={act.error} />
      <TextField
        label={t('login.email')}
        type="email"
        name="email"
        autoComplete="username"
        autoFocus
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
        error={emailMissing}
        helperText={emailMissing ? t('login.emailRequired') : undefined}
      />
      <TextField
        label={t('login.password')}
        type="password"
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={passwordMissing}
        helperText={passwordMissing ? t('login.passwordRequired') : undefined}
      />
      <Button type="submit" variant="contained" size="large" disabled={act.busy}>
        {t(act.busy ? 'login.submitting' : 'login.submit')}
      </Button>
    </Box>
  );
}
