import UploadFileOutlined from '@mui/icons-material/UploadFileOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { LARGEST_FILE } from '@mandataire/domain/staff-list';
import { useRef, useState, type ChangeEvent } from 'react';
import { useRedirect } from 'react-admin';
import { uploadStaffList } from '../../graphql/staff-lists.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Panel } from '../../ui/panel.js';
import { useAct } from '../../ui/use-act.js';
import { recordPath } from '../parts/router-link.js';

/** Takes a file and goes to its page; nothing of the company changes by it. */
export function UploadPanel() {
  const { t } = useText();
  const redirect = useRedirect();
  const input = useRef<HTMLInputElement>(null);
  const [tooLarge, setTooLarge] = useState(false);
  const act = useAct(uploadStaffList);
  const send = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [file] = target.files ?? [];
    // The same file again, corrected meanwhile, is a new choice.
    target.value = '';
    if (!file) return;
    setTooLarge(file.size > LARGEST_FILE);
    if (file.size > LARGEST_FILE) return;
    const id = await act.run(file);
    if (id !== undefined) redirect(recordPath('staff-lists', id));
  };
  return (
    <Panel title={t('staffList.upload')} help={t('staffList.uploadHelp')}>
      <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start', pt: 1 }}>
        <Box
          component="input"
          ref={input}
          type="file"
          accept=".csv,.txt,.tsv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          aria-label={t('staffList.choose')}
          tabIndex={-1}
          onChange={(event: ChangeEvent<HTMLInputElement>) => void send(event)}
          sx={{
            position: 'absolute',
            width: '1px',
            height: '1px',
            overflow: 'hidden',
            clipPath: 'inset(50%)',
          }}
        />
        <Button
          variant="contained"
          startIcon={<UploadFileOutlined />}
          disabled={act.busy}
          onClick={() => input.current?.click()}
        >
          {t(act.busy ? 'staffList.uploading' : 'staffList.choose')}
        </Button>
        {tooLarge ? <Alert severity="error">{t('staffList.tooLarge')}</Alert> : null}
        <ErrorNotice error={act.error} />
      </Box>
    </Panel>
  );
}
