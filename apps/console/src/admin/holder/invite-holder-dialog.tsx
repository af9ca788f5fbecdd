import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { inviteHolder } from '../../graphql/holder-acts.js';
import type { Holder } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';

interface InviteHolderDialogProps {
  readonly holder: Holder;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function InviteHolderDialog({ holder, onDone, onClose }: InviteHolderDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(inviteHolder);
  const names = { name: holder.displayName, email: holder.email };
  const invite = async () => {
    if (!(await act.run({ holderId: holder.id, version: holder.version }))) return;
    notify(t('inviteHolder.done', names), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('inviteHolder.title', names)}
      confirm={{ label: t('inviteHolder.confirm') }}
      act={act}
      onConfirm={() => void invite()}
      onClose={onClose}
    >
      <Typography>{t('inviteHolder.text', names)}</Typography>
    </ActDialog>
  );
}
