import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useText } from '../i18n/use-text.js';

/** The shape of what is coming; said once to a screen reader. */
export function LoadingBlocks({ heights = [36, 120, 220] }: { heights?: readonly number[] }) {
  const { t } = useText();
  return (
    <Box role="status" sx={{ display: 'grid', gap: 2 }}>
      <Box
        component="span"
        sx={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}
      >
        {t('app.loading')}
      </Box>
      {heights.map((height, i) => (
        <Skeleton key={i} variant="rounded" height={height} animation="wave" />
      ))}
    </Box>
  );
}
