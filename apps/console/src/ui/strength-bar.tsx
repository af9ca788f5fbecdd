import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useText } from '../i18n/use-text.js';

const FULL_BITS = 90;
const COLORS = { WEAK: 'error', FAIR: 'warning', GOOD: 'success', STRONG: 'success' } as const;

interface StrengthBarProps {
  readonly level: keyof typeof COLORS;
  /** Rough guesses, as a power of two. */
  readonly bits: number;
  readonly children?: ReactNode;
}

/** How strong a password is: in a word for everybody, as a bar for those who see it. */
export function StrengthBar({ level, bits, children }: StrengthBarProps) {
  const { t } = useText();
  return (
    <Box>
      <LinearProgress
        aria-hidden
        variant="determinate"
        color={COLORS[level]}
        value={Math.min(100, (bits / FULL_BITS) * 100)}
        sx={{ height: 6, borderRadius: 3 }}
      />
      <Typography variant="body2" aria-live="polite" sx={{ mt: 0.5 }}>
        {t('retrieval.strength')} : <strong>{t(`retrieval.strengthLevel.${level}`)}</strong>
        {children}
      </Typography>
    </Box>
  );
}
