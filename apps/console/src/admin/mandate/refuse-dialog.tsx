import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import { decideMandate } from '../../graphql/mandate-acts.js';
import type { Mandate } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';

interface RefuseDialogProps {
  readonly mandate: Mandate;
  /** RETURN asks for new signatures; REJECT closes the file. */
  readonly decision: 'RETURN' | 'REJECT';
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function RefuseDialog({ mandate, decision, onDone, onClose }: RefuseDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(decideMandate);
  const fields = useFields(
    { reason: '' },
    { judge: ({ reason }) => (reason.trim() === '' ? { reason: 'REQUIRED' } : {}), act },
  );
  const texts = `mandateReview.${decision.toLowerCase()}`;
  const names = { company: mandate.companyName, agent: mandate.agentName ?? '' };
  const decide = async () => {
    const { id: mandateId, version } = mandate;
    const reason = fields.values.reason.trim();
    if (!(await act.run({ mandateId, version, decision, reason, proofs: null }))) return;
    notify(t(`${texts}.done`, names), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t(`${texts}.title`, names)}
      confirm={{ label: t(`${texts}.confirm`), danger: decision === 'REJECT' }}
      act={act}
      onConfirm={() => fields.submit(() => void decide())()}
      onClose={onClose}
    >
      <Typography>{t(`${texts}.text`, names)}</Typography>
      <TextField
        {...fields.field('reason', t('mandateReview.reason'), { help: t('mandateReview.reasonHelp') })}
        autoFocus
        multiline
        minRows={2}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </ActDialog>
  );
}
