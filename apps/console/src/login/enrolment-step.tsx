import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { beginTotpEnrolment, confirmTotpEnrolment } from '../graphql/session.js';
import type { Viewer } from '../graphql/schema.js';
import type { FactorEnrolled } from '../graphql/schema-account.js';
import { useText } from '../i18n/use-text.js';
import { RecoveryCodes } from '../ui/recovery-codes.js';
import { StepHeading } from '../ui/step-heading.js';
import { TotpEnrolmentForm } from '../ui/totp-enrolment.js';
import { useAct } from '../ui/use-act.js';

interface EnrolmentStepProps {
  readonly onEnter: (viewer: Viewer) => void;
  readonly onRestart: () => void;
}

/** The role asks for a second factor that this person does not have yet: it is enrolled before anything else is seen. */
export default function EnrolmentStep({ onEnter, onRestart }: EnrolmentStepProps) {
  const { t } = useText();
  const [enrolled, setEnrolled] = useState<FactorEnrolled>();
  const act = useAct(confirmTotpEnrolment);
  const confirm = async (code: string) => setEnrolled(await act.run(code));
  if (enrolled) {
    return (
      <>
        <StepHeading focus level="h1">
          {t('recoveryCodes.title')}
        </StepHeading>
        <RecoveryCodes codes={enrolled.recoveryCodes} onKept={() => onEnter(enrolled.viewer)} />
      </>
    );
  }
  return (
    <>
      <StepHeading focus level="h1">
        {t('enrolment.title')}
      </StepHeading>
      <Typography>{t('enrolment.role')}</Typography>
      <TotpEnrolmentForm
        begin={beginTotpEnrolment}
        act={act}
        onCode={(code) => void confirm(code)}
        submit={{ label: t('enrolment.submit'), busyLabel: t('enrolment.submitting') }}
      >
        <Button onClick={onRestart} disabled={act.busy}>
          {t('login.restart')}
        </Button>
      </TotpEnrolmentForm>
    </>
  );
}
