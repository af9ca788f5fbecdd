import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { removeMember } from '../../graphql/member-acts.js';
import type { Member } from '../../graphql/schema-access.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';

interface RemoveMemberDialogProps {
  readonly member: Member;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Takes a reader's access away; MC and representative leave by their mandates (R29). */
export function RemoveMemberDialog({ member, onDone, onClose }: RemoveMemberDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(removeMember);
  const names = { name: member.displayName, email: member.email };
  const remove = async () => {
    if (!(await act.run({ memberId: member.id }))) return;
    notify(t('members.removed', names), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('members.removeTitle', names)}
      confirm={{ label: t('members.removeConfirm'), danger: true }}
      act={act}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      <Typography>{t('members.removeText', names)}</Typography>
    </ActDialog>
  );
}
