import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { cancelIdentityChange } from '../../graphql/holder-acts.js';
import type { Holder } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';

interface CancelChangeDialogProps {
  readonly holder: Holder;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function CancelChangeDialog({ holder, onDone, onClose }: CancelChangeDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(cancelIdentityChange);
  const names = { name: holder.displayName };
  const cancel = async () => {
    if (!(await act.run({ holderId: holder.id, version: holder.version }))) return;
    notify(t('cancelChange.done', names), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('cancelChange.title', names)}
      confirm={{ label: t('cancelChange.confirm') }}
      act={act}
      onConfirm={() => void cancel()}
      onClose={onClose}
    >
      <Typography>{t('cancelChange.text', names)}</Typography>
    </ActDialog>
  );
}
