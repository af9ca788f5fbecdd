import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { passwordMinimum } from '@mandataire/domain/account';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { changePassword } from '../../graphql/account-acts.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { NewPasswordField, useNewPasswordRule } from '../../ui/new-password-field.js';
import { ShowHide } from '../../ui/show-hide.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';
import { useConsoleSession } from '../viewer-context.js';
import type { SecurityDialogProps } from './security-dialog.js';

/** A new password, with the present one; the other sessions end. */
export function ChangePasswordDialog({ onClose }: SecurityDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const { viewer, onSwitch } = useConsoleSession();
  const [shown, setShown] = useState(false);
  const act = useAct(changePassword);
  const minimum = passwordMinimum(viewer.secondFactor);
  const about = [viewer.email, viewer.displayName, ...viewer.companies.map(({ name }) => name)];
  const rule = useNewPasswordRule(minimum, about);
  const fields = useFields(
    { current: '', next: '' },
    {
      judge: ({ current, next }) => {
        const fault = rule.fault(next);
        return { ...(current === '' ? { current: 'REQUIRED' } : {}), ...(fault ? { next: fault } : {}) };
      },
      act,
    },
  );
  const change = async () => {
    const changed = await act.run(fields.values);
    if (!changed) return;
    notify(t('account.passwordChanged'), { type: 'success' });
    onSwitch(changed);
    onClose();
  };
  return (
    <ActDialog
      open
      title={t('account.passwordChange')}
      confirm={{ label: t('account.passwordConfirm') }}
      act={act}
      onConfirm={() => fields.submit(() => void change())()}
      onClose={onClose}
    >
      <Typography>{t('account.passwordText')}</Typography>
      <TextField
        {...fields.field('current', t('account.passwordCurrent'))}
        autoFocus
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
        slotProps={{ input: { endAdornment: <ShowHide shown={shown} onChange={setShown} /> } }}
      />
      <Typography color="textSecondary">{t('newPassword.help', { minimum })}</Typography>
      <NewPasswordField field={fields.field('next', t('account.passwordNext'))} rule={rule} />
    </ActDialog>
  );
}
