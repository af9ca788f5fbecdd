import Chip from '@mui/material/Chip';
import type { ElementType } from 'react';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'error';

const COLOURS: Readonly<Record<Tone, { ink: string; ground: string }>> = {
  neutral: { ink: '#414d5a', ground: '#e9edf1' },
  info: { ink: '#17466f', ground: '#e3eef8' },
  success: { ink: '#14532f', ground: '#e0f2e7' },
  warning: { ink: '#6e4100', ground: '#fdf0d8' },
  error: { ink: '#8f1d16', ground: '#fce6e4' },
};

/** A state: always icon and words, so that colour only helps. */
export function StatusChip({ tone, icon: Icon, label }: { tone: Tone; icon: ElementType; label: string }) {
  const { ink, ground } = COLOURS[tone];
  return (
    <Chip
      size="small"
      icon={<Icon aria-hidden />}
      label={label}
      sx={{ bgcolor: ground, color: ink, maxWidth: '100%', '& .MuiChip-icon': { color: ink, fontSize: 16 } }}
    />
  );
}
