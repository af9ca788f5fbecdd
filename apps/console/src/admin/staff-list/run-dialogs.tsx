import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useNotify } from 'react-admin';
import type { StaffList } from '../../graphql/schema-staff-list.js';
import { cancelStaffList, runStaffList } from '../../graphql/staff-lists.js';
import { askSecondPerson } from '../../graphql/second-persons.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { useAct } from '../../ui/use-act.js';
import { useFields } from '../../ui/use-fields.js';

interface ListDialogProps {
  readonly list: StaffList;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** What confirming does, in numbers: people, certificates, and what is left out. */
function Effects({ list: { checked } }: { list: StaffList }) {
  const { t } = useText();
  const effects = [
    ['runCreate', checked.create],
    ['runUpdate', checked.update],
    ['runRevoke', checked.revoke],
    ['runRefused', checked.refused],
  ] as const;
  return (
    <>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {effects
          .filter(([, count]) => count > 0)
          .map(([key, count]) => (
            <li key={key}>{t(`staffList.${key}`, { smart_count: count })}</li>
          ))}
      </Box>
      {checked.certificates > 0 ? (
        <Alert severity="warning">
          {t('staffList.runCertificates', { smart_count: checked.certificates })}
        </Alert>
      ) : null}
    </>
  );
}

/** Names the people and the certificates before anything changes (I-15). */
export function RunDialog({ list, onDone, onClose }: ListDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(runStaffList);
  const { id, version, checked } = list;
  const danger = checked.certificates > 0;
  const run = async () => {
    if (!(await act.run({ id, version, certificates: checked.certificates }))) return;
    notify(t('staffList.started'), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('staffList.runTitle')}
      confirm={{
        ...{ label: t(danger ? 'staffList.runRevokeConfirm' : 'staffList.runConfirm'), danger },
        busyLabel: t('staffList.running'),
      }}
      act={act}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <Effects list={list} />
    </ActDialog>
  );
}

const judge = ({ reason }: { reason: string }) => ({
  reason: reason.trim() === '' ? 'REQUIRED' : undefined,
});

/** So many certificates that one person may not revoke them alone (D15). */
export function AskDialog({ list, onDone, onClose }: ListDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(askSecondPerson);
  const fields = useFields({ reason: '' }, { judge, act });
  const ask = async () => {
    const reason = fields.values.reason.trim();
    const { id: objectId, version } = list;
    if (!(await act.run({ act: 'REVOKE_IN_MASS', objectId, version, reason }))) return;
    notify(t('staffList.asked'), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t('staffList.ask')}
      confirm={{ label: t('staffList.askConfirm'), busyLabel: t('staffList.asking') }}
      act={act}
      onConfirm={fields.submit(() => void ask())}
      onClose={onClose}
    >
      <Typography>{t('staffList.gate')}</Typography>
      <Effects list={list} />
      <TextField
        {...fields.field('reason', t('staffList.askReason'))}
        autoFocus
        multiline
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </ActDialog>
  );
}

export function CancelDialog({ list, onDone, onClose }: ListDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const act = useAct(cancelStaffList);
  const isRunning = list.state === 'RUNNING';
  const cancel = async () => {
    if (!(await act.run(list.id))) return;
    notify(t('staffList.cancelled'), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t(isRunning ? 'staffList.stopTitle' : 'staffList.cancelTitle')}
      confirm={{ label: t(isRunning ? 'staffList.stop' : 'staffList.cancel'), danger: true }}
      dismiss={t('staffList.cancelDismiss')}
      act={act}
      onConfirm={() => void cancel()}
      onClose={onClose}
    >
      <Typography>{t(isRunning ? 'staffList.stopText' : 'staffList.cancelText')}</Typography>
    </ActDialog>
  );
}
