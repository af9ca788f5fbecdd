import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { cancelMandate } from '../../graphql/mandate-acts.js';
import type { Company } from '../../graphql/schema.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';

interface CancelMandateDialogProps {
  readonly company: Company;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** A mistyped address, a change of mind: the links die, and the representative can be invited to a new mandate. */
export function CancelMandateDialog({ company, onDone, onClose }: CancelMandateDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(cancelMandate);
  const names = { company: company.name };
  const cancel = async () => {
    if (!(await act.run({ companyId: company.id }))) return;
    notify(t('pipeline.mandateCancelled', names), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('pipeline.cancelTitle', names)}
      confirm={{ label: t('pipeline.cancelConfirm') }}
      act={act}
      onConfirm={() => void cancel()}
      onClose={onClose}
    >
      <Typography>{t('pipeline.cancelText')}</Typography>
    </ActDialog>
  );
}
