import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { isEmailAddress } from '@mandataire/domain/account';
import { useNotify } from 'react-admin';
import { requestEmailChange } from '../../graphql/account-acts.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import type { SecurityDialogProps } from './security-dialog.js';

const judge = ({ email }: { email: string }) =>
  isEmailAddress(email.trim().toLowerCase()) ? {} : { email: 'NOT_AN_EMAIL' };

/** Asks for another sign-in address; the same answer whether or not somebody has it. */
export function ChangeEmailDialog({ onChanged, onClose }: SecurityDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(requestEmailChange);
  const fields = useFields({ email: '' }, { judge, act });
  const send = async () => {
    const email = fields.values.email.trim();
    if (!(await act.run(email))) return;
    notify(t('account.emailSent', { email }), { type: 'info' });
    onChanged();
    onClose();
  };
  return (
    <ActDialog
      open
      title={t('account.emailTitle')}
      confirm={{ label: t('account.emailConfirm') }}
      act={act}
      onConfirm={() => fields.submit(() => void send())()}
      onClose={onClose}
    >
      <Typography>{t('account.emailText')}</Typography>
      <TextField
        {...fields.field('email', t('account.emailNew'))}
        autoFocus
        type="email"
        autoComplete="email"
        slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false } }}
      />
    </ActDialog>
  );
}
