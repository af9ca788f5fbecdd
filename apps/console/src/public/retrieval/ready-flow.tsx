import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useCallback, useMemo, useState } from 'react';
import type { IssuedCertificate, OpenRetrieval, Retrieval } from '../../graphql/schema-public.js';
import type { KeyAlgorithm } from '../../holder-key/index.js';
import { useText } from '../../i18n/use-text.js';
import { useSteps } from '../use-steps.js';
import { AnswerForm } from './answer-form.js';
import { CheckStep } from './check-step.js';
import { saveHolderFile, type HolderFile } from './make-certificate.js';
import { MakingStep } from './making-step.js';
import { PasswordStep } from './password-step.js';
import { StepHeader, type Step } from './steps.js';

interface ReadyFlowProps {
  readonly token: string;
  readonly retrieval: OpenRetrieval;
  readonly onAnswered: (retrieval: Retrieval) => void;
}

interface Made {
  readonly certificate: IssuedCertificate;
  readonly file: HolderFile;
}

function Saved({ file }: { file: HolderFile }) {
  const { t } = useText();
  return (
    <Alert severity="success">
      <strong>{t('retrieval.savedTitle')}.</strong> {t('retrieval.savedText', { file: file.name })}
      <Button
        color="inherit"
        size="small"
        onClick={() => saveHolderFile(file)}
        sx={{ display: 'block', mt: 0.5, ml: -0.75 }}
      >
        {t('retrieval.saveAgain')}
      </Button>
    </Alert>
  );
}

const REVERSIBLE: readonly Step[] = ['check', 'password'];

/** The four steps, forward only once the key exists: it is made once per link. */
export function ReadyFlow({ token, retrieval, onAnswered }: ReadyFlowProps) {
  const [step, setStep] = useSteps<Step>('check', REVERSIBLE);
  const [choice, setChoice] = useState<{ password: string; algorithm: KeyAlgorithm }>();
  const [made, setMade] = useState<Made>();
  const making = useMemo(
    () => (choice ? { token, retrieval, ...choice } : undefined),
    [token, retrieval, choice],
  );
  const onMade = useCallback(
    (certificate: IssuedCertificate, file: HolderFile) => {
      setMade({ certificate, file });
      setChoice(undefined);
      setStep('answer');
    },
    [setStep],
  );
  return (
    <>
      <StepHeader step={step} />
      {step === 'check' ? <CheckStep retrieval={retrieval} onNext={() => setStep('password')} /> : null}
      {step === 'password' ? (
        <PasswordStep
          onBack={() => window.history.back()}
          onChosen={(password, algorithm) => {
            setChoice({ password, algorithm });
            setStep('make');
          }}
        />
      ) : null}
      {step === 'make' && making ? (
        <MakingStep making={making} onMade={onMade} onOvertaken={onAnswered} />
      ) : null}
      {step === 'answer' && made ? (
        <>
          <Saved file={made.file} />
          <AnswerForm
            token={token}
            retrieval={retrieval}
            certificate={made.certificate}
            onAnswered={onAnswered}
          />
        </>
      ) : null}
    </>
  );
}
