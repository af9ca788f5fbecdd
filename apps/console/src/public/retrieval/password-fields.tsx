import CheckCircle from '@mui/icons-material/CheckCircle';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { passwordFindings, passwordStrength, type PasswordFinding } from '../../holder-key/password.js';
import { useText } from '../../i18n/use-text.js';
import { ShowHide } from '../../ui/show-hide.js';
import { StrengthBar } from '../../ui/strength-bar.js';

const REQUIREMENTS: readonly PasswordFinding[] = ['TOO_SHORT', 'NO_UPPERCASE', 'NO_DIGIT', 'NO_SPECIAL'];

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
          input: { endAdornment: <ShowHide shown={shown} onChange={setShown} /> },
          htmlInput: { 'aria-describedby': requirementsId, autoCapitalize: 'none', spellCheck: false },
        }}
      />
      {password === '' ? null : <StrengthBar {...passwordStrength(password)} />}
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
