import CheckCircle from '@mui/icons-material/CheckCircle';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import Visibility from '@mui/icons-material/Visibility';
import VisibilityOff from '@mui/icons-material/VisibilityOff';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import LinearProgress from '@mui/material/LinearProgress';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { passwordFindings, passwordStrength, type PasswordFinding } from '../../holder-key/password.js';
import { useText } from '../../i18n/use-text.js';

const REQUIREMENTS: readonly PasswordFinding[] = ['TOO_SHORT', 'NO_UPPERCASE', 'NO_DIGIT', 'NO_SPECIAL'];
const FULL_BITS = 90;

export interface ChosenPassword {
  readonly password: string;
  readonly confirmation: string;
}

export const isPasswordReady = ({ password, confirmation }: ChosenPassword): boolean =>
  passwordFindings(password).length === 0 && password === confirmation;

function Requirements({ password, id }: { password: string; id: string }) {
  const { t } = useText();
  const findings = passwordFindings(password);
  const shown = findings.includes('NOT_PORTABLE') ? [...REQUIREMENTS, 'NOT_PORTABLE' as const] : REQUIREMENTS;
  return (
    <Box id={id}>
      <Typography variant="body2" color="textSecondary">
        {t('retrieval.requirements')}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 0.5, p: 0, display: 'grid', gap: 0.25 }}>
        {shown.map((finding) => {
          const met = !findings.includes(finding);
          const Icon = met ? CheckCircle : RadioButtonUnchecked;
          return (
            <Box component="li" key={finding} sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
              <Icon
                fontSize="small"
                color={met ? 'success' : 'disabled'}
                titleAccess={t(met ? 'retrieval.met' : 'retrieval.unmet')}
              />
              <span>{t(`retrieval.finding.${finding}`)}</span>
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}

export function StrengthMeter({ password }: { password: string }) {
  const { t } = useText();
  if (password === '') return null;
  const { level, bits } = passwordStrength(password);
  const color = level === 'WEAK' ? 'error' : level === 'FAIR' ? 'warning' : 'success';
  return (
    <Box>
      <LinearProgress
        aria-hidden
        variant="determinate"
        color={color}
        value={Math.min(100, (bits / FULL_BITS) * 100)}
        sx={{ height: 6, borderRadius: 3 }}
      />
      <Typography variant="body2" aria-live="polite" sx={{ mt: 0.5 }}>
        {t('retrieval.strength')} : <strong>{t(`retrieval.strengthLevel.${level}`)}</strong>
      </Typography>
    </Box>
  );
}

interface PasswordFieldsProps {
  readonly value: ChosenPassword;
  readonly onChange: (value: ChosenPassword) => void;
}

/** The password of the holder's file: judged here, kept in this page's memory, sent nowhere (R39). */
export function PasswordFields({ value, onChange }: PasswordFieldsProps) {
  const { t } = useText();
  const [shown, setShown] = useState(false);
  const requirementsId = useId();
  const { password, confirmation } = value;
  const differs = confirmation !== '' && password !== confirmation;
  const type = shown ? 'text' : 'password';
  const eye = (
    <InputAdornment position="end">
      <IconButton
        edge="end"
        aria-label={t(shown ? 'retrieval.hide' : 'retrieval.show')}
        onClick={() => setShown(!shown)}
      >
        {shown ? <VisibilityOff /> : <Visibility />}
      </IconButton>
    </InputAdornment>
  );
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <TextField
        label={t('retrieval.password')}
        type={type}
        name="new-password"
        autoComplete="new-password"
        required
        value={password}
        onChange={(event) => onChange({ password: event.target.value, confirmation })}
        slotProps={{
          input: { endAdornment: eye },
          htmlInput: { 'aria-describedby': requirementsId, autoCapitalize: 'none', spellCheck: false },
        }}
      />
      <StrengthMeter password={password} />
      <Requirements password={password} id={requirementsId} />
      <TextField
        label={t('retrieval.confirmation')}
        type={type}
        name="new-password-confirmation"
        autoComplete="new-password"
        required
        value={confirmation}
        onChange={(event) => onChange({ password, confirmation: event.target.value })}
        error={differs}
        helperText={differs ? t('retrieval.mismatch') : undefined}
        slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false } }}
      />
    </Box>
  );
}
