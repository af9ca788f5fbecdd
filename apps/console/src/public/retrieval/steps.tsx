import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import { useText } from '../../i18n/use-text.js';

export const STEPS = ['check', 'password', 'make', 'answer'] as const;
export type Step = (typeof STEPS)[number];

/** Where the holder stands among the four steps; the heading of a new step takes the focus. */
export function StepHeader({ step }: { step: Step }) {
  const { t } = useText();
  const at = STEPS.indexOf(step);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (at > 0) heading.current?.focus();
  }, [at]);
  return (
    <Box sx={{ display: 'grid', gap: 1.25 }}>
      <Typography variant="h1" ref={heading} tabIndex={-1} sx={{ outline: 'none' }}>
        {t('retrieval.title')}
      </Typography>
      <Box
        component="ol"
        sx={{
          m: 0,
          p: 0,
          listStyle: 'none',
          display: 'grid',
          gridTemplateColumns: 'repeat(4, 1fr)',
          gap: 0.75,
        }}
      >
        {STEPS.map((name, i) => (
          <Box component="li" key={name} aria-current={i === at ? 'step' : undefined}>
            <Box
              sx={{ height: 5, borderRadius: 3, mb: 0.5, bgcolor: i <= at ? 'primary.main' : 'divider' }}
            />
            <Typography
              variant="body2"
              sx={{ fontWeight: i === at ? 650 : 400, color: i === at ? 'text.primary' : 'text.secondary' }}
            >
              {t(`retrieval.steps.${name}`)}
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
