import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { isGraphqlError } from '../../graphql/graphql-error.js';
import { endMandate } from '../../graphql/mandate-acts.js';
import type { Mandate } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { AskSecondPersonDialog } from './ask-second-person-dialog.js';

interface EndMandateDialogProps {
  readonly mandate: Mandate;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const needsSecondPerson = (error: unknown): boolean =>
  isGraphqlError(error) && error.reason === 'SECOND_PERSON_REQUIRED';

/** Names the person and says what stops the same second, and what does not (D12); the last mandate takes two (D28). */
export function EndMandateDialog({ mandate, onDone, onClose }: EndMandateDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const [reason, setReason] = useState('');
  const act = useAct(endMandate);
  const names = { agent: mandate.agentName ?? '', company: mandate.companyName };
  const end = async () => {
    const input = { mandateId: mandate.id, version: mandate.version, reason: reason.trim() || null };
    if (!(await act.run(input))) return;
    notify(t('endMandate.done', names), { type: 'success' });
    onDone();
  };
  if (needsSecondPerson(act.error)) {
    return <AskSecondPersonDialog mandate={mandate} reason={reason} onDone={onDone} onClose={onClose} />;
  }
  return (
    <ActDialog
      open
      title={t('endMandate.title', names)}
      confirm={{ label: t('endMandate.confirm'), busyLabel: t('endMandate.ending'), danger: true }}
      dismiss={t('endMandate.keep')}
      act={act}
      onConfirm={() => void end()}
      onClose={onClose}
    >
      <Typography>{t('endMandate.text', names)}</Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 0.5 }}>
        <li>{t('endMandate.stops', names)}</li>
        <li>{t('endMandate.goesOn')}</li>
        <li>{t('endMandate.certificates')}</li>
      </Box>
      <Alert severity="warning">{t('endMandate.final')}</Alert>
      <TextField
        label={`${t('endMandate.reason')} (${t('app.optional')})`}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </ActDialog>
  );
}
