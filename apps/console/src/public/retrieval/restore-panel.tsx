import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState, type FormEvent } from 'react';
import type { IssuedCertificate, OpenRetrieval } from '../../graphql/schema-public.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Panel } from '../../ui/panel.js';
import { useAct } from '../../ui/use-act.js';
import type { KeptKey } from './key-safe.js';
import { holderFile, saveHolderFile } from './make-certificate.js';
import { isPasswordReady, PasswordFields, type ChosenPassword } from './password-fields.js';

const EMPTY: ChosenPassword = { password: '', confirmation: '' };

interface RestorePanelProps {
  readonly retrieval: OpenRetrieval;
  readonly certificate: IssuedCertificate;
  readonly keptKey: KeptKey;
}

/** The link opened again in the browser that made the key: the file can be saved once more, under a new password. */
export function RestorePanel({ retrieval, certificate, keptKey }: RestorePanelProps) {
  const { t } = useText();
  const [chosen, setChosen] = useState(EMPTY);
  const [saved, setSaved] = useState<string>();
  const act = useAct((password: string) => holderFile(retrieval, certificate, keptKey, password));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!isPasswordReady(chosen)) return;
    const file = await act.run(chosen.password);
    if (!file) return;
    saveHolderFile(file);
    setSaved(file.name);
    setChosen(EMPTY);
  };
  return (
    <Panel title={t('retrieval.restoreTitle')} help={t('retrieval.restoreText')}>
      <Box
        component="form"
        noValidate
        onSubmit={(event) => void save(event)}
        sx={{ display: 'grid', gap: 2, pt: 1.5 }}
      >
        <PasswordFields value={chosen} onChange={setChosen} />
        <ErrorNotice error={act.error} />
        <Button type="submit" variant="outlined" disabled={!isPasswordReady(chosen) || act.busy}>
          {t('retrieval.saveAgain')}
        </Button>
        <Typography aria-live="polite">{saved ? t('retrieval.savedText', { file: saved }) : ''}</Typography>
      </Box>
    </Panel>
  );
}
