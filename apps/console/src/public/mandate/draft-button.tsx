import PictureAsPdfOutlined from '@mui/icons-material/PictureAsPdfOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { readMandateDraft } from '../../graphql/signing.js';
import type { MandateSigner } from '../../graphql/schema-mandate.js';
import '../../i18n/extend-evidence.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { saveHandedOut } from '../../ui/save-handed-out.js';
import { useAct } from '../../ui/use-act.js';

/** The text on a durable medium before it is signed (F63). */
export function DraftButton({ token, signer }: { readonly token: string; readonly signer: MandateSigner }) {
  const { t } = useText();
  const act = useAct(async () => saveHandedOut(await readMandateDraft(token, signer)));
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Button
        variant="outlined"
        startIcon={<PictureAsPdfOutlined />}
        disabled={act.busy}
        onClick={() => void act.run()}
        sx={{ justifySelf: 'start' }}
      >
        {t('means.draft')}
      </Button>
      <ErrorNotice error={act.error} />
    </Box>
  );
}
