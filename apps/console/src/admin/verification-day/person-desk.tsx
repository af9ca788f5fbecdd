import CheckCircle from '@mui/icons-material/CheckCircle';
import QrCode2 from '@mui/icons-material/QrCode2';
import VerifiedUserOutlined from '@mui/icons-material/VerifiedUserOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { MrzReading } from '@mandataire/domain/identity-document';
import type { FailureReason } from '@mandataire/domain/verification-day';
import { useEffect, useState } from 'react';
import type { DayPerson } from '../../graphql/schema-day.js';
import { today } from '../../i18n/calendar-date.js';
import { useText } from '../../i18n/use-text.js';
import { MrzOutcome } from '../../ui/mrz-outcome.js';
import { MrzReader } from '../../ui/mrz-reader.js';
import { Panel } from '../../ui/panel.js';
import { useFields } from '../../ui/use-fields.js';
import type { DocumentInput } from '../../graphql/schema-verification.js';
import {
  DocumentInputs,
  documentOf,
  documentValueFaults,
  EMPTY_DOCUMENT,
  valuesRead,
  type DocumentValues,
} from '../holder/verification/document-inputs.js';
import { FailureDialog } from './failure-dialog.js';

/** Big enough for a thumb, in a row of forty. */
const TAP = { minHeight: 64, fontSize: '1.125rem' } as const;
const NO_ACT = { error: undefined, reset: () => undefined };

interface PersonDeskProps {
  readonly person: DayPerson;
  readonly heading: string;
  readonly onVerified: (document: DocumentInput) => void;
  readonly onAbsent: () => void;
  readonly onFailed: (reason: FailureReason) => void;
  readonly onShowCode: () => void;
}

function Agreement({ person, onShowCode }: Pick<PersonDeskProps, 'person' | 'onShowCode'>) {
  const { t, format } = useText();
  const { agreedAt } = person;
  return (
    <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
      <Typography variant="body2" sx={{ flexGrow: 1 }}>
        {agreedAt ? t('day.agreedAt', { time: format.time(agreedAt) }) : t('day.notAgreed')}
      </Typography>
      {agreedAt === null ? (
        <Button variant="outlined" startIcon={<QrCode2 />} onClick={onShowCode} sx={{ minHeight: 44 }}>
          {t('day.qr')}
        </Button>
      ) : null}
    </Box>
  );
}

/** One person before the desk: document, compared, verified. Two taps once the document is read. */
export function PersonDesk(props: PersonDeskProps) {
  const { person, heading, onVerified, onAbsent, onFailed, onShowCode } = props;
  const { t } = useText();
  const [reading, setReading] = useState<MrzReading>();
  const [compared, setCompared] = useState(false);
  const [failing, setFailing] = useState(false);
  const fields = useFields<DocumentValues>(EMPTY_DOCUMENT, {
    judge: (values) => documentValueFaults(values, today()),
    act: NO_ACT,
  });
  // The taps are at the bottom, the next person's name at the top.
  useEffect(() => {
    window.scrollTo({ top: 0 });
  }, []);
  const take = (read: MrzReading) => {
    setReading(read);
    setCompared(false);
    fields.set(valuesRead(read));
  };
  const complete = Object.keys(documentValueFaults(fields.values, today())).length === 0;
  const verify = () => onVerified(documentOf(fields.values));
  return (
    <Panel
      title={`${person.surname} ${person.givenNames.join(' ')}`}
      help={`${heading} · ${person.jobTitle}`}
    >
      <Box ref={fields.form} component="form" noValidate sx={{ display: 'grid', gap: 2, pt: 1 }}>
        <Agreement person={person} onShowCode={onShowCode} />
        <MrzReader onRead={take} />
        {reading ? <MrzOutcome reading={reading} typed={person} /> : null}
        <DocumentInputs fields={fields} reading={reading} />
        {compared && complete ? (
          <Button
            variant="contained"
            color="success"
            startIcon={<VerifiedUserOutlined />}
            onClick={verify}
            sx={TAP}
          >
            {t('day.verified')}
          </Button>
        ) : (
          <Button
            variant="contained"
            startIcon={<CheckCircle />}
            onClick={fields.submit(() => setCompared(true))}
            sx={TAP}
          >
            {t('day.compared')}
          </Button>
        )}
        <Typography variant="body2" color="textSecondary" sx={{ textAlign: 'center' }}>
          {t(complete ? 'day.comparedHelp' : 'day.needDocument')}
        </Typography>
        <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: '1fr 1fr' }}>
          <Button variant="outlined" size="large" onClick={onAbsent} sx={{ minHeight: 52 }}>
            {t('day.absent')}
          </Button>
          <Button
            variant="outlined"
            color="error"
            size="large"
            onClick={() => setFailing(true)}
            sx={{ minHeight: 52 }}
          >
            {t('day.failed')}
          </Button>
        </Box>
      </Box>
      {failing ? <FailureDialog onChoose={onFailed} onClose={() => setFailing(false)} /> : null}
    </Panel>
  );
}
