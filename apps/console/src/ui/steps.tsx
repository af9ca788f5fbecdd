import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';

interface StepsProps {
  readonly label: string;
  readonly steps: readonly string[];
  readonly at: number;
}

/** Where a person stands among the few steps of a form. */
export const Steps = ({ label, steps, at }: StepsProps) => (
  <Box
    component="ol"
    aria-label={label}
    sx={{
      m: 0,
      p: 0,
      listStyle: 'none',
      display: 'grid',
      gridTemplateColumns: `repeat(${steps.length}, 1fr)`,
      gap: 0.75,
    }}
  >
    {steps.map((name, i) => (
      <Box component="li" key={name} aria-current={i === at ? 'step' : undefined}>
        <Box sx={{ height: 5, borderRadius: 3, mb: 0.5, bgcolor: i <= at ? 'primary.main' : 'divider' }} />
        <Typography
          variant="body2"
          sx={{ fontWeight: i === at ? 650 : 400, color: i === at ? 'text.primary' : 'text.secondary' }}
        >
          {i + 1}. {name}
        </Typography>
      </Box>
    ))}
  </Box>
);
