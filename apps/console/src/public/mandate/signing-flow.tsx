import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { signMandate } from '../../graphql/mandate-links.js';
import type { MandateFile } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { DefinitionList } from '../../ui/definition-list.js';
import { companyDefinitions } from '../../ui/mandate-terms.js';
import { StepHeading } from '../../ui/step-heading.js';
import { Steps } from '../../ui/steps.js';
import { useSteps } from '../use-steps.js';
import { AgentForm } from './agent-form.js';
import { DraftButton } from './draft-button.js';
import { MandateDocument } from './mandate-document.js';
import { SignatureForm } from './signature-form.js';

const STEPS = ['company', 'agent', 'sign'] as const;
type Step = (typeof STEPS)[number];

interface SigningFlowProps {
  readonly token: string;
  readonly file: MandateFile;
  readonly onFile: (file: MandateFile) => void;
  readonly onReread: () => void;
  readonly onLinkFailed: (error: unknown) => void;
}

function CompanyStep({ file, onConfirm }: { file: MandateFile; onConfirm: () => void }) {
  const { t } = useText();
  const [wrong, setWrong] = useState(false);
  return (
    <Paper variant="outlined" sx={{ p: { xs: 2, sm: 3 }, display: 'grid', gap: 2 }}>
      <Typography>{t('signing.companyIntro')}</Typography>
      <StepHeading focus={false}>{t('signing.companyTitle')}</StepHeading>
      <DefinitionList items={companyDefinitions(file, t)} />
      <Button variant="contained" size="large" onClick={onConfirm}>
        {t('signing.companyConfirm')}
      </Button>
      <Button onClick={() => setWrong(true)} aria-expanded={wrong}>
        {t('signing.companyWrong')}
      </Button>
      <Box role="status">
        {wrong ? <Alert severity="warning">{t('signing.companyWrongText')}</Alert> : null}
      </Box>
    </Paper>
  );
}

function SignStep(props: SigningFlowProps & { onChange: () => void }) {
  const { file, onChange, onFile } = props;
  const { t } = useText();
  return (
    <>
      <Box sx={{ display: 'grid', gap: 0.5, justifyItems: 'start' }}>
        <StepHeading focus>{t('signing.signTitle')}</StepHeading>
        <Typography>{t('signing.signIntro', { company: file.companyName })}</Typography>
        <Button size="small" onClick={onChange} sx={{ ml: -0.5 }}>
          {t('signing.change')}
        </Button>
      </Box>
      <MandateDocument file={file} />
      <DraftButton token={props.token} signer="REPRESENTATIVE" />
      <SignatureForm
        {...props}
        signer="REPRESENTATIVE"
        name={file.representativeName ?? ''}
        email={file.representativeEmail ?? ''}
        labels={{ sign: t('signing.sign'), signing: t('signing.signing') }}
        sign={signMandate}
        onSigned={onFile}
      />
    </>
  );
}

/** The representative's three steps: his company, the MC he names, the text he signs. */
export function SigningFlow(props: SigningFlowProps) {
  const { file, onFile } = props;
  const { t } = useText();
  const [first] = useState<Step>(file.agentEmail ? 'sign' : 'company');
  const [step, setStep] = useSteps<Step>(first, STEPS);
  const named = (changed: MandateFile) => {
    onFile(changed);
    setStep('sign');
  };
  return (
    <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      <Typography variant="h1">{t('signing.title')}</Typography>
      <Steps
        label={t('signing.progress')}
        steps={STEPS.map((name) => t(`signing.steps.${name}`))}
        at={STEPS.indexOf(step)}
      />
      {step === 'company' ? <CompanyStep file={file} onConfirm={() => setStep('agent')} /> : null}
      {step === 'agent' ? <AgentForm {...props} onNamed={named} onBack={() => setStep('company')} /> : null}
      {step === 'sign' ? <SignStep {...props} onChange={() => setStep('agent')} /> : null}
    </Box>
  );
}
