import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import type { IssuedCertificate, OpenRetrieval, Retrieval } from '../../graphql/schema-public.js';
import { certifiesKey } from '../../holder-key/index.js';
import { useText } from '../../i18n/use-text.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { AnswerForm } from './answer-form.js';
import { keptKey, type KeptKey } from './key-safe.js';
import { RestorePanel } from './restore-panel.js';
import { StepHeader } from './steps.js';

interface MadeFlowProps {
  readonly token: string;
  readonly retrieval: OpenRetrieval;
  readonly certificate: IssuedCertificate;
  readonly onAnswered: (retrieval: Retrieval) => void;
}

function KeyElsewhere() {
  const { t } = useText();
  return (
    <Alert severity="warning">
      <strong>{t('retrieval.elsewhereTitle')}.</strong>
      <Typography sx={{ mt: 0.5 }}>{t('retrieval.elsewhereText')}</Typography>
      <Typography sx={{ mt: 0.5 }}>{t('retrieval.elsewhereLost')}</Typography>
    </Alert>
  );
}

/** The link opened again once the certificate exists: the same browser can save the file again, another only answers. */
export function MadeFlow(props: MadeFlowProps) {
  const { token, retrieval, certificate } = props;
  const [key, setKey] = useState<KeptKey | 'absent'>();
  useEffect(() => {
    keptKey(token).then(
      (kept) => setKey(kept && certifiesKey(certificate.pem, kept.publicKey) ? kept : 'absent'),
      () => setKey('absent'),
    );
  }, [token, certificate.pem]);
  if (!key) return <LoadingBlocks />;
  return (
    <>
      <StepHeader step="answer" />
      {key === 'absent' ? (
        <KeyElsewhere />
      ) : (
        <RestorePanel retrieval={retrieval} certificate={certificate} keptKey={key} />
      )}
      <AnswerForm {...props} />
    </>
  );
}
