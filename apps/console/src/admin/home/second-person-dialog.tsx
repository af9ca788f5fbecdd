import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import type { SecondPersonAction, SecondPersonRequest } from '../../graphql/schema-second-person.js';
import {
  confirmSecondPerson,
  declineSecondPerson,
  withdrawSecondPerson,
} from '../../graphql/second-persons.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';

const ACTS = {
  CONFIRM: confirmSecondPerson,
  DECLINE: declineSecondPerson,
  WITHDRAW: withdrawSecondPerson,
} as const;

interface SecondPersonDialogProps {
  readonly request: SecondPersonRequest;
  readonly action: SecondPersonAction;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** What is decided, who asked and why, before one's own name stands beside it (D28). */
export function SecondPersonDialog({ request, action, onDone, onClose }: SecondPersonDialogProps) {
  const { t, format } = useText();
  const notify = useNotify();
  const act = useAct(ACTS[action]);
  const declining = action === 'DECLINE';
  const fields = useFields(
    { reason: '' },
    { judge: ({ reason }) => (declining && reason.trim() === '' ? { reason: 'REQUIRED' } : {}), act },
  );
  const names = { company: request.companyName, name: request.requestedByName };
  const decide = async () => {
    const reason = declining ? fields.values.reason.trim() : null;
    if (!(await act.run({ requestId: request.id, version: request.version, reason }))) return;
    notify(t(`secondPerson.${action}.done`), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t(`secondPerson.${action}.title`)}
      confirm={{
        label: t(`secondPerson.${action}.confirm`),
        busyLabel: t('secondPerson.acting'),
        danger: action === 'CONFIRM',
      }}
      act={act}
      onConfirm={fields.submit(() => void decide())}
      onClose={onClose}
    >
      <Typography sx={{ fontWeight: 600 }}>{t(`secondPerson.${request.act}`, names)}</Typography>
      <Typography sx={{ overflowWrap: 'anywhere' }}>
        {t('secondPerson.reason', { reason: request.reason })}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {t('secondPerson.asked', { ...names, date: format.dateTime(request.requestedAt) })}
      </Typography>
      {action === 'CONFIRM' && request.act === 'END_LAST_MANDATE' ? (
        <Typography>{t('secondPerson.CONFIRM.END_LAST_MANDATE', names)}</Typography>
      ) : null}
      <Typography>{t(`secondPerson.${action}.text`, names)}</Typography>
      {declining ? (
        <TextField
          {...fields.field('reason', t('secondPerson.declineReason'))}
          multiline
          slotProps={{ htmlInput: { maxLength: 500 } }}
        />
      ) : null}
    </ActDialog>
  );
}
