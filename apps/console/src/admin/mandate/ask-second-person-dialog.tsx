import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useNotify, useRefresh } from 'react-admin';
import type { Mandate } from '../../graphql/schema-mandate.js';
import { askSecondPerson } from '../../graphql/second-persons.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';

interface AskSecondPersonDialogProps {
  readonly mandate: Mandate;
  /** What was already given to end it alone. */
  readonly reason: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const judge = ({ reason }: { reason: string }) => ({
  reason: reason.trim() === '' ? 'REQUIRED' : undefined,
});

/** The last mandate in force: why nobody ends it alone, who is asked, what holds until then (D28). */
export function AskSecondPersonDialog({ mandate, reason, onDone, onClose }: AskSecondPersonDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const refresh = useRefresh();
  const act = useAct(askSecondPerson);
  const fields = useFields({ reason }, { judge, act });
  const names = { agent: mandate.agentName ?? '', company: mandate.companyName };
  const ask = async () => {
    const asked = await act.run({
      act: 'END_LAST_MANDATE',
      objectId: mandate.id,
      version: mandate.version,
      reason: fields.values.reason.trim(),
    });
    if (!asked) return;
    notify(t('endMandate.asked', names), { type: 'success' });
    refresh();
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('endMandate.secondTitle')}
      confirm={{ label: t('endMandate.ask'), busyLabel: t('endMandate.asking') }}
      dismiss={t('endMandate.keep')}
      act={act}
      onConfirm={fields.submit(() => void ask())}
      onClose={onClose}
    >
      <Typography>{t('endMandate.secondText', names)}</Typography>
      <Typography>{t('endMandate.secondWho')}</Typography>
      <Typography>{t('endMandate.secondMeanwhile')}</Typography>
      <TextField
        {...fields.field('reason', t('endMandate.secondReason'))}
        autoFocus
        multiline
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </ActDialog>
  );
}
