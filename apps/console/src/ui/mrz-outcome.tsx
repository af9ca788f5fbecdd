import Alert, { type AlertColor } from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import {
  compareNames,
  type ComparedName,
  type MrzReading,
  type NameVerdict,
  type TypedNames,
} from '@mandataire/domain/identity-document';
import { shownDate } from '../i18n/calendar-date.js';
import { useText } from '../i18n/use-text.js';

const TONE: Readonly<Record<NameVerdict, AlertColor>> = {
  EQUAL: 'success',
  COMPATIBLE: 'warning',
  DIFFERS: 'error',
};

function NameLine({ label, name }: { label: string; name: ComparedName }) {
  const { t } = useText();
  const { difference, read, expected } = name;
  if (difference === null) return null;
  return <li>{t(`mrz.differences.${difference}`, { field: label, read, expected })}</li>;
}

/** What was read, what to look at, and how the names compare with those to certify. The eye decides (F14). */
export function MrzOutcome({ reading, typed }: { reading: MrzReading; typed: TypedNames }) {
  const { t, format } = useText();
  const names = compareNames(reading, typed);
  const looks = reading.findings.map((finding) =>
    t(`mrz.findings.${finding}`, { date: shownDate(reading.validUntil, format) }),
  );
  const expired = reading.findings.includes('EXPIRED');
  return (
    <Alert severity={expired ? 'error' : TONE[names.verdict]} role="status">
      <Typography sx={{ fontWeight: 600 }}>{t(`mrz.verdicts.${names.verdict}`)}</Typography>
      <Typography variant="body2">
        {t('mrz.readNames', { names: [reading.surname, ...reading.givenNames].join(' ') })}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5, '&:empty': { display: 'none' } }}>
        <NameLine label={t('data.surname')} name={names.surname} />
        <NameLine label={t('data.givenNames')} name={names.givenNames} />
        {looks.map((look) => (
          <li key={look}>{look}</li>
        ))}
      </Box>
      <Typography variant="body2">{t('mrz.compare')}</Typography>
    </Alert>
  );
}
