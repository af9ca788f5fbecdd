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

interface Sent {
  readonly expiresAt: string;
  readonly phone: string | null;
}

/** What is wrong with a number that the signer types; undefined where none is asked for. */
const phoneFault = (asked: boolean, typed: string): string | undefined => {
  if (!asked) return undefined;
  return typed.trim() === '' ? 'REQUIRED' : phoneFaults(typed).phone;
};

function PhoneField(props: { typed: string; fault: string | undefined; onTyped: (typed: string) => void }) {
  const { typed, fault, onTyped } = props;
  const { t, locale } = useText();
  return (
    <TextField
      name="phone"
      type="tel"
      autoComplete="tel"
      label={t('actCode.phone')}
      required
      value={typed}
      error={fault !== undefined}
      helperText={fault === undefined ? t('actCode.phoneHelp') : faultText(fault, t, locale)}
      onChange={(event) => onTyped(event.target.value)}
    />
  );
}

/** Where the code goes, or went and until when it counts. */
function Whereto({ to, sent }: { to: string; sent: Sent | undefined }) {
  const { t, format } = useText();
  return (
    <Box role="status">
      {sent ? (
        <Alert severity="success">
          {t('actCode.sent', { email: sent.phone ?? to, time: format.time(sent.expiresAt) })}
        </Alert>
      ) : to === '' ? null : (
        <Typography>{t('actCode.intro', { email: to })}</Typography>
      )}
    </Box>
  );
}

interface AskButtonProps {
  readonly isSms: boolean;
  readonly busy: boolean;
  /** Seconds until the next code. */
  readonly left: number;
  readonly again: boolean;
  readonly onAsk: () => void;
}

function AskButton({ isSms, busy, left, again, onAsk }: AskButtonProps) {
  const { t } = useText();
  const first = isSms ? 'actCode.requestSms' : 'actCode.request';
  const label = left > 0 ? t('actCode.againIn', { smart_count: left }) : t(again ? 'actCode.again' : first);
  return (
    <Button
      variant="outlined"
      startIcon={isSms ? <SmsOutlined /> : <MailOutlined />}
      disabled={busy || left > 0}
      onClick={onAsk}
      sx={{ justifySelf: 'start' }}
    >
      {busy ? t('actCode.requesting') : label}
    </Button>
  );
}

/** Asks for the code of the act, by mail or SMS; another one after a minute. */
export function CodeRequest({ token, signer, channel, email, phone, onLinkFailed }: CodeRequestProps) {
  const [sent, setSent] = useState<Sent>();
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
  const isSms = channel === 'SMS';
  const asksPhone = isSms && phone === null;
  const fault = phoneFault(asksPhone, typed);
  const ask = async () => {
    setJudged(true);
    if (fault !== undefined) return;
    const made = await act.run({
      token,
      signer,
      channel,
      phone: asksPhone ? internationalPhone(typed) : null,
    });
    if (!made) return;
    setSent(made);
    setNextAt(Date.now() + WAIT_MS);
  };
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5, overflowWrap: 'anywhere' }}>
      {asksPhone ? <PhoneField typed={typed} fault={judged ? fault : undefined} onTyped={setTyped} /> : null}
      <Whereto to={isSms ? (phone ?? '') : email} sent={sent} />
      <ErrorNotice error={act.error} />
      <AskButton
        isSms={isSms}
        busy={act.busy}
        left={left}
        again={sent !== undefined}
        onAsk={() => void ask()}
      />
    </Box>
  );
}
