import PrintOutlined from '@mui/icons-material/PrintOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import GlobalStyles from '@mui/material/GlobalStyles';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useCallback } from 'react';
import { useGetRecordId } from 'react-admin';
import { fetchMandateForm } from '../../graphql/mandate-life.js';
import type { MandateForm } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { MONOSPACE } from '../../theme/theme.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { MandateTermsList } from '../../ui/mandate-terms.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { Page } from '../parts/page.js';
import { recordPath } from '../parts/router-link.js';

/** On paper there is the sheet alone: no menu, no buttons. */
const ON_PAPER = {
  '@media print': {
    'body *': { visibility: 'hidden' },
    '#mandate-sheet, #mandate-sheet *': { visibility: 'visible' },
    '#mandate-sheet': { position: 'absolute', inset: 0, border: 0 },
  },
} as const;

function Signature({ who, says }: { who: string; says: readonly string[] }) {
  const { t } = useText();
  return (
    <Box sx={{ breakInside: 'avoid', border: 1, borderColor: 'text.primary', p: 1.5 }}>
      <Typography sx={{ fontWeight: 600 }}>{who}</Typography>
      {says.map((sentence) => (
        <Typography key={sentence} variant="body2" sx={{ mt: 0.5 }}>
          {sentence}
        </Typography>
      ))}
      <Typography variant="body2" sx={{ mt: 1.5, mb: 7 }}>
        {t('paper.signHere')}
      </Typography>
    </Box>
  );
}

/** The text of the law is French whatever the reader's language: it is the document that is signed. */
function Sheet({ form }: { form: MandateForm }) {
  const { t } = useText();
  return (
    <Paper
      id="mandate-sheet"
      variant="outlined"
      lang="fr"
      sx={{ p: { xs: 2, sm: 4 }, display: 'grid', gap: 2 }}
    >
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', justifyContent: 'space-between' }}>
        <Typography variant="h2">{t('paper.heading')}</Typography>
        <Typography sx={{ fontFamily: MONOSPACE, fontSize: '1.25rem', fontWeight: 700 }}>
          {form.reference}
        </Typography>
      </Box>
      <MandateTermsList terms={form} />
      <Box component="ol" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 1 }}>
        {form.text.map((paragraph) => (
          <li key={paragraph}>{paragraph}</li>
        ))}
      </Box>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        <Signature who={t('paper.representative', { name: form.representativeName ?? '' })} says={[]} />
        <Signature
          who={t('paper.agent', { name: form.agentName ?? '' })}
          says={[t('paper.accepts'), form.independence, form.departure]}
        />
      </Box>
      <Typography
        variant="body2"
        sx={{ fontFamily: MONOSPACE, fontSize: '0.7rem', overflowWrap: 'anywhere' }}
      >
        {t('paper.footer', { version: form.textVersion, hash: form.contentHash })}
      </Typography>
    </Paper>
  );
}

/** The form to print (D25): the very file that is signed on a screen, and the reference that an officer types. */
export function MandateFormPage() {
  const { t } = useText();
  const id = String(useGetRecordId());
  const load = useCallback(() => fetchMandateForm(id), [id]);
  const { loaded, reload } = useLoaded(load);
  return (
    <Page
      title={t('paper.title')}
      subtitle={t('paper.subtitle')}
      back={{ to: recordPath('mandates', id), label: t('agent-departure.back') }}
      actions={
        <Button variant="contained" startIcon={<PrintOutlined />} onClick={() => window.print()}>
          {t('paper.print')}
        </Button>
      }
    >
      <GlobalStyles styles={ON_PAPER} />
      {loaded.state === 'loading' ? <LoadingBlocks heights={[240, 160]} /> : null}
      {loaded.state === 'failed' ? <ErrorNotice error={loaded.error} onRetry={reload} /> : null}
      {loaded.state === 'ready' ? <Sheet form={loaded.value} /> : null}
    </Page>
  );
}
