import ContentCopy from '@mui/icons-material/ContentCopy';
import DownloadOutlined from '@mui/icons-material/DownloadOutlined';
import PrintOutlined from '@mui/icons-material/PrintOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import GlobalStyles from '@mui/material/GlobalStyles';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import '../i18n/extend-security.js';
import { useText } from '../i18n/use-text.js';
import { MONOSPACE } from '../theme/theme.js';
import { saveFile } from './save-file.js';

/** On paper only the codes and what they are for, wherever on the screen they stand. */
const PRINTED = (
  <GlobalStyles
    styles={{
      '@media print': {
        'body *': { visibility: 'hidden' },
        '[data-printed], [data-printed] *': { visibility: 'visible' },
        '[data-printed]': { position: 'fixed', top: 0, left: 0, border: 0 },
      },
    }}
  />
);

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  /** The person says that he has kept them: nobody can show them again. */
  readonly onKept: () => void;
}

/** The ten recovery codes, shown this once: copied, saved or printed, then put away by the person. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const { t } = useText();
  const [copied, setCopied] = useState(false);
  const [kept, setKept] = useState(false);
  const text = [t('recoveryCodes.paperTitle'), t('recoveryCodes.paperHelp'), '', ...codes, ''].join('\n');
  const copy = () =>
    void navigator.clipboard?.writeText(codes.join('\n')).then(
      () => setCopied(true),
      () => undefined,
    );
  return (
    <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
      {PRINTED}
      <Typography>{t('recoveryCodes.intro')}</Typography>
      <Box
        data-printed
        sx={{ p: { xs: 1.5, sm: 2 }, border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: '#fff' }}
      >
        <Box sx={{ display: 'none', '@media print': { display: 'block', mb: 2 } }}>
          <strong>{t('recoveryCodes.paperTitle')}</strong>
          <div>{t('recoveryCodes.paperHelp')}</div>
        </Box>
        <Box
          component="ol"
          aria-label={t('recoveryCodes.list')}
          sx={{
            m: 0,
            pl: '2.25em',
            fontFamily: MONOSPACE,
            fontSize: '0.875rem',
            '& li': { pl: 0.5, lineHeight: 1.75, overflowWrap: 'anywhere' },
          }}
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        <Button size="small" variant="outlined" startIcon={<ContentCopy />} onClick={copy}>
          <span role="status">{t(copied ? 'recoveryCodes.copied' : 'recoveryCodes.copy')}</span>
        </Button>
        <Button
          size="small"
          variant="outlined"
          startIcon={<DownloadOutlined />}
          onClick={() => saveFile(t('recoveryCodes.fileName'), text, 'text/plain;charset=utf-8')}
        >
          {t('recoveryCodes.save')}
        </Button>
        <Button size="small" variant="outlined" startIcon={<PrintOutlined />} onClick={() => window.print()}>
          {t('recoveryCodes.print')}
        </Button>
      </Box>
      <Alert severity="warning">{t('recoveryCodes.once')}</Alert>
      <FormControlLabel
        control={<Checkbox checked={kept} onChange={(event) => setKept(event.target.checked)} />}
        label={t('recoveryCodes.kept')}
      />
      <Button variant="contained" size="large" disabled={!kept} onClick={onKept}>
        {t('recoveryCodes.continue')}
      </Button>
    </Box>
  );
}
