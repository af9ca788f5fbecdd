import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { Viewer } from '../graphql/schema.js';
import { confirmRecoveryCode, confirmTotp } from '../graphql/session.js';
import { useText } from '../i18n/use-text.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { OtherProof, ProofField, useProof } from '../ui/proof-form.js';
import { StepHeading } from '../ui/step-heading.js';
import { useAct } from '../ui/use-act.js';
import { usePause } from '../ui/use-pause.js';

interface FactorStepProps {
  readonly onEnter: (viewer: Viewer) => void;
  readonly onRestart: () => void;
}

/** The second factor: a code of the application, or one of the recovery codes where the phone is lost. */
export default function FactorStep({ onEnter, onRestart }: FactorStepProps) {
  const { t } = useText();
  const act = useAct((recovery: boolean, code: string) =>
    recovery ? confirmRecoveryCode(code) : confirmTotp(code),
  );
  const proof = useProof('code', act);
  const { kind, fields, value } = proof;
  const recovery = kind === 'recoveryCode';
  const paused = usePause(act.error);
  const confirm = async () => {
    const result = await act.run(recovery, value);
    if (result?.viewer) onEnter(result.viewer);
    // A wrong or used code is of no use to correct; one copied from paper may be.
    else if (!recovery) fields.clear();
  };
  return (
    <>
      <div>
        <StepHeading focus={false} level="h1">
          {t('login.totpTitle')}
        </StepHeading>
        <Typography color="textSecondary" sx={{ mt: 0.75 }}>
          {t(recovery ? 'login.recoveryIntro' : 'login.totpIntro')}
        </Typography>
      </div>
      <Box
        component="form"
        noValidate
        ref={fields.form}
        onSubmit={fields.submit(() => void confirm())}
        sx={{ display: 'grid', gap: 2 }}
      >
        <ErrorNotice error={act.error} />
        <ProofField {...proof} />
        <Button type="submit" variant="contained" size="large" disabled={act.busy || paused}>
          {t(act.busy ? 'login.submitting' : 'login.confirm')}
        </Button>
        <OtherProof {...proof} />
        <Button onClick={onRestart} size="small" sx={{ justifySelf: 'start' }}>
          {t('login.restart')}
        </Button>
      </Box>
    </>
  );
}
