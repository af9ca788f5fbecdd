import Box from '@mui/material/Box';
import type { OnboardingStep } from '@mandataire/domain/onboarding';
import type { PipelineEntry } from '../../graphql/onboarding.js';
import type { Formats } from '../../i18n/formats.js';
import type { Translate } from '../../i18n/text-store.js';
import { useText } from '../../i18n/use-text.js';

/** "depuis 12 jours": how long it has stood at its step. */
export function Age({ entry }: { entry: PipelineEntry }) {
  const { t, format } = useText();
  if (entry.since === null) return t('app.none');
  return (
    <Box component="time" dateTime={entry.since} title={format.dateTime(entry.since)}>
      {format.relativeDays(entry.since, new Date())}
    </Box>
  );
}

/** What sales have noted, else what the step asks for. */
export function nextActOf(step: OnboardingStep, entry: PipelineEntry, t: Translate, format: Formats): string {
  const { nextAction, nextActionOn, company, agentName } = entry;
  const noted = nextAction ?? (nextActionOn ? t('pipeline.followUp') : null);
  if (noted) return nextActionOn ? `${noted} (${format.shortDate(nextActionOn)})` : noted;
  if (step === 'STOPPED')
    return t('pipeline.nextActs.STOPPED', { state: t(`company.mandates.${company.mandateState}`) });
  return t(`pipeline.nextActs.${step}`, { agent: agentName ?? t('pipeline.theAgent') });
}
