import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import type { Verification } from '../../graphql/schema.js';
import { shownDate } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { DefinitionList } from '../../ui/definition-list.js';
import { VerificationChip } from './state-chips.js';

/** How, when and where the identity was verified (F65); no document number is shown. */
export function VerificationFacts({ verification }: { verification: Verification | null }) {
  const { t, format } = useText();
  if (!verification) return <Typography color="textSecondary">{t('review.noVerification')}</Typography>;
  const { verifiedAt, validUntil, documentType, documentExpiresOn, documentPrintedUntil, place } =
    verification;
  return (
    <>
      <DefinitionList
        items={[
          { term: t('review.state'), value: <VerificationChip verification={verification} /> },
          { term: t('review.verifiedAt'), value: verifiedAt ? format.date(verifiedAt) : t('app.none') },
          { term: t('review.validUntil'), value: validUntil ? format.date(validUntil) : t('app.none') },
          { term: t('review.documentType'), value: t(`document.${documentType}`, { _: documentType }) },
          { term: t('documentForm.validUntil'), value: shownDate(documentExpiresOn, format) },
          { term: t('method.label'), value: t(`method.${verification.method}`) },
          { term: t('method.level'), value: t(`level.${verification.level}`) },
          { term: t('method.by'), value: verification.verifierName },
          { term: t('review.place'), value: place },
        ]}
      />
      {documentPrintedUntil ? (
        <Alert severity="info" sx={{ mt: 1.5 }}>
          {t('meeting.extended', { date: shownDate(documentPrintedUntil, format) })}
        </Alert>
      ) : null}
      {verification.mutual ? (
        <Alert severity="warning" sx={{ mt: 1.5 }}>
          {t('meeting.mutual')}
        </Alert>
      ) : null}
    </>
  );
}
