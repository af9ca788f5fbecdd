import MailOutlined from '@mui/icons-material/MailOutlined';
import SmsOutlined from '@mui/icons-material/SmsOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { isGraphqlError } from '../../graphql/graphql-error.js';
import { requestActCode } from '../../graphql/mandate-links.js';
import type { MandateSigner } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { faultText } from '../../ui/fault-text.js';
import { internationalPhone, phoneFaults } from '../../ui/phone.js';
import { useAct } from '../../ui/use-act.js';
import { useCountdown } from '../../ui/use-countdown.js';

/** The server's rule: one code a minute. */
const WAIT_MS = 60_000;

interface CodeRequestProps {
  readonly token: string;
  readonly signer: MandateSigner;
  readonly channel: 'MAIL' | 'SMS';
  readonly email: string;
  /** Masked; null: the signer types his own. */
  readonly phone: string | null;
  readonly onLinkFailed: (error: unknown) => void;
}

/** Asks for the code of the act, by mail or SMS; another one after a minute. */
export function CodeRequest({ token, signer, channel, email, phone, onLinkFailed }: CodeRequestProps) {
  const { t, format, locale } = useText();
  const [sent, setSent] = useState<{ expiresAt: string; phone: string | null }>();
  const [typed, setTyped] = useState('');
  const [judged, setJudged] = useState(false);
  const [nextAt, setNextAt] = useState(0);
  const left = useCountdown(nextAt);
  const act = useAct((input: Parameters<typeof requestActCode>[0]) =>
    requestActCode(input).catch((error: unknown) => {
      onLinkFailed(error);
      if (isGraphqlError(error) && error.retryAfter) setNextAt(Date.now() + error.retryAfter * 1000);
      throw error;
    }),
  );
  const asksPhone = channel === 'SMS' && phone === null;
  const fault = asksPhone ? (typed.trim() === '' ? 'REQUIRED' : phoneFaults(typed).phone) : undefined;
  const ask = async () => {
    setJudged(true);
    if (fault !== undefined) return;
    const own = asksPhone ? internationalPhone(typed) : null;
    const made = await act.run({ token, signer, channel, phone: own });
    if (!made) return;
    setSent(made);
    setNextAt(Date.now() + WAIT_MS);
  };
  const by = channel === 'SMS' ? 'sms' : 'mail';
  const to = channel === 'SMS' ? (sent?.phone ?? phone ?? '') : email;
  const label = sent ? t('actCode.again') : t(by === 'sms' ? 'actCode.requestSms' : 'actCode.request');
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5, overflowWrap: 'anywhere' }}>
      {asksPhone ? (
        <TextField
          name="phone"
          type="tel"
          autoComplete="tel"
          label={t('actCode.phone')}
          required
          value={typed}
          error={judged && fault !== undefined}
          helperText={judged && fault !== undefined ? faultText(fault, t, locale) : t('actCode.phoneHelp')}
          onChange={(event) => setTyped(event.target.value)}
        />
      ) : null}
      <Box role="status">
        {sent ? (
          <Alert severity="success">
            {t('actCode.sent', { email: to, time: format.time(sent.expiresAt) })}
          </Alert>
        ) : asksPhone ? null : (
          <Typography>{t('actCode.intro', { email: to })}</Typography>
        )}
      </Box>
      <ErrorNotice error={act.error} />
      <Button
        variant="outlined"
        startIcon={channel === 'SMS' ? <SmsOutlined /> : <MailOutlined />}
        disabled={act.busy || left > 0}
        onClick={() => void ask()}
        sx={{ justifySelf: 'start' }}
      >
        {act.busy ? t('actCode.requesting') : left > 0 ? t('actCode.againIn', { smart_count: left }) : label}
      </Button>
    </Box>
  );
}
