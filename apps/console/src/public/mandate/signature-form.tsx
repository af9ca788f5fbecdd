import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useCallback, useState, type ReactNode } from 'react';
import { isGraphqlError } from '../../graphql/graphql-error.js';
import type { Signature } from '../../graphql/mandate-links.js';
import type { MandateFile, MandateSigner } from '../../graphql/schema-mandate.js';
import { readSigningOptions, type SigningMeans, type SigningOptions } from '../../graphql/signing.js';
import { useText } from '../../i18n/use-text.js';
import { MONOSPACE } from '../../theme/theme.js';
import { ErrorNotice } from '../../ui/error-notice.js';
import { LoadingBlocks } from '../../ui/loading.js';
import { useAct } from '../../ui/use-act.js';
import { useFields, type Faults } from '../../ui/use-fields.js';
import { useLoaded } from '../../ui/use-loaded.js';
import { CertificateFields } from './certificate-fields.js';
import { CodeRequest } from './code-request.js';
import { makeSignature } from './make-signature.js';
import { MeansChoice } from './means-choice.js';

/** "1234 5678" as the message writes it. */
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

const EMPTY = { typedName: '', code: '', password: '' };

function judgeSignature(values: typeof EMPTY, means: SigningMeans, chosen: File | undefined): Faults {
  const name = values.typedName.trim() === '' ? { typedName: 'REQUIRED' } : {};
  if (means !== 'CERTIFICATE')
    return { ...name, ...(values.code.replace(/\s/g, '').length === 8 ? {} : { code: 'ACT_CODE_FORMAT' }) };
  return {
    ...name,
    ...(chosen ? {} : { cms: 'CERTIFICATE_FILE' }),
    ...(values.password === '' ? { password: 'REQUIRED' } : {}),
  };
}

/** The wilful act (D25): one means of those that are open to the signer, the name typed by hand, then the button. */
export function SignatureForm(props: SignatureFormProps) {
  const { token, signer } = props;
  const load = useCallback(() => readSigningOptions(token, signer), [token, signer]);
  const { loaded } = useLoaded(load);
  if (loaded.state === 'loading') return <LoadingBlocks />;
  if (loaded.state === 'failed') return <ErrorNotice error={loaded.error} />;
  return <SignatureFields {...props} options={loaded.value} />;
}

function SignatureFields(props: SignatureFormProps & { readonly options: SigningOptions }) {
  const { token, signer, file, name, email, labels, sign, judge, children, onSigned, options } = props;
  const { onReread, onLinkFailed } = props;
  const { t } = useText();
  const [means, setMeans] = useState<SigningMeans>(options.means[0] ?? 'MAIL');
  const [chosen, setChosen] = useState<File>();
  const [opening, setOpening] = useState<string>();
  const act = useAct((signature: Signature) =>
    sign(signature).catch((error: unknown) => {
      onLinkFailed(error);
      throw error;
    }),
  );
  const fields = useFields(EMPTY, {
    judge: (values) => ({ ...judge?.(), ...judgeSignature(values, means, chosen) }),
    act,
  });
  const { values } = fields;
  const prove = async (): Promise<Pick<Signature, 'code' | 'cms'> | undefined> => {
    if (means !== 'CERTIFICATE') return { code: values.code.replace(/\s/g, ''), cms: null };
    setOpening(undefined);
    if (!chosen) return undefined;
    const made = await makeSignature(chosen, values.password, file.content);
    if (made.ok) return { code: null, cms: made.cms };
    setOpening(t(`means.faults.${made.fault}`));
    return undefined;
  };
  const submit = async () => {
    const proof = await prove();
    if (!proof) return;
    const signature = { token, typedName: values.typedName.trim(), contentHash: file.contentHash, ...proof };
    const signed = await act.run(signature);
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
        <Typography variant="h2">{t('means.heading')}</Typography>
        <MeansChoice means={options.means} chosen={means} onChange={setMeans} />
        {means === 'CERTIFICATE' ? (
          <CertificateFields
            file={chosen}
            fault={opening ?? fields.fault('cms')}
            password={fields.field('password', t('means.password'), { help: t('means.passwordHelp') })}
            onFile={setChosen}
          />
        ) : (
          <>
            <CodeRequest
              key={means}
              {...{ token, signer, email, onLinkFailed, channel: means, phone: options.phone }}
            />
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
          </>
        )}
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
