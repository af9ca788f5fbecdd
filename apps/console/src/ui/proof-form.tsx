import TextField from '@mui/material/TextField';
import Button from '@mui/material/Button';
import { useState } from 'react';
import '../i18n/extend-security.js';
import { useText } from '../i18n/use-text.js';
import { RecoveryField, totpDigits, TotpField } from './code-field.js';
import { useFields, type Fields } from './use-fields.js';

export type ProofKind = 'code' | 'recoveryCode' | 'password';

interface ProofValues {
  readonly code: string;
  readonly recoveryCode: string;
  readonly password: string;
}

const FAULTS: Readonly<Record<ProofKind, (values: ProofValues) => string | undefined>> = {
  code: ({ code }) => (code.length === 6 ? undefined : 'TOTP_FORMAT'),
  recoveryCode: ({ recoveryCode }) => (recoveryCode.trim() === '' ? 'REQUIRED' : undefined),
  password: ({ password }) => (password === '' ? 'REQUIRED' : undefined),
};

export interface ProofFields {
  readonly kind: ProofKind;
  readonly setKind: (kind: ProofKind) => void;
  readonly fields: Fields<ProofValues>;
  readonly value: string;
}

/** What a person proves who he is with: one kind at a time, each with its own field. */
export function useProof(
  first: ProofKind,
  act: { readonly error: unknown; readonly reset: () => void },
): ProofFields {
  const [kind, setKind] = useState(first);
  const judge = (values: ProofValues) => ({ [kind]: FAULTS[kind](values) });
  const fields = useFields<ProofValues>({ code: '', recoveryCode: '', password: '' }, { judge, act });
  const change = (next: ProofKind) => {
    fields.set({ code: '', recoveryCode: '' });
    setKind(next);
  };
  return { kind, setKind: change, fields, value: fields.values[kind] };
}

/** The field of the kind that is asked for now; `key` gives the new one the focus. */
export function ProofField({ kind, fields }: ProofFields) {
  const { t } = useText();
  if (kind === 'code') {
    const field = fields.field('code', t('login.code'), { clean: totpDigits });
    return <TotpField key="code" field={field} autoFocus />;
  }
  if (kind === 'recoveryCode') {
    const field = fields.field('recoveryCode', t('secondFactor.recovery'), {
      help: t('secondFactor.recoveryHelp'),
    });
    return <RecoveryField key="recovery" field={field} autoFocus />;
  }
  return (
    <TextField
      {...fields.field('password', t('login.password'))}
      autoFocus
      type="password"
      autoComplete="current-password"
    />
  );
}

/** From the application to a recovery code and back. */
export function OtherProof({ kind, setKind }: ProofFields) {
  const { t } = useText();
  if (kind === 'password') return null;
  const recovery = kind === 'recoveryCode';
  return (
    <Button
      size="small"
      onClick={() => setKind(recovery ? 'code' : 'recoveryCode')}
      sx={{ justifySelf: 'start' }}
    >
      {t(recovery ? 'secondFactor.useApp' : 'secondFactor.useRecovery')}
    </Button>
  );
}
