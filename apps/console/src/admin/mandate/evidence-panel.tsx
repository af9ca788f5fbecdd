import { isCalendarDate } from '@mandataire/domain/time';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { MandateEvidence } from '../../graphql/schema-mandate.js';
import { shownDate } from '../../i18n/calendar-date.js';
import type { Formats } from '../../i18n/formats.js';
import type { Translate } from '../../i18n/text-store.js';
import { useText } from '../../i18n/use-text.js';
import { MONOSPACE } from '../../theme/theme.js';
import { Panel } from '../../ui/panel.js';

/** "KBIS K-2026-1 2026-11-02" as a person reads it: kind, reference, date. */
const shownReference = (value: string, t: Translate, format: Formats): string =>
  value
    .split(' ')
    .map((word) =>
      isCalendarDate(word) ? shownDate(word, format) : t(`evidence.values.${word}`, { _: word }),
    )
    .join(', ');

function Line({ evidence }: { evidence: MandateEvidence }) {
  const { t, format } = useText();
  const { kind, email, typedName, strength, boundBy, contentHash, at, references } = evidence;
  return (
    <Box
      component="li"
      sx={{ py: 1.25, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}
    >
      <Typography sx={{ fontWeight: 600 }}>{t(`evidence.kinds.${kind}`, { _: kind })}</Typography>
      <Typography variant="body2">
        {format.preciseTime(at)}, {typedName ? t('evidence.typed', { name: typedName, email }) : email}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {t(`evidence.strengths.${strength}`, { _: strength })}
        {boundBy ? ` : ${boundBy}` : null}
      </Typography>
      {references.map(({ label, value }) => (
        <Typography key={label} variant="body2">
          {t(`evidence.references.${label}`, { _: label })} : {shownReference(value, t, format)}
        </Typography>
      ))}
      <Typography
        variant="body2"
        color="textSecondary"
        sx={{ fontFamily: MONOSPACE, fontSize: '0.75rem', overflowWrap: 'anywhere' }}
      >
        {t('evidence.hash', { hash: contentHash })}
      </Typography>
    </Box>
  );
}

/** Each wilful act on the mandate: who, when, how strongly, on what exactly (D25, I-4). */
export function EvidencePanel({ evidence }: { evidence: readonly MandateEvidence[] }) {
  const { t } = useText();
  return (
    <Panel title={t('evidence.title')} help={t('evidence.help')}>
      {evidence.length === 0 ? (
        <Typography color="textSecondary">{t('evidence.none')}</Typography>
      ) : (
        <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {evidence.map((one) => (
            <Line key={`${one.kind} ${one.at}`} evidence={one} />
          ))}
        </Box>
      )}
    </Panel>
  );
}
