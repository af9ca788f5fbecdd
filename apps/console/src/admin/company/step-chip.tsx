import BlockOutlined from '@mui/icons-material/BlockOutlined';
import CheckCircleOutlined from '@mui/icons-material/CheckCircleOutlined';
import HourglassEmptyOutlined from '@mui/icons-material/HourglassEmptyOutlined';
import type { OnboardingStep } from '@mandataire/domain/onboarding';
import { useText } from '../../i18n/use-text.js';
import { StatusChip } from '../parts/status-chip.js';

/** Where a company stands. */
export function StepChip({ step }: { step: OnboardingStep }) {
  const { t } = useText();
  const label = t(`pipeline.step.${step}`);
  if (step === 'ACTIVE') return <StatusChip tone="success" icon={CheckCircleOutlined} label={label} />;
  if (step === 'STOPPED') return <StatusChip tone="neutral" icon={BlockOutlined} label={label} />;
  return <StatusChip tone="info" icon={HourglassEmptyOutlined} label={label} />;
}
