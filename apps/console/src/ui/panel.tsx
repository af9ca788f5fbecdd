import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

interface PanelProps {
  readonly title: ReactNode;
  readonly help?: ReactNode;
  readonly action?: ReactNode;
  /** Lists touch the frame. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A titled region of a page. */
export function Panel({ title, help, action, flush = false, children }: PanelProps) {
  const id = useId();
  return (
    <Paper
      component="section"
      variant="outlined"
      aria-labelledby={id}
      sx={{ overflow: 'hidden', minWidth: 0 }}
    >
      <Box sx={{ px: 2, pt: 1.5, pb: flush ? 1.25 : 0.5, display: 'flex', gap: 2, alignItems: 'center' }}>
        <Box sx={{ flexGrow: 1, minWidth: 0 }}>
          <Typography id={id} variant="h2">
            {title}
          </Typography>
          {help ? (
            <Typography variant="body2" color="textSecondary" sx={{ mt: 0.25 }}>
              {help}
            </Typography>
          ) : null}
        </Box>
        {action}
      </Box>
      <Box sx={flush ? { borderTop: 1, borderColor: 'divider' } : { px: 2, pb: 2, pt: 0.5 }}>{children}</Box>
    </Paper>
  );
}
