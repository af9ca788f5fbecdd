import Alert from '@mui/material/Alert';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { lazy, Suspense, useState } from 'react';
import type { Viewer } from '../graphql/schema.js';
import type { LoginResult } from '../graphql/schema-account.js';
import { useText } from '../i18n/use-text.js';
import { LoadingBlocks } from '../ui/loading.js';
import { PublicFrame } from '../ui/public-frame.js';
import { PasswordStep } from './password-step.js';

const FactorStep = lazy(() => import('./factor-step.js'));
const EnrolmentStep = lazy(() => import('./enrolment-step.js'));

interface LoginPageProps {
  readonly onEnter: (viewer: Viewer) => void;
  /** True when an open session ended under the person's hands. */
  readonly ended: boolean;
}

/** Password first; the server says what is asked for next. */
export default function LoginPage({ onEnter, ended }: LoginPageProps) {
  const { t } = useText();
  const [step, setStep] = useState<LoginResult['step']>();
  const restart = () => setStep(undefined);
  const next = ({ step: asked, viewer }: LoginResult) => (viewer ? onEnter(viewer) : setStep(asked));
  return (
    <PublicFrame
      title={t('login.title')}
      maxWidth={step === 'ENROLMENT_REQUIRED' ? 'sm' : 'xs'}
      footer={false}
    >
      <Paper variant="outlined" sx={{ p: { xs: 2.5, sm: 4 }, mt: { sm: 4 }, display: 'grid', gap: 2 }}>
        <Suspense fallback={<LoadingBlocks />}>
          {step === 'TOTP_REQUIRED' ? <FactorStep onEnter={onEnter} onRestart={restart} /> : null}
          {step === 'ENROLMENT_REQUIRED' ? <EnrolmentStep onEnter={onEnter} onRestart={restart} /> : null}
        </Suspense>
        {step === undefined ? (
          <>
            <div>
              <Typography variant="h1" gutterBottom>
                {t('login.title')}
              </Typography>
              <Typography color="textSecondary">{t('login.intro')}</Typography>
            </div>
            {ended ? <Alert severity="info">{t('error.UNAUTHENTICATED')}</Alert> : null}
            <PasswordStep onNext={next} />
          </>
        ) : null}
      </Paper>
    </PublicFrame>
  );
}
