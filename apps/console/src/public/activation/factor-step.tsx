import ContentCopy from '@mui/icons-material/ContentCopy';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useCallback, useState } from 'react';
import { beginActivation } from '../../graphql/mandate-links.js';
import type { TotpEnrolment } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { MONOSPACE } from '../../theme/theme.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { StepHeading } from '../../ui/step-heading.js';
import { useFields } from '../../ui/use-fields.js';
import { useLoaded } from '../use-loaded.js';

const grouped = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');
const digitsOf = (value: string): string => value.replace(/\D/g, '').slice(0, 6);

function Enrolment({ enrolment }: { enrolment: TotpEnrolment }) {
  const { t } = useText();
  const [copied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard?.writeText(enrolment.secret).then(
      () => setCopied(true),
      () => undefined,
    );
  return (
    <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'center' }}>
      <Box
        component="img"
        src={`data:image/svg+xml,${encodeURIComponent(enrolment.qrCodeSvg)}`}
        alt={t('activation.qr')}
        sx={{ width: 200, height: 200, border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: '#fff' }}
      />
      <Box sx={{ flex: '1 1 220px', minWidth: 0, display: 'grid', gap: 0.75, justifyItems: 'start' }}>
        <Typography>{t('activation.manual')}</Typography>
        <Typography
          data-secret
          sx={{
            fontFamily: MONOSPACE,
            fontSize: '1.0625rem',
            overflowWrap: 'anywhere',
            letterSpacing: '0.05em',
          }}
        >
          {grouped(enrolment.secret)}
        </Typography>
        <Button size="small" variant="outlined" startIcon={<ContentCopy />} onClick={copy}>
          <span role="status">{t(copied ? 'activation.copied' : 'activation.copy')}</span>
        </Button>
        <Typography variant="body2" color="textSecondary">
          {t('activation.manualHelp')}
        </Typography>
      </Box>
    </Box>
  );
}

interface FactorStepProps {
  readonly token: string;
  readonly act: { readonly busy: boolean; readonly error: unknown; readonly reset: () => void };
  readonly onCode: (code: string) => void;
  readonly onBack: () => void;
}

/** The secret, as a picture and as letters, proved by a code before anything is kept. */
export function FactorStep({ token, act, onCode, onBack }: FactorStepProps) {
  const { t } = useText();
  const load = useCallback(() => beginActivation(token), [token]);
  const { loaded, reload } = useLoaded(load);
  const fields = useFields(
    { code: '' },
    { judge: ({ code }) => (code.length === 6 ? {} : { code: 'TOTP_FORMAT' }), act },
  );
  return (
    <Paper
      component="form"
      variant="outlined"
      noValidate
      ref={fields.form}
      onSubmit={fields.submit(() => onCode(fields.values.code))}
      sx={{ p: { xs: 2, sm: 3 }, display: 'grid', gap: 2, minWidth: 0 }}
    >
      <StepHeading focus>{t('activation.factorTitle')}</StepHeading>
      <Typography color="textSecondary">{t('activation.factorIntro')}</Typography>
      {loaded.state === 'loading' ? <LoadingBlocks heights={[200]} /> : null}
      {loaded.state === 'failed' ? <ErrorNotice error={loaded.error} onRetry={reload} /> : null}
      {loaded.state === 'ready' ? <Enrolment enrolment={loaded.value} /> : null}
      <TextField
        {...fields.field('code', t('activation.code'), { clean: digitsOf })}
        autoComplete="one-time-code"
        slotProps={{
          htmlInput: {
            inputMode: 'numeric',
            style: { fontFamily: MONOSPACE, fontSize: '1.25rem', letterSpacing: '0.3em' },
          },
        }}
      />
      <ErrorNotice error={act.error} />
      <Button type="submit" variant="contained" size="large" disabled={act.busy || loaded.state !== 'ready'}>
        {t(act.busy ? 'activation.activating' : 'activation.activate')}
      </Button>
      <Button onClick={onBack} disabled={act.busy}>
        {t('activation.back')}
      </Button>
    </Paper>
  );
}
