import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import type { Holder } from '../../../graphql/schema.js';
import { cancelDeparture, closeDeparture, returnHolder } from '../../../graphql/verification-acts.js';
import { shownDate } from '../../../i18n/calendar-date.js';
import { useText } from '../../../i18n/use-text.js';
import { ActDialog } from '../../../ui/act-dialog.js';
import { useAct } from '../../../ui/use-act.js';

/** What can be done about a departure, and the words for it. */
const STEPS = {
  CANCEL_DEPARTURE: { act: cancelDeparture, words: 'cancel', told: 'cancelled' },
  CLOSE_DEPARTURE: { act: closeDeparture, words: 'close', told: 'closed' },
  RETURN: { act: returnHolder, words: 'return', told: 'returned' },
} as const;
type Step = keyof typeof STEPS;

interface StepDialogProps {
  readonly holder: Holder;
  readonly step: Step;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function StepDialog({ holder, step, onDone, onClose }: StepDialogProps) {
  const { t } = useText();
  const notify = useNotify();
  const { act: run, words, told } = STEPS[step];
  const act = useAct(run);
  const names = { name: holder.displayName };
  const version = step === 'RETURN' ? holder.version : (holder.departure?.version ?? 0);
  const confirm = async () => {
    if (!(await act.run({ holderId: holder.id, version }))) return;
    notify(t(`departure.${told}`, names), { type: 'success' });
    onDone();
  };
  return (
    <ActDialog
      open
      title={t(`departure.${words}Title`, names)}
      confirm={{ label: t(`departure.${words}`) }}
      dismiss={t('app.close')}
      act={act}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Typography>{t(`departure.${words}Text`)}</Typography>
    </ActDialog>
  );
}

/** How the departure stands, with what can be done about it now. */
export function DepartureNotice({ holder, onDone }: { holder: Holder; onDone: () => void }) {
  const { t, format } = useText();
  const [step, setStep] = useState<Step>();
  const { departure, state } = holder;
  if (!departure || departure.state === 'CANCELLED') return null;
  if (departure.state === 'CLOSED' && state === 'ACTIVE') return null;
  const steps = (Object.keys(STEPS) as Step[]).filter((each) => holder.allowedActions.includes(each));
  const done = () => {
    setStep(undefined);
    onDone();
  };
  return (
    <Alert
      severity={departure.state === 'PLANNED' ? 'info' : 'warning'}
      action={steps.map((each) => (
        <Button key={each} color="inherit" size="small" onClick={() => setStep(each)}>
          {t(`departure.${STEPS[each].words}`)}
        </Button>
      ))}
      sx={{ flexWrap: 'wrap' }}
    >
      {t(`departure.states.${departure.state}`, { date: shownDate(departure.leavesOn, format) })}
      {step ? (
        <StepDialog holder={holder} step={step} onDone={done} onClose={() => setStep(undefined)} />
      ) : null}
    </Alert>
  );
}
