import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { beginTotpEnrolment, confirmTotpEnrolment } from '../../graphql/session.js';
import type { FactorEnrolled } from '../../graphql/schema-account.js';
import '../../i18n/extend-security.js';
import { useText } from '../../i18n/use-text.js';
import { RecoveryCodes } from '../../ui/recovery-codes.js';
import { TotpEnrolmentForm } from '../../ui/totp-enrolment.js';
import { useAct } from '../../ui/use-act.js';
import { useConsoleSession } from '../viewer-context.js';
import { PlainDialog } from './plain-dialog.js';
import type { SecurityDialogProps } from './security-dialog.js';

/** Another authenticator application, then its ten recovery codes, which are shown this once. */
export function FactorDialog({ onClose }: SecurityDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const { onSwitch } = useConsoleSession();
  const [enrolled, setEnrolled] = useState<FactorEnrolled>();
  const act = useAct(confirmTotpEnrolment);
  const confirm = async (code: string) => setEnrolled(await act.run(code));
  if (enrolled) {
    const kept = () => {
      notify(t('account.factorChanged'), { type: 'success' });
      onSwitch(enrolled.viewer);
      onClose();
    };
    return (
      <PlainDialog title={t('recoveryCodes.title')}>
        <RecoveryCodes codes={enrolled.recoveryCodes} onKept={kept} />
      </PlainDialog>
    );
  }
  return (
    <PlainDialog title={t('account.factorTitle')} onClose={onClose}>
      <Typography>{t('account.factorText')}</Typography>
      <TotpEnrolmentForm
        begin={beginTotpEnrolment}
        act={act}
        onCode={(code) => void confirm(code)}
        submit={{ label: t('enrolment.submit'), busyLabel: t('enrolment.submitting') }}
      >
        <Button onClick={onClose} disabled={act.busy}>
          {t('app.cancel')}
        </Button>
      </TotpEnrolmentForm>
    </PlainDialog>
  );
}
