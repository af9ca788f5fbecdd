import Visibility from '@mui/icons-material/Visibility';
import VisibilityOff from '@mui/icons-material/VisibilityOff';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Activation } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { StepHeading } from '../../ui/step-heading.js';
import { useFields } from '../../ui/use-fields.js';
import { StrengthMeter } from '../retrieval/password-fields.js';

const lengthOf = (password: string): number => [...password].length;

interface AccountPasswordStepProps {
  readonly activation: Activation;
  readonly act: { readonly busy: boolean; readonly error: unknown; readonly reset: () => void };
  readonly onChosen: (password: string) => void;
}

/** Length only, no composition rule (L5, NIST 800-63B-4): one field, which can be shown. */
export function AccountPasswordStep({ activation, act, onChosen }: AccountPasswordStepProps) {
  const { t } = useText();
  const [shown, setShown] = useState(false);
  const minimum = activation.passwordMinimum;
  const fields = useFields(
    { password: '' },
    {
      judge: ({ password }) => (lengthOf(password) < minimum ? { password: 'PASSWORD_TOO_SHORT' } : {}),
      act,
    },
  );
  const { password } = fields.values;
  const left = minimum - lengthOf(password);
  const field = fields.field('password', t('activation.password'));
  const count = left > 0 ? t('activation.tooShort', { smart_count: left }) : t('activation.long');
  return (
    <Paper
      component="form"
      variant="outlined"
      noValidate
      ref={fields.form}
      onSubmit={fields.submit(() => onChosen(password))}
      sx={{ p: { xs: 2, sm: 3 }, display: 'grid', gap: 2, minWidth: 0 }}
    >
      <StepHeading focus={false}>{t('activation.passwordTitle')}</StepHeading>
      <Typography color="textSecondary">{t('activation.passwordHelp', { minimum })}</Typography>
      <TextField
        label={t('activation.email')}
        name="username"
        value={activation.email}
        autoComplete="username"
        slotProps={{ htmlInput: { readOnly: true } }}
      />
      <TextField
        {...field}
        helperText={count}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        slotProps={{
          input: {
            endAdornment: (
              <InputAdornment position="end">
                <IconButton
                  edge="end"
                  aria-label={t(shown ? 'retrieval.hide' : 'retrieval.show')}
                  onClick={() => setShown(!shown)}
                >
                  {shown ? <VisibilityOff /> : <Visibility />}
                </IconButton>
              </InputAdornment>
            ),
          },
          htmlInput: { maxLength: 256, autoCapitalize: 'none', spellCheck: false },
        }}
      />
      <StrengthMeter password={password} />
      <ErrorNotice error={act.error} />
      <Button type="submit" variant="contained" size="large" disabled={act.busy}>
        {t(nextLabel(activation, act.busy))}
      </Button>
    </Paper>
  );
}

const nextLabel = ({ secondFactorRequired }: Activation, busy: boolean): string => {
  if (busy) return 'activation.activating';
  return secondFactorRequired ? 'activation.next' : 'activation.activate';
};
