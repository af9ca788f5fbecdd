import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { answerCertificate } from '../../graphql/link-acts.js';
import type { IssuedCertificate, OpenRetrieval, Retrieval } from '../../graphql/schema-public.js';
import { groupSerial } from '../../i18n/formats.js';
import { useText } from '../../i18n/use-text.js';
import { MONOSPACE } from '../../theme/theme.js';
import { ActDialog } from '../../ui/act-dialog.js';
import { CertifiedDataList } from '../../ui/certified-data.js';
import { Declaration } from '../../ui/declaration.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Panel } from '../../ui/panel.js';
import { usageNames } from '../../ui/usages.js';
import { useAct } from '../../ui/use-act.js';

interface AnswerFormProps {
  readonly token: string;
  readonly retrieval: OpenRetrieval;
  readonly certificate: IssuedCertificate;
  readonly onAnswered: (retrieval: Retrieval) => void;
}

function CertificateInWords({ retrieval, certificate }: Pick<AnswerFormProps, 'retrieval' | 'certificate'>) {
  const { t, format } = useText();
  return (
    <CertifiedDataList
      data={retrieval.certifiedData}
      more={[
        { term: t('data.product'), value: retrieval.productName },
        { term: t('data.usages'), value: usageNames(retrieval.usages, t) },
        { term: t('data.notBefore'), value: format.dateTime(certificate.notBefore) },
        { term: t('data.notAfter'), value: format.dateTime(certificate.notAfter) },
        {
          term: t('data.serial'),
          value: (
            <Box component="span" sx={{ fontFamily: MONOSPACE, fontSize: '0.875rem' }}>
              {groupSerial(certificate.serial)}
            </Box>
          ),
        },
      ]}
    />
  );
}

function RefuseDialog(props: AnswerFormProps & { open: boolean; onClose: () => void }) {
  const { t } = useText();
  const { token, retrieval, open, onClose, onAnswered } = props;
  const [comment, setComment] = useState('');
  const act = useAct(answerCertificate);
  const refuse = async () => {
    const answered = await act.run({
      token,
      answer: 'REFUSE',
      backupAcknowledged: false,
      comment: comment.trim() || null,
    });
    if (answered) onAnswered(answered);
  };
  return (
    <ActDialog
      open={open}
      title={t('retrieval.refuseTitle')}
      confirm={{ label: t('retrieval.refuseConfirm'), danger: true }}
      act={act}
      onConfirm={() => void refuse()}
      onClose={onClose}
    >
      <Typography>{t('retrieval.refuseText', { name: retrieval.certifiedData.commonName })}</Typography>
      <TextField
        label={`${t('retrieval.refuseComment')} (${t('app.optional')})`}
        multiline
        minRows={2}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </ActDialog>
  );
}

/** The holder reads his certificate in words, then accepts (with his backup, R40) or refuses (F17). */
export function AnswerForm(props: AnswerFormProps) {
  const { token, retrieval, certificate, onAnswered } = props;
  const { t } = useText();
  const [backup, setBackup] = useState(false);
  const [refusing, setRefusing] = useState(false);
  const helpId = useId();
  const act = useAct(answerCertificate);
  const accept = async () => {
    const answered = await act.run({ token, answer: 'ACCEPT', backupAcknowledged: true, comment: null });
    if (answered) onAnswered(answered);
  };
  return (
    <Panel title={t('retrieval.answerTitle')} help={t('retrieval.answerIntro')}>
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <CertificateInWords retrieval={retrieval} certificate={certificate} />
        <Declaration checked={backup} onChange={setBackup} label={t('retrieval.backup')} />
        <ErrorNotice error={act.error} />
        <Button
          variant="contained"
          size="large"
          disabled={!backup || act.busy}
          aria-describedby={backup ? undefined : helpId}
          onClick={() => void accept()}
        >
          {t(act.busy ? 'retrieval.accepting' : 'retrieval.accept')}
        </Button>
        {backup ? null : (
          <Typography id={helpId} variant="body2" color="textSecondary" sx={{ textAlign: 'center' }}>
            {t('retrieval.backupNeeded')}
          </Typography>
        )}
        <Button variant="outlined" color="error" disabled={act.busy} onClick={() => setRefusing(true)}>
          {t('retrieval.refuse')}
        </Button>
      </Box>
      <RefuseDialog {...props} open={refusing} onClose={() => setRefusing(false)} />
    </Panel>
  );
}
