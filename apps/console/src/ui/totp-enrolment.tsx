import ContentCopy from '@mui/icons-material/ContentCopy';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useState, type ReactNode } from 'react';
import type { TotpEnrolment } from '../graphql/schema-account.js';
import '../i18n/extend-security.js';
import { useText } from '../i18n/use-text.js';
import { MONOSPACE } from '../theme/theme.js';
import { totpDigits, TotpField, totpFaults } from './code-field.js';
import { ErrorNotice } from './error-notice.js';
import { LoadingBlocks } from './loading.js';
import { useFields } from './use-fields.js';
import { useLoaded } from './use-loaded.js';

const grouped = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

function Secret({ enrolment }: { enrolment: TotpEnrolment }) {
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
        alt={t('enrolment.qr')}
        sx={{ width: 200, height: 200, border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: '#fff' }}
      />
      <Box sx={{ flex: '1 1 220px', minWidth: 0, display: 'grid', gap: 0.75, justifyItems: 'start' }}>
        <Link href={enrolment.uri} sx={{ display: { sm: 'none' } }}>
          {t('enrolment.here')}
        </Link>
        <Typography>{t('enrolment.manual')}</Typography>
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
          <span role="status">{t(copied ? 'enrolment.copied' : 'enrolment.copy')}</span>
        </Button>
        <Typography variant="body2" color="textSecondary">
          {t('enrolment.manualHelp')}
        </Typography>
      </Box>
    </Box>
  );
}

interface TotpEnrolmentFormProps {
  /** Makes the secret. Keep it stable (`useCallback` or a module's function): a new one makes a new secret. */
  readonly begin: () => Promise<TotpEnrolment>;
  /** The act that the code proves the secret to. */
  readonly act: { readonly busy: boolean; readonly error: unknown; readonly reset: () => void };
  readonly onCode: (code: string) => void;
  readonly submit: { readonly label: string; readonly busyLabel: string };
  /** Other ways out, below. */
  readonly children?: ReactNode;
}

/** The secret of a second factor, as a picture and as letters, proved by a code before anything is kept. */
export function TotpEnrolmentForm({ begin, act, onCode, submit, children }: TotpEnrolmentFormProps) {
  const { t } = useText();
  const { loaded, reload } = useLoaded(begin);
  const fields = useFields({ code: '' }, { judge: totpFaults, act });
  return (
    <Box
      component="form"
      noValidate
      ref={fields.form}
      onSubmit={fields.submit(() => onCode(fields.values.code))}
      sx={{ display: 'grid', gap: 2, minWidth: 0 }}
    >
      <Typography color="textSecondary">{t('enrolment.intro')}</Typography>
      {loaded.state === 'loading' ? <LoadingBlocks heights={[200]} /> : null}
      {loaded.state === 'failed' ? <ErrorNotice error={loaded.error} onRetry={reload} /> : null}
      {loaded.state === 'ready' ? <Secret enrolment={loaded.value} /> : null}
      <TotpField
        field={fields.field('code', t('enrolment.code'), {
          clean: totpDigits,
          help: t('enrolment.codeHelp'),
        })}
      />
      <ErrorNotice error={act.error} />
      <Button type="submit" variant="contained" size="large" disabled={act.busy || loaded.state !== 'ready'}>
        {act.busy ? submit.busyLabel : submit.label}
      </Button>
      {children}
    </Box>
  );
}
