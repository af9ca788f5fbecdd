import Box from '@mui/material/Box';
import { useText } from '../i18n/use-text.js';

/** Says on every page that nothing here has any value. */
export function DemoBadge() {
  const { t } = useText();
  return (
    <Box
      component="span"
      sx={{
        border: '1px solid rgba(255,255,255,.55)',
        borderRadius: 1,
        px: 0.75,
        py: 0.25,
        fontSize: '0.6875rem',
        fontWeight: 650,
        letterSpacing: '0.04em',
        lineHeight: 1.3,
        whiteSpace: 'nowrap',
      }}
    >
      {t('app.demo')}
      <Box component="span" sx={{ display: { xs: 'none', sm: 'inline' } }}>
        {t('app.noValue')}
      </Box>
    </Box>
  );
}
