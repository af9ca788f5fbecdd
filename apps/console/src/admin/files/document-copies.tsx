import DownloadOutlined from '@mui/icons-material/DownloadOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { saveStoredFile } from '../../files/download.js';
import type { DocumentCopy } from '../../graphql/schema.js';
import '../../i18n/extend-files.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { Panel } from '../../ui/panel.js';
import { useAct } from '../../ui/use-act.js';

interface DocumentCopiesProps {
  readonly copies: readonly DocumentCopy[];
  /** Of the office: the order whose file it has opened, with its reason. */
  readonly openedOrderId?: string;
}

/** Copies of the identity document, where they are, and the way to them for who may read them (F14, D9). */
export function DocumentCopies({ copies, openedOrderId }: DocumentCopiesProps) {
  const { t } = useText();
  return (
    <Panel title={t('identityFiles.title')}>
      {copies.length === 0 ? (
        <Typography color="textSecondary">{t('identityFiles.none')}</Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}>
          {copies.map((copy) => (
            <Copy key={copy.id} copy={copy} openedOrderId={openedOrderId} />
          ))}
        </Box>
      )}
      {openedOrderId && copies.length > 0 ? (
        <Typography variant="body2" color="textSecondary" sx={{ mt: 1 }}>
          {t('identityFiles.notice')}
        </Typography>
      ) : null}
    </Panel>
  );
}

function Copy({ copy, openedOrderId }: { copy: DocumentCopy; openedOrderId: string | undefined }) {
  const { t, format } = useText();
  const act = useAct(saveStoredFile);
  const { name, state, removedAt } = copy;
  const readable = state === 'ATTACHED' || (state === 'ARCHIVED' && openedOrderId !== undefined);
  const gone = state === 'ARCHIVED' ? 'identityFiles.archived' : 'identityFiles.erased';
  return (
    <Box component="li" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
      <Box sx={{ flex: '1 1 12rem', minWidth: 0 }}>
        <Typography sx={{ overflowWrap: 'anywhere' }}>{name}</Typography>
        {removedAt ? (
          <Typography variant="body2" color="textSecondary">
            {t(gone, { date: format.date(removedAt) })}
          </Typography>
        ) : null}
      </Box>
      {readable ? (
        <Button
          size="small"
          variant="outlined"
          startIcon={<DownloadOutlined />}
          disabled={act.busy}
          aria-label={`${t('file.open')} : ${name}`}
          onClick={() => void act.run(copy, openedOrderId)}
        >
          {t(act.busy ? 'file.opening' : 'file.open')}
        </Button>
      ) : null}
      <ErrorNotice error={act.error} />
    </Box>
  );
}
