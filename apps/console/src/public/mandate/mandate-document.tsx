import { isCalendarDate } from '@mandataire/domain/time';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { MandateFile } from '../../graphql/schema-mandate.js';
import { shownDate } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { MONOSPACE } from '../../theme/theme.js';
import { MandateTermsList } from '../../ui/mandate-terms.js';
import { Panel } from '../../ui/panel.js';

/** The whole file that is signed: who, what, until when, every word, and the fingerprint that the signature names. */
export function MandateDocument({ file }: { file: MandateFile }) {
  const { t, format } = useText();
  const version = isCalendarDate(file.textVersion) ? shownDate(file.textVersion, format) : file.textVersion;
  return (
    <>
      <Panel title={t('signedText.limits')}>
        <MandateTermsList terms={file} />
      </Panel>
      <Panel title={t('signedText.title')} help={t('signedText.version', { version })}>
        <Box component="ol" lang="fr" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 1.25 }}>
          {file.text.map((paragraph, i) => (
            <li key={i}>{paragraph}</li>
          ))}
        </Box>
        <Typography
          variant="body2"
          color="textSecondary"
          sx={{ mt: 2, fontFamily: MONOSPACE, fontSize: '0.75rem', overflowWrap: 'anywhere' }}
        >
          {t('signedText.fingerprint', { hash: file.contentHash })}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t('signedText.fingerprintHelp')}
        </Typography>
      </Panel>
    </>
  );
}
