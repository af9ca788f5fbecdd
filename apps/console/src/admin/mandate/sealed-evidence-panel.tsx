import DataObjectOutlined from '@mui/icons-material/DataObjectOutlined';
import PictureAsPdfOutlined from '@mui/icons-material/PictureAsPdfOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { Mandate, SealedEvidence } from '../../graphql/schema-mandate.js';
import { handOutEvidence } from '../../graphql/signing.js';
import '../../i18n/extend-evidence.js';
import { useText } from '../../i18n/use-text.js';
import { MONOSPACE } from '../../theme/theme.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Panel } from '../../ui/panel.js';
import { saveHandedOut } from '../../ui/save-handed-out.js';
import { useAct } from '../../ui/use-act.js';

function Line({ mandateId, sealed }: { readonly mandateId: string; readonly sealed: SealedEvidence }) {
  const { t, format } = useText();
  const { id: evidenceId, stage, builtAt, stampedAt, evidenceHash } = sealed;
  const act = useAct(async (form: 'PDF' | 'JSON') =>
    saveHandedOut(await handOutEvidence({ mandateId, evidenceId, form })),
  );
  return (
    <Box component="li" sx={{ py: 1.25, display: 'grid', gap: 0.5, borderTop: 1, borderColor: 'divider' }}>
      <Typography sx={{ fontWeight: 600 }}>{t(`sealed.stages.${stage}`)}</Typography>
      <Typography variant="body2">{t('sealed.built', { date: format.preciseTime(builtAt) })}</Typography>
      <Typography variant="body2" color="textSecondary">
        {stampedAt ? t('sealed.stamped', { date: format.preciseTime(stampedAt) }) : t('sealed.notStamped')}
      </Typography>
      <Typography
        variant="body2"
        color="textSecondary"
        sx={{ fontFamily: MONOSPACE, fontSize: '0.75rem', overflowWrap: 'anywhere' }}
      >
        {t('sealed.hash', { hash: evidenceHash })}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 0.5 }}>
        <Button
          variant="outlined"
          startIcon={<PictureAsPdfOutlined />}
          disabled={act.busy}
          onClick={() => void act.run('PDF')}
        >
          {t('sealed.pdf')}
        </Button>
        <Button startIcon={<DataObjectOutlined />} disabled={act.busy} onClick={() => void act.run('JSON')}>
          {t('sealed.json')}
        </Button>
      </Box>
      <ErrorNotice error={act.error} />
    </Box>
  );
}

/** What can be carried before a judge: the sealed file, once complete and again once decided (R20). */
export function SealedEvidencePanel({ mandate }: { readonly mandate: Mandate }) {
  const { t } = useText();
  if (mandate.sealedEvidence.length === 0) return null;
  return (
    <Panel title={t('sealed.title')} help={t('sealed.help')}>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {mandate.sealedEvidence.map((sealed) => (
          <Line key={sealed.id} mandateId={mandate.id} sealed={sealed} />
        ))}
      </Box>
    </Panel>
  );
}
