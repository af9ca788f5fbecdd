import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState, type FormEvent } from 'react';
import type { Viewer } from '../graphql/schema.js';
import { confirmTotp } from '../graphql/session.js';
import { useText } from '../i18n/use-text.js';
import { MONOSPACE } from '../theme/theme.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { useAct } from '../ui/use-act.js';

interface TotpStepProps {
  readonly onEnter: (viewer: Viewer) => void;
  readonly onRestart: () => void;
}

/** Codes are shown as "123 456" by most apps: spaces are dropped while typing. */
const digitsOf = (value: string): string => value.replace(/\D/g, '').slice(0, 6);

export function TotpStep({ onEnter, onRestart }: TotpStepProps) {
  const { t } = useText();
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const act = useAct(confirmTotp);
  const incomplete = tried && code.length !== 6;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (code.length !== 6) return;
    const result = await act.run(code);
    if (result?.viewer) onEnter(result.viewer);
    else setCode('');
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
        label={t('login.code')}
        name="code"
        autoComplete="one-time-code"
        autoFocus
        required
        value={code}
        onChange={(event) => {
          setCode(digitsOf(event.target.value));
          setTried(false);
        }}
        error={incomplete}
        helperText={incomplete ? t('login.codeFormat') : undefined}
        slotProps={{
          htmlInput: {
            inputMode: 'numeric',
            pattern: '[0-9]*',
            style: { fontFamily: MONOSPACE, fontSize: '1.25rem', letterSpacing: '0.3em' },
          },
        }}
      />
      <Button type="submit" variant="contained" size="large" disabled={act.busy}>
        {t(act.busy ? 'login.submitting' : 'login.confirm')}
      </Button>
      <Button onClick={onRestart}>{t('login.restart')}</Button>
    </Box>
  );
}
