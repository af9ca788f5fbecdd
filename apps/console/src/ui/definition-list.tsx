import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';

export interface Definition {
  readonly term: ReactNode;
  readonly value: ReactNode;
  readonly help?: string;
}

/** Terms and values side by side, one above the other on a phone. */
export const DefinitionList = ({ items }: { items: readonly Definition[] }) => (
  <Box
    component="dl"
    sx={{ m: 0, display: 'grid', alignContent: 'start', gridTemplateColumns: { xs: '1fr', sm: '172px 1fr' } }}
  >
    {items.map(({ term, value, help }, i) => (
      <Box key={i} sx={{ display: 'contents' }}>
        <Typography
          component="dt"
          variant="body2"
          color="textSecondary"
          sx={{ pt: 1, pb: { xs: 0, sm: 1 }, pr: 2, borderTop: i === 0 ? 0 : 1, borderColor: 'divider' }}
        >
          {term}
        </Typography>
        <Box
          component="dd"
          sx={{
            m: 0,
            pt: { xs: 0.25, sm: 1 },
            pb: 1,
            overflowWrap: 'anywhere',
            borderTop: { xs: 0, sm: i === 0 ? 0 : 1 },
            borderColor: { sm: 'divider' },
          }}
        >
          {value}
          {help ? (
            <Typography variant="caption" color="textSecondary" sx={{ display: 'block' }}>
              {help}
            </Typography>
          ) : null}
        </Box>
      </Box>
    ))}
  </Box>
);
