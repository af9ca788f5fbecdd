import Alert from '@mui/material/Alert';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import type { Viewer } from '../graphql/schema.js';
import { useText } from '../i18n/use-text.js';
import { PublicFrame } from '../ui/public-frame.js';
import { PasswordStep } from './password-step.js';
import { TotpStep } from './totp-step.js';

interface LoginPageProps {
  readonly onEnter: (viewer: Viewer) => void;
  /** True when an open session ended under the person's hands. */
  readonly ended: boolean;
}

export default function LoginPage({ onEnter, ended }: LoginPageProps) {
  const { t } = useText();
  const [step, setStep] = useState<'password' | 'totp'>('password');
  return (
    <PublicFrame title={t('login.title')} maxWidth="xs" footer={false}>
      <Paper variant="outlined" sx={{ p: { xs: 2.5, sm: 4 }, mt: { sm: 4 }, display: 'grid', gap: 2 }}>
        <div>
          <Typography variant="h1" gutterBottom>
            {t(step === 'password' ? 'login.title' : 'login.totpTitle')}
          </Typography>
          <Typography color="textSecondary">
            {t(step === 'password' ? 'login.intro' : 'login.totpIntro')}
          </Typography>
        </div>
        {ended && step === 'password' ? <Alert severity="info">{t('error.UNAUTHENTICATED')}</Alert> : null}
        {step === 'password' ? (
          <PasswordStep onEnter={onEnter} onCodeNeeded={() => setStep('totp')} />
        ) : (
          <TotpStep onEnter={onEnter} onRestart={() => setStep('password')} />
        )}
      </Paper>
    </PublicFrame>
  );
}
