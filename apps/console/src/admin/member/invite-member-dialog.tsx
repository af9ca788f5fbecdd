import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { isEmailAddress } from '@mandataire/domain/account';
import { useNotify } from 'react-admin';
import { inviteMember } from '../../graphql/member-acts.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';

const judge = ({ displayName, email }: { displayName: string; email: string }) => ({
  ...(displayName.trim() === '' ? { displayName: 'REQUIRED' } : {}),
  ...(isEmailAddress(email.trim().toLowerCase()) ? {} : { email: 'NOT_AN_EMAIL' }),
});

interface InviteMemberDialogProps {
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** The representative lets somebody of his company read its fleet (R28). */
export function InviteMemberDialog({ onDone, onClose }: InviteMemberDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(inviteMember);
  const fields = useFields({ displayName: '', email: '' }, { judge, act });
  const invite = async () => {
    const input = { displayName: fields.values.displayName.trim(), email: fields.values.email.trim() };
    if (!(await act.run(input))) return;
    notify(t('members.invited', { name: input.displayName, email: input.email }), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('members.inviteTitle')}
      confirm={{ label: t('members.inviteConfirm'), busyLabel: t('members.inviting') }}
      act={act}
      onConfirm={() => fields.submit(() => void invite())()}
      onClose={onClose}
    >
      <Typography>{t('members.inviteText')}</Typography>
      <TextField
        {...fields.field('displayName', t('members.fullName'))}
        autoFocus
        autoComplete="off"
        slotProps={{ htmlInput: { maxLength: 120 } }}
      />
      <TextField
        {...fields.field('email', t('members.email'), { help: t('members.emailHelp') })}
        type="email"
        autoComplete="off"
        slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false } }}
      />
    </ActDialog>
  );
}
