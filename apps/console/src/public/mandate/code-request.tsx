import MailOutlined from '@mui/icons-material/MailOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { isGraphqlError } from '../../graphql/graphql-error.js';
import { requestActCode } from '../../graphql/mandate-links.js';
import type { MandateSigner } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { useAct } from '../../ui/use-act.js';
import { useCountdown } from '../../ui/use-countdown.js';

/** The server's rule: one code a minute. */
const WAIT_MS = 60_000;

interface CodeRequestProps {
  readonly token: string;
  readonly signer: MandateSigner;
  readonly email: string;
  readonly onLinkFailed: (error: unknown) => void;
}

/** Asks for the code of the act; another one after a minute. */
export function CodeRequest({ token, signer, email, onLinkFailed }: CodeRequestProps) {
  const { t, format } = useText();
  const [expiresAt, setExpiresAt] = useState<string>();
  const [nextAt, setNextAt] = useState(0);
  const left = useCountdown(nextAt);
  const act = useAct((input: Parameters<typeof requestActCode>[0]) =>
    requestActCode(input).catch((error: unknown) => {
      onLinkFailed(error);
      if (isGraphqlError(error) && error.retryAfter) setNextAt(Date.now() + error.retryAfter * 1000);
      throw error;
    }),
  );
  const ask = async () => {
    const sent = await act.run({ token, signer });
    if (!sent) return;
    setExpiresAt(sent.expiresAt);
    setNextAt(Date.now() + WAIT_MS);
  };
  const label = expiresAt ? t('actCode.again') : t('actCode.request');
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5, overflowWrap: 'anywhere' }}>
      <Box role="status">
        {expiresAt ? (
          <Alert severity="success">{t('actCode.sent', { email, time: format.time(expiresAt) })}</Alert>
        ) : (
          <Typography>{t('actCode.intro', { email })}</Typography>
        )}
      </Box>
      <ErrorNotice error={act.error} />
      <Button
        variant="outlined"
        startIcon={<MailOutlined />}
        disabled={act.busy || left > 0}
        onClick={() => void ask()}
        sx={{ justifySelf: 'start' }}
      >
        {act.busy ? t('actCode.requesting') : left > 0 ? t('actCode.againIn', { smart_count: left }) : label}
      </Button>
    </Box>
  );
}
