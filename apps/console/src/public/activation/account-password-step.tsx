import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { Activation } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { NewPasswordField, useNewPasswordRule } from '../../ui/new-password-field.js';
import { StepHeading } from '../../ui/step-heading.js';
import { useFields } from '../../ui/use-fields.js';

interface AccountPasswordStepProps {
  readonly activation: Activation;
  readonly act: { readonly busy: boolean; readonly error: unknown; readonly reset: () => void };
  readonly onChosen: (password: string) => void;
}

/** Length only, no composition rule (L5, NIST 800-63B-4): one field, which can be shown. */
export function AccountPasswordStep({ activation, act, onChosen }: AccountPasswordStepProps) {
  const { t } = useText();
  const { email, displayName, companyName, passwordMinimum: minimum } = activation;
  const rule = useNewPasswordRule(minimum, [email, displayName, companyName]);
  const fields = useFields(
    { password: '' },
    { judge: ({ password }) => ({ password: rule.fault(password) }), act },
  );
  return (
    <Paper
      component="form"
      variant="outlined"
      noValidate
      ref={fields.form}
      onSubmit={fields.submit(() => onChosen(fields.values.password))}
      sx={{ p: { xs: 2, sm: 3 }, display: 'grid', gap: 2, minWidth: 0 }}
    >
      <StepHeading focus={false}>{t('activation.passwordTitle')}</StepHeading>
      <Typography color="textSecondary">{t('newPassword.help', { minimum })}</Typography>
      <TextField
        label={t('activation.email')}
        name="username"
        value={email}
        autoComplete="username"
        slotProps={{ htmlInput: { readOnly: true } }}
      />
      <NewPasswordField field={fields.field('password', t('activation.password'))} rule={rule} />
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
