import BlockOutlined from '@mui/icons-material/BlockOutlined';
import CheckCircle from '@mui/icons-material/CheckCircle';
import PendingOutlined from '@mui/icons-material/PendingOutlined';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useText } from '../../i18n/use-text.js';

export interface TimelineStep {
  readonly key: string;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly progress: 'done' | 'current' | 'waiting' | 'stopped';
}

const LOOK = {
  done: { Icon: CheckCircle, color: 'success', word: 'retrieval.progress.done' },
  current: { Icon: PendingOutlined, color: 'info', word: 'retrieval.progress.running' },
  waiting: { Icon: RadioButtonUnchecked, color: 'disabled', word: 'retrieval.progress.waiting' },
  stopped: { Icon: BlockOutlined, color: 'error', word: 'retrieval.progress.failed' },
} as const;

function Step({ step, last }: { step: TimelineStep; last: boolean }) {
  const { t } = useText();
  const { Icon, color, word } = LOOK[step.progress];
  const muted = step.progress === 'waiting';
  return (
    <Box
      component="li"
      aria-current={step.progress === 'current' ? 'step' : undefined}
      sx={{ display: 'flex', gap: 1.5, position: 'relative', pb: last ? 0 : 1.75 }}
    >
      {last ? null : (
        <Box
          aria-hidden
          sx={{ position: 'absolute', left: 11, top: 24, bottom: 0, width: 2, bgcolor: 'divider' }}
        />
      )}
      <Icon color={color} titleAccess={t(word)} sx={{ flexShrink: 0 }} />
      <Box sx={{ minWidth: 0 }}>
        <Typography
          sx={{
            fontWeight: step.progress === 'current' || step.progress === 'stopped' ? 650 : 500,
            color: muted ? 'text.secondary' : 'text.primary',
          }}
        >
          {step.title}
        </Typography>
        {step.detail ? (
          <Typography variant="body2" color="textSecondary">
            {step.detail}
          </Typography>
        ) : null}
      </Box>
    </Box>
  );
}

/** What happened, in order; `live` announces each new step. */
export const Timeline = ({ steps, live = false }: { steps: readonly TimelineStep[]; live?: boolean }) => (
  <Box component="ol" aria-live={live ? 'polite' : undefined} sx={{ listStyle: 'none', m: 0, p: 0, pt: 1 }}>
    {steps.map((step, i) => (
      <Step key={step.key} step={step} last={i === steps.length - 1} />
    ))}
  </Box>
);
