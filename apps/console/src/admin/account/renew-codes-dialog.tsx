import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { renewRecoveryCodes } from '../../graphql/account-acts.js';
import '../../i18n/extend-security.js';
import { useText } from '../../i18n/use-text.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { RecoveryCodes } from '../../ui/recovery-codes.js';
import { useAct } from '../../ui/use-act.js';
import { useConsoleSession } from '../viewer-context.js';
import { PlainDialog } from './plain-dialog.js';
import type { SecurityDialogProps } from './security-dialog.js';

/** Ten new recovery codes; those of before open nothing any more. */
export function RenewCodesDialog({ onClose }: SecurityDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const { viewer, onSwitch } = useConsoleSession();
  const [codes, setCodes] = useState<readonly string[]>();
  const act = useAct(renewRecoveryCodes);
  const renew = async () => setCodes(await act.run());
  if (codes) {
    const kept = () => {
      notify(t('account.codesRenewed'), { type: 'success' });
      onSwitch({ ...viewer, recoveryCodesLeft: codes.length });
      onClose();
    };
    return (
      <PlainDialog title={t('recoveryCodes.title')}>
        <RecoveryCodes codes={codes} onKept={kept} />
      </PlainDialog>
    );
  }
  return (
    <ActDialog
      open
      title={t('account.codesTitle')}
      confirm={{ label: t('account.codesConfirm') }}
      act={act}
      onConfirm={() => void renew()}
      onClose={onClose}
    >
      <Typography>{t('account.codesText')}</Typography>
    </ActDialog>
  );
}
