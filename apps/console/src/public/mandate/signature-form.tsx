import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { isGraphqlError } from '../../graphql/graphql-error.js';
import type { Signature } from '../../graphql/mandate-links.js';
import type { MandateFile, MandateSigner } from '../../graphql/schema-mandate.js';
import { useText } from '../../i18n/use-text.js';
import { MONOSPACE } from '../../theme/theme.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { useAct } from '../../ui/use-act.js';
import { useFields, type Faults } from '../../ui/use-fields.js';
import { CodeRequest } from './code-request.js';

/** "1234 5678" as the mail writes it. */
const shownCode = (value: string): string =>
  value
    .replace(/\D/g, '')
    .slice(0, 8)
    .replace(/^(\d{4})(?=\d)/, '$1 ');

interface SignatureFormProps {
  readonly token: string;
  readonly signer: MandateSigner;
  readonly file: MandateFile;
  /** Who signs, as the mandate names him. */
  readonly name: string;
  readonly email: string;
  readonly labels: { readonly sign: string; readonly signing: string };
  readonly sign: (signature: Signature) => Promise<MandateFile>;
  /** Faults of what stands above the signature: the declarations. */
  readonly judge?: () => Faults;
  readonly children?: (fault: (name: string) => string | undefined) => ReactNode;
  readonly onSigned: (file: MandateFile) => void;
  readonly onReread: () => void;
  readonly onLinkFailed: (error: unknown) => void;
}

function judgeSignature(values: { typedName: string; code: string }): Faults {
  return {
    ...(values.typedName.trim() === '' ? { typedName: 'REQUIRED' } : {}),
    ...(values.code.replace(/\s/g, '').length === 8 ? {} : { code: 'ACT_CODE_FORMAT' }),
  };
}

/** The wilful act (D25): the code that was mailed, the name typed by hand, then the button. */
export function SignatureForm(props: SignatureFormProps) {
  const { token, signer, file, name, email, labels, sign, judge, children, onSigned } = props;
  const { onReread, onLinkFailed } = props;
  const { t } = useText();
  const act = useAct((signature: Signature) =>
    sign(signature).catch((error: unknown) => {
      onLinkFailed(error);
      throw error;
    }),
  );
  const fields = useFields(
    { typedName: '', code: '' },
    { judge: (values) => ({ ...judge?.(), ...judgeSignature(values) }), act },
  );
  const submit = async () => {
    const { typedName, code } = fields.values;
    const signed = await act.run({
      token,
      typedName: typedName.trim(),
      code: code.replace(/\s/g, ''),
      contentHash: file.contentHash,
    });
    if (signed) onSigned(signed);
  };
  const stale = isGraphqlError(act.error) && act.error.reason === 'FILE_CHANGED';
  return (
    <Box
      component="form"
      noValidate
      ref={fields.form}
      onSubmit={fields.submit(() => void submit())}
      sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2, minWidth: 0 }}
    >
      {children?.(fields.fault)}
      <Paper variant="outlined" sx={{ p: 2, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 2 }}>
        <Typography variant="h2">{t('actCode.title')}</Typography>
        <CodeRequest token={token} signer={signer} email={email} onLinkFailed={onLinkFailed} />
        <TextField
          {...fields.field('code', t('actCode.code'), { clean: shownCode })}
          autoComplete="one-time-code"
          slotProps={{
            htmlInput: {
              inputMode: 'numeric',
              style: { fontFamily: MONOSPACE, fontSize: '1.25rem', letterSpacing: '0.2em' },
            },
          }}
        />
        <TextField
          {...fields.field('typedName', t('actCode.typedName'), {
            help: t('actCode.typedNameHelp', { name }),
          })}
          autoComplete="off"
        />
        <ErrorNotice error={act.error} />
        {stale ? (
          <Button variant="outlined" onClick={onReread} sx={{ justifySelf: 'start' }}>
            {t('actCode.reread')}
          </Button>
        ) : null}
        <Button type="submit" variant="contained" size="large" disabled={act.busy}>
          {act.busy ? labels.signing : labels.sign}
        </Button>
      </Paper>
    </Box>
  );
}
