import Typography from '@mui/material/Typography';
import { useEffect, useRef, type ReactNode } from 'react';

interface StepHeadingProps {
  readonly children: ReactNode;
  readonly focus: boolean;
  /** h1 where the step is the whole page. */
  readonly level?: 'h1' | 'h2';
}

/** The heading of a step takes the focus when the step is reached, so that a screen reader starts there. */
export function StepHeading({ children, focus, level = 'h2' }: StepHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!focus) return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [focus]);
  return (
    <Typography variant={level} ref={heading} tabIndex={-1} sx={{ outline: 'none' }}>
      {children}
    </Typography>
  );
}
