import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { OnboardingStep } from '@mandataire/domain/onboarding';
import type { PipelineEntry } from '../../graphql/onboarding.js';
import { useText } from '../../i18n/use-text.js';
import { CancelMandateDialog } from './cancel-mandate-dialog.js';
import { InviteDialog } from './invite-dialog.js';

/** The act that was chosen on a company. */
export interface ChosenAct {
  readonly act: 'invite' | 'cancel';
  readonly entry: PipelineEntry;
}

/** An ended mandate is followed by a new one; one that waits is sent again. */
const INVITING: Readonly<Partial<Record<OnboardingStep, string>>> = {
  PROSPECT: 'pipeline.invite',
  STOPPED: 'pipeline.inviteAnew',
};

export function EntryActs(props: {
  readonly step: OnboardingStep;
  readonly entry: PipelineEntry;
  readonly onChoose: (chosen: ChosenAct) => void;
}) {
  const { step, entry, onChoose } = props;
  const { t } = useText();
  const { allowedActions, name } = entry.company;
  if (allowedActions.length === 0) return t('app.none');
  const invite = t(INVITING[step] ?? 'pipeline.reinvite');
  const cancel = t(step === 'PROSPECT' ? 'pipeline.drop' : 'pipeline.cancel');
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {allowedActions.includes('INVITE_REPRESENTATIVE') ? (
        <Button
          size="small"
          variant={step === 'PROSPECT' ? 'contained' : 'outlined'}
          onClick={() => onChoose({ act: 'invite', entry })}
          aria-label={`${invite} : ${name}`}
        >
          {invite}
        </Button>
      ) : null}
      {allowedActions.includes('CANCEL_MANDATE') ? (
        <Button
          size="small"
          color="error"
          onClick={() => onChoose({ act: 'cancel', entry })}
          aria-label={`${cancel} : ${name}`}
        >
          {cancel}
        </Button>
      ) : null}
    </Box>
  );
}

export function ActDialogs(props: {
  readonly chosen: ChosenAct | undefined;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { chosen, ...on } = props;
  if (!chosen) return null;
  const { act, entry } = chosen;
  if (act === 'cancel') return <CancelMandateDialog company={entry.company} {...on} />;
  return <InviteDialog company={entry.company} representativeName={entry.representativeName} {...on} />;
}
