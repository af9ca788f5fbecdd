import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useCallback } from 'react';
import { beginActivation } from '../../graphql/mandate-links.js';
import { useText } from '../../i18n/use-text.js';
import { StepHeading } from '../../ui/step-heading.js';
import { TotpEnrolmentForm } from '../../ui/totp-enrolment.js';

interface FactorStepProps {
  readonly token: string;
  readonly act: { readonly busy: boolean; readonly error: unknown; readonly reset: () => void };
  readonly onCode: (code: string) => void;
  readonly onBack: () => void;
}

/** The second factor that the role asks for, enrolled with the account. */
export function FactorStep({ token, act, onCode, onBack }: FactorStepProps) {
  const { t } = useText();
  const begin = useCallback(() => beginActivation(token), [token]);
  return (
    <Paper variant="outlined" sx={{ p: { xs: 2, sm: 3 }, display: 'grid', gap: 2, minWidth: 0 }}>
      <StepHeading focus>{t('enrolment.title')}</StepHeading>
      <Typography>{t('enrolment.role')}</Typography>
      <TotpEnrolmentForm
        begin={begin}
        act={act}
        onCode={onCode}
        submit={{ label: t('activation.activate'), busyLabel: t('activation.activating') }}
      >
        <Button onClick={onBack} disabled={act.busy}>
          {t('activation.back')}
        </Button>
      </TotpEnrolmentForm>
    </Paper>
  );
}
