import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { groupSerial, shortSerial } from '../../i18n/formats.js';
import { useText } from '../../i18n/use-text.js';
import { MONOSPACE } from '../../theme/theme.js';

/**
 * An expiry: the date, and how far it is in days; late or near ones stand out by weight, not by colour alone. What ended
 * otherwise (`over`) counts no days.
 */
export function Expiry({ at, over = false }: { at: string; over?: boolean }) {
  const { format } = useText();
  const now = new Date();
  const days = (Date.parse(at) - now.getTime()) / 86_400_000;
  const near = days <= 90;
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', gap: '0 8px', flexWrap: 'wrap', alignItems: 'baseline' }}
    >
      <Box component="time" dateTime={at} sx={{ whiteSpace: 'nowrap' }}>
        {format.shortDate(at)}
      </Box>
      {over ? null : (
        <Typography
          component="span"
          variant="body2"
          sx={{
            whiteSpace: 'nowrap',
            fontWeight: near ? 650 : 400,
            color: near ? 'warning.main' : 'text.secondary',
          }}
        >
          {format.relativeDays(at, now)}
        </Typography>
      )}
    </Box>
  );
}

export const Serial = ({ serial, short = false }: { serial: string; short?: boolean }) => (
  <Box
    component="span"
    title={short ? groupSerial(serial) : undefined}
    sx={{ fontFamily: MONOSPACE, fontSize: '0.8125rem', overflowWrap: 'anywhere' }}
  >
    {short ? shortSerial(serial) : groupSerial(serial)}
  </Box>
);
